import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Fault } from './faults.ts'
import type { startSandbox } from './server.ts'

type Ready = Awaited<ReturnType<typeof startSandbox>>
export type RunningSandbox = Ready & {
  /** Has the fault stand until the next one. */
  suffer(fault: Fault): Promise<void>
  /** Signs with a new key from now on; the old one is not published any more. */
  rotate(): Promise<void>
  /** The provider's signed word that a person's sessions are over. */
  logoutToken(subject: string): Promise<string>
  stop(): Promise<void>
}

/** Starts the sandbox as a process of its own, as an operator would. */
export async function runSandbox(relyingParty: string, code = 'dinh-danh', port = 0): Promise<RunningSandbox> {
  const main = join(import.meta.dirname, 'main.ts')
  const args = [main, '--port', String(port), '--for', relyingParty, '--code', code]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const ready = JSON.parse(line) as Ready
  const post = async (path: string, body: object) => {
    const answer = await fetch(ready.control + path, { method: 'POST', body: JSON.stringify(body) })
    const said = await answer.text()
    if (!answer.ok) throw new Error(said)
    return said
  }
  return {
    ...ready,
    suffer: async fault => void (await post('', fault)),
    rotate: async () => void (await post('/rotate', {})),
    logoutToken: subject => post('/logout-token', { subject }),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  }
}

/** A browser without pictures: goes through the provider's pages and answers the address it is sent back to. */
export async function walkThrough(to: string, person: string, level = 'muc-2'): Promise<URL> {
  const cookies = new Map<string, string>()
  const home = new URL(to).origin
  let next = new URL(to)
  let init: RequestInit = {}
  for (let steps = 0; steps < 12; steps++) {
    if (next.origin !== home) return next
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location) {
      next = new URL(location, next)
      init = {}
    } else {
      const action = /action="([^"]+)"/.exec(await answer.text())?.[1]
      if (!action) throw new Error(`The provider answered ${answer.status} at ${next.pathname}.`)
      next = new URL(action, next)
      init = { method: 'POST', body: new URLSearchParams({ person, level, act: person ? 'sign-on' : 'cancel' }) }
    }
  }
  throw new Error('The provider sends people in circles.')
}
