import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Fault } from './faults.ts'
import type { Told } from './program.ts'

export type Running = Told & {
  fault(name: Fault, how?: { times?: number; ms?: number }): Promise<void>
  heal(): Promise<void>
  asked(): Promise<{ path: string; at: string }[]>
  /** A control of this sandbox's own. */
  tell(path: string, body?: object): Promise<unknown>
  stop(): Promise<void>
}

/** One sandbox as a process of its own on free ports, for tests and measurements. */
export async function startSandbox(name: string): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), `motcua-sandbox-${name}-`))
  const program = join(import.meta.dirname, name, 'server.ts')
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const told = await firstLine(child.stdout!)
  const send = async (method: string, body?: object) => {
    const answer = await fetch(`${told.control}/fault`, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
    if (!answer.ok) throw new Error(`the sandbox ${name} refused a fault`)
  }
  return {
    ...told,
    fault: (fault, how = {}) => send('POST', { fault, ...how }),
    heal: () => send('DELETE'),
    asked: async () => (await (await fetch(`${told.control}/asked`)).json()) as { path: string; at: string }[],
    async tell(path, body) {
      const answer = await fetch(`${told.control}${path}`, { method: 'POST', body: JSON.stringify(body ?? {}) })
      if (!answer.ok) throw new Error(`the sandbox ${name} refused ${path}`)
      return answer.json()
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    }
  }
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<Told> {
  for await (const line of createInterface({ input: stream })) return JSON.parse(line) as Told
  throw new Error('the sandbox ended before it was ready')
}
