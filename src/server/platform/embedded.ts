import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import {
  clusterIn,
  clusterState,
  folderProblem,
  isAlive,
  livingPostmaster,
  newPassword,
  prepareDataFolder,
  readServerFile,
  thisProcess,
  writeServerFile
} from './embedded.folder.ts'
import { programsEnvironment, programsFolder, run, runnerFor } from './embedded.program.ts'
import type { Runner } from './embedded.program.ts'
import { RefusedToStart, errorText } from './refused-to-start.ts'

/** A PostgreSQL of our own. `stop` ends it cleanly and may be called twice. */
export type EmbeddedServer = { readonly url: string; readonly adopted: boolean; stop(): Promise<void> }

type Options = { throwaway?: boolean }
const VERSION = '18'
const USER = 'motcua'
const DATABASE = 'motcua'

const urlOf = (port: number, password: string, database = DATABASE) =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`

/** The address of the server that runs in `dataDir` now, or null: how commands find a running installation. */
export function findEmbedded(dataDir: string): string | null {
  const server = readServerFile(resolve(dataDir))
  const postmaster = server && livingPostmaster(clusterIn(resolve(dataDir)))
  return postmaster?.ready ? urlOf(postmaster.port, server!.password) : null
}

/**
 * Starts the cluster in `path`, made on first use, in its own process group so that Ctrl-C reaches the app first.
 * A live server whose owner was killed is adopted; one that was killed itself recovers from its log.
 */
export async function startEmbedded(path: string, options: Options = {}): Promise<EmbeddedServer> {
  const dataDir = prepareDataFolder(path)
  const cluster = clusterIn(dataDir)
  if (clusterState(dataDir, VERSION) === 'absent') makeCluster(dataDir, options)
  const server = readServerFile(dataDir)!
  if (isAlive(server.owner) && server.owner!.pid !== process.pid) {
    throw new RefusedToStart(
      `DATA_DIR ${dataDir} is in use by another Một Cửa (process ${server.owner!.pid}); stop it first.`
    )
  }
  writeServerFile(dataDir, { ...server, owner: thisProcess() })
  const adopted = await adoptable(cluster)
  const port = adopted ?? (await launch(dataDir, cluster, options))
  writeServerFile(dataDir, { port, password: server.password, owner: thisProcess() })
  await createDatabase(port, server.password, dataDir)
  const stop = async () => {
    await stopPostmaster(cluster)
    const last = existsSync(dataDir) ? readServerFile(dataDir) : null
    if (last?.owner?.pid === process.pid) writeServerFile(dataDir, { ...last, owner: null })
  }
  return { url: urlOf(port, server.password), adopted: adopted !== null, stop }
}

/** The port of a server that runs here already; null where there is none, or only one that was killed and is going away. */
async function adoptable(cluster: string): Promise<number | null> {
  for (const deadline = Date.now() + 60_000; ; await pause(20)) {
    const living = livingPostmaster(cluster)
    if (!living) return null
    const port = await ready(cluster, living.port)
    // One that lives on behind closed doors is told of by whoever asks it first.
    if ((await listens(port)) || Date.now() > deadline) return port
  }
}

/** A killed process shuts its doors before it is gone. */
const listens = (port: number): Promise<boolean> =>
  new Promise(tell => {
    const probe = connect(port, '127.0.0.1', () => {
      probe.destroy()
      tell(true)
    })
    probe.once('error', error => tell((error as NodeJS.ErrnoException).code !== 'ECONNREFUSED'))
  })

/** A cluster for one test run: unsafe and fast, in a temporary folder that is gone afterwards, even if we are killed. */
export async function startTemporary(): Promise<EmbeddedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-'))
  const dataDir = join(folder, 'data')
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  const watch = `while kill -0 ${process.pid}; do sleep 1; done
    kill -QUIT $(head -n 1 '${clusterIn(dataDir)}/postmaster.pid'); sleep 1; rm -rf '${folder}'`
  const watcher = spawn('sh', ['-c', watch], { detached: true, stdio: 'ignore', cwd: '/' })
  watcher.unref()
  try {
    const server = await startEmbedded(dataDir, { throwaway: true })
    const stop = async () => {
      await server.stop()
      watcher.kill()
      remove()
    }
    return { ...server, stop }
  } catch (error) {
    watcher.kill()
    remove()
    throw error
  }
}

/** Writes a new cluster beside its place and moves it there when whole, so a killed first start leaves nothing half. */
function makeCluster(dataDir: string, { throwaway }: Options): void {
  const draft = `${clusterIn(dataDir)}.new`
  const password = newPassword()
  try {
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { mode: 0o700 })
    const runner = runnerFor(dataDir)
    const passwordFile = join(dataDir, 'postgres.password')
    writeFileSync(passwordFile, password, { mode: 0o600 })
    if (runner.uid !== undefined)
      for (const path of [dataDir, draft, passwordFile]) chownSync(path, runner.uid, runner.gid!)
    const made = run(runner, join(programsFolder(), 'initdb'), [
      `--pgdata=${draft}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--no-instructions',
      ...(throwaway ? ['--no-sync'] : ['--data-checksums'])
    ])
    rmSync(passwordFile, { force: true })
    if (made.status !== 0) throw startProblem(dataDir, `${made.stderr}\n${errorText(made.error ?? '')}`)
    writeServerFile(dataDir, { port: 0, password, owner: null })
    renameSync(draft, clusterIn(dataDir))
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw folderProblem(error, dataDir)
  }
}

async function launch(dataDir: string, cluster: string, options: Options): Promise<number> {
  const logFile = join(dataDir, 'postgres.log')
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const child = spawnPostmaster(runnerFor(cluster), cluster, logFile, [...settings(options), `port=${port}`])
    try {
      return await ready(cluster, port, child)
    } catch (error) {
      const said = existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''
      // The port was taken meanwhile, or the processes of a killed server are still going away.
      const passing = /could not bind|Address already in use|shared memory block|lock file/.test(said)
      if (passing && attempt < 20) await pause(250)
      else throw startProblem(dataDir, said.trim() || errorText(error))
    }
  }
}

function spawnPostmaster(runner: Runner, cluster: string, logFile: string, set: string[]): ChildProcess {
  const args = ['-D', cluster, ...set.flatMap(setting => ['-c', setting])]
  const [command, rest] = runner.wrap(join(programsFolder(), 'postgres'), args)
  let log: number
  try {
    log = openSync(logFile, 'w', 0o600)
  } catch (error) {
    throw folderProblem(error, dirname(logFile))
  }
  const { uid, gid } = runner
  const child = spawn(command, rest, {
    cwd: '/',
    env: programsEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
    uid,
    gid
  })
  closeSync(log)
  child.unref()
  return child
}

/** Settings for one machine that also runs the application; a throwaway server need not survive a power cut. */
function settings({ throwaway }: Options): string[] {
  const megabytes = (process.constrainedMemory() || totalmem()) / 2 ** 20
  const shared = Math.round(Math.min(Math.max(Math.min(megabytes, totalmem() / 2 ** 20) / 8, 64), 2048))
  return [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'max_connections=200',
    `shared_buffers=${throwaway ? 128 : shared}MB`,
    `effective_cache_size=${shared * 4}MB`,
    'work_mem=16MB',
    'maintenance_work_mem=128MB',
    'max_wal_size=2GB',
    'random_page_cost=1.1',
    'wal_compression=on',
    'jit=off',
    `max_parallel_workers_per_gather=${Math.min(2, Math.floor(availableParallelism() / 2))}`,
    ...(throwaway ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : [])
  ]
}

/** Waits until the postmaster says that it takes connections. */
async function ready(cluster: string, port: number, child?: ChildProcess): Promise<number> {
  let failed: Error | undefined
  child?.once('error', error => (failed = error))
  for (const deadline = Date.now() + 300_000; Date.now() < deadline; await pause(20)) {
    if (failed) throw failed
    if (child && (child.exitCode !== null || child.signalCode !== null)) throw new Error('postgres ended')
    const path = join(cluster, 'postmaster.pid')
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
    if (lines[7]?.trim() === 'ready' && (!child || Number(lines[0]) === child.pid)) return Number(lines[3])
    if (!child && !livingPostmaster(cluster))
      throw new RefusedToStart(`The database in ${cluster} stopped while it was starting; start again.`)
  }
  throw new RefusedToStart(
    `The database on port ${port} was not ready after five minutes; see postgres.log beside ${cluster}.`
  )
}

/** Fast shutdown: running statements are rolled back, everything committed is on disk. */
async function stopPostmaster(cluster: string): Promise<void> {
  const postmaster = existsSync(cluster) ? livingPostmaster(cluster) : null
  if (!postmaster) return
  process.kill(postmaster.pid, 'SIGINT')
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(20)) {
    if (!existsSync(join(cluster, 'postmaster.pid'))) return
    if (!livingPostmaster(cluster)) return
  }
  process.kill(postmaster.pid, 'SIGQUIT')
}

async function createDatabase(port: number, password: string, dataDir: string): Promise<void> {
  const sql = postgres(urlOf(port, password, 'postgres'), { max: 1, onnotice: () => {} })
  try {
    const found = await sql<{ name: string }[]>`select datname as name from pg_database where datname = ${DATABASE}`
    if (found.length === 0) await sql.unsafe(`create database ${DATABASE}`)
  } catch (error) {
    throw startProblem(dataDir, errorText(error))
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** Turns what PostgreSQL said into one sentence. */
function startProblem(dataDir: string, said: string): Error {
  if (/No space left on device|Disk quota exceeded/i.test(said)) return folderProblem({ code: 'ENOSPC' }, dataDir)
  const lines = said.split('\n').filter(line => /(FATAL|PANIC|error|ERROR):/.test(line))
  const worst =
    lines.findLast(line => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? said.trim().replace(/\s*\n\s*/g, ' ')
  const reason = worst.replace(/^.*?(FATAL|PANIC|error|ERROR):\s*/, '').trim()
  return new RefusedToStart(
    `The database in ${dataDir} cannot start: ${reason} (see ${join(dataDir, 'postgres.log')}).`
  )
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done, failed) => probe.once('error', failed).listen(0, '127.0.0.1', done))
  const { port } = probe.address() as { port: number }
  await new Promise(done => probe.close(done))
  return port
}
