import { fork, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '#server/platform/project.ts'
import { SCHEMA, SECRETS } from './province.ts'

export type Program = { readonly port: number; stop(): Promise<void> }

/** The built server as `npm start` runs it, on a database of the benchmark; its log is written as in use. */
export async function startServer(databaseUrl: string, settings: NodeJS.ProcessEnv = {}): Promise<Program> {
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-bench-'))
  const port = await freePort()
  const { ORIGIN: _, NODE_ENV: __, ...inherited } = process.env
  const here = { PORT: String(port), DATA_DIR: dataDir, SECRETS_KEY: SECRETS.toString('base64') }
  const environment = { DATABASE_URL: databaseUrl, PROVINCE_SCHEMA: SCHEMA, ...here }
  const server = spawn(process.execPath, [join(projectRoot, 'src', 'server', 'main.ts')], {
    cwd: projectRoot,
    env: { ...inherited, ...environment, HOST: '127.0.0.1', RATE_LIMIT_FACTOR: '1000000', ...settings },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let said = ''
  server.stderr.on('data', (words: Buffer) => (said = `${said}${words}`.slice(-5_000)))
  const stop = async () => {
    await end(server)
    await rm(dataDir, { recursive: true, force: true })
  }
  for (const until = performance.now() + 60_000; !(await answers(port)); await pause(50)) {
    if (server.exitCode === null && performance.now() < until) continue
    await stop()
    throw new Error(`the server did not start. It said:\n${said}`)
  }
  return { port, stop }
}

/** A bare script in a process of its own, as the server is; it says its port when it is ready. */
export async function startBare(script: string, databaseUrl: string): Promise<Program & { child: ChildProcess }> {
  const child = fork(join(projectRoot, 'bench', 'bare', script), [databaseUrl], {
    cwd: projectRoot,
    serialization: 'advanced'
  })
  const [ready] = (await once(child, 'message')) as [{ port: number }]
  return { port: ready.port, child, stop: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** Whether a house answers on a port. */
export const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    response => response.ok,
    () => false
  )

/** A port of this machine that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(done => server.close(done))
  return port
}
