import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '#server/platform/project.ts'

/** A running installation with the demonstration province, in a temporary folder. */
export type House = { readonly origin: string; readonly dataDir: string }

/**
 * Starts the built server as an operator would, and waits until `/healthz` answers. All tests come from one address, so
 * its limits are wider than an office's.
 */
export async function openHouse(settings: NodeJS.ProcessEnv = {}): Promise<House & { stop(): Promise<void> }> {
  if (!existsSync(join(projectRoot, 'build', 'handler.js')))
    throw new Error('The browser tests need a build: npm test makes it, or npm run build.')
  const dataDir = await mkdtemp(join(tmpdir(), 'motcua-browser-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const { DATABASE_URL: _, ORIGIN: __, NODE_ENV: ___, ...inherited } = process.env
  const server = spawn(process.execPath, [join(projectRoot, 'src', 'server', 'main.ts')], {
    cwd: projectRoot,
    env: {
      ...inherited,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      RATE_LIMIT_FACTOR: '100',
      ...settings
    },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let said = ''
  server.stderr.on('data', (words: Buffer) => (said = `${said}${words}`.slice(-20_000)))
  let asked = false
  server.once('exit', code => {
    if (!asked) console.error(`A house of the browser tests fell (${code}). It said:\n${said}`)
  })
  const stop = async () => {
    asked = true
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM')
      const late = setTimeout(() => killHard(server, dataDir), 45_000)
      await once(server, 'exit')
      clearTimeout(late)
    }
    await rm(dataDir, { recursive: true, force: true })
  }
  const deadline = performance.now() + 90_000
  while (!(await answers(origin))) {
    const ended = server.exitCode !== null || server.signalCode !== null
    if (ended || performance.now() > deadline) {
      await stop()
      throw new Error(`The server ${ended ? 'ended' : 'did not answer within 90 seconds'}. It said:\n${said}`)
    }
    await pause(100)
  }
  return { origin, dataDir, stop }
}

/** A server that does not stop when asked would leave its database running: both are killed, by their numbers. */
function killHard(server: ChildProcess, dataDir: string) {
  server.kill('SIGKILL')
  const note = join(dataDir, 'postgres', 'postmaster.pid')
  if (existsSync(note)) process.kill(Number(readFileSync(note, 'utf8').split('\n')[0]), 'SIGQUIT')
}

const answers = (origin: string): Promise<boolean> =>
  fetch(`${origin}/healthz`).then(
    response => response.ok,
    () => false
  )

async function freePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(done => server.close(done))
  return port
}
