import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { join, resolve } from 'node:path'
import { RefusedToStart, errorCode, errorText } from './refused-to-start.ts'

/** What a running or stopped embedded server is known by; kept in `DATA_DIR/postgres.json`, readable by its owner only. */
export type ServerFile = { port: number; password: string; owner: { pid: number; since: string } | null }

export const clusterIn = (dataDir: string) => join(dataDir, 'postgres')
const serverFileIn = (dataDir: string) => join(dataDir, 'postgres.json')
const MARK = '.motcua'

/** Makes or recognises the folder that holds all data; refuses one that belongs to something else. */
export function prepareDataFolder(path: string): string {
  const dataDir = resolve(path)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const held = readdirSync(dataDir).filter(name => !name.startsWith('.') && name !== 'lost+found')
    if (!existsSync(join(dataDir, MARK))) {
      if (held.length > 0)
        throw new RefusedToStart(
          `DATA_DIR ${dataDir} holds files that are not Một Cửa's (${held[0]} ...); choose an empty folder.`
        )
      writeFileSync(join(dataDir, MARK), 'Một Cửa keeps its data in this folder.\n')
    }
  } catch (error) {
    throw folderProblem(error, dataDir)
  }
  return dataDir
}

/** Says in one sentence why a folder cannot be used. */
export function folderProblem(error: unknown, folder: string): Error {
  if (error instanceof RefusedToStart) return error
  const code = errorCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new RefusedToStart(`The disk that holds ${folder} is full.`)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new RefusedToStart(`DATA_DIR ${folder} cannot be written by this account (${code}).`)
  if (code === 'ENOTDIR' || code === 'EEXIST') return new RefusedToStart(`DATA_DIR ${folder} is not a folder.`)
  return new RefusedToStart(`DATA_DIR ${folder} cannot be used: ${errorText(error)}`)
}

export const newPassword = (): string => randomBytes(24).toString('base64url')

/** The server file, or null when there is none. A file that cannot be understood is a broken data folder. */
export function readServerFile(dataDir: string): ServerFile | null {
  const path = serverFileIn(dataDir)
  if (!existsSync(path)) return null
  try {
    const found = JSON.parse(readFileSync(path, 'utf8')) as ServerFile
    if (typeof found.password === 'string') return found
  } catch (error) {
    if (errorCode(error)) throw folderProblem(error, dataDir)
  }
  throw new RefusedToStart(
    `${path} is broken, so the database's password is lost; restore it, or set it aside and restore a backup.`
  )
}

export function writeServerFile(dataDir: string, server: ServerFile): void {
  try {
    const path = serverFileIn(dataDir)
    writeFileSync(`${path}.new`, JSON.stringify(server), { mode: 0o600 })
    chmodSync(`${path}.new`, 0o600)
    renameSync(`${path}.new`, path)
  } catch (error) {
    throw folderProblem(error, dataDir)
  }
}

/** Names this process so that a later one with the same number is not taken for it. */
export const thisProcess = () => ({ pid: process.pid, since: startOfProcess(process.pid) })

export const isAlive = (owner: ServerFile['owner']): boolean =>
  owner !== null && exists(owner.pid) && startOfProcess(owner.pid) === owner.since

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

/** Clock ticks since boot at which a process began (Linux), else an empty text. */
function startOfProcess(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[19]!
  } catch {
    return ''
  }
}

/**
 * The postmaster that serves a cluster now. A `postmaster.pid` left by a killed server, whose number another program
 * may have by now, is removed: PostgreSQL itself would refuse to start beside it.
 */
export function livingPostmaster(cluster: string): { pid: number; port: number; ready: boolean } | null {
  const path = join(cluster, 'postmaster.pid')
  const written = readWhereThere(path)
  if (written === null) return null
  const [pid, , , port, , , , status] = written.split('\n')
  const number = Number(pid)
  if (number > 0 && exists(number) && servesCluster(number, cluster))
    return { pid: number, port: Number(port), ready: status?.trim() === 'ready' }
  rmSync(path, { force: true })
  return null
}

/** The text of a file that its owner may remove at any moment. */
function readWhereThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** A postmaster works in its cluster's folder; where the system does not tell, it is believed. A dead one has none. */
function servesCluster(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch {
    return false
  }
}

/** Looks at the cluster's folder: absent, ours, or not to be touched. */
export function clusterState(dataDir: string, version: string): 'absent' | 'present' {
  const cluster = clusterIn(dataDir)
  if (!existsSync(cluster)) return 'absent'
  if (!statSync(cluster).isDirectory() || !existsSync(join(cluster, 'PG_VERSION')))
    throw new RefusedToStart(`${cluster} is not a PostgreSQL data directory; set it aside and restore a backup.`)
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (found !== version)
    throw new RefusedToStart(
      `${cluster} was written by PostgreSQL ${found}, but this installation brings ${version}; restore a backup into a new DATA_DIR.`
    )
  if (!readServerFile(dataDir))
    throw new RefusedToStart(
      `${cluster} is a PostgreSQL data directory that this installation did not make (postgres.json is missing).`
    )
  return 'present'
}
