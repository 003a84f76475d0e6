import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '#server/platform/project.ts'
import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import { residentMemory } from '../resident.ts'
import type { Peekable } from '../type.rules.ts'
import { BOUNDS } from './model.ts'
import type { FileLimits, IntakeRefusal, Looked } from './model.ts'
import type { Answer, Told } from './program.ts'

type Bounds = { readonly memory: number; readonly seconds: number }
export type Inspector = {
  look(file: Peekable, type: string, limits: FileLimits): Promise<Result<Looked, IntakeRefusal>>
  close(): void
}

const PIECE = 1 << 20
const IDLE_MS = 60_000

/**
 * Looks into files in processes of their own, at most `side` by side: a file that takes its whole minute does not keep
 * the next person waiting. The file goes over in pieces and is never whole in the server's memory.
 */
export function openInspector(bounds: Bounds = BOUNDS, side = 2): Inspector {
  const desks = Array.from({ length: side }, () => openDesk(bounds))
  return {
    look: (file, type, limits) =>
      desks.reduce((one, other) => (other.waiting() < one.waiting() ? other : one)).look(file, type, limits),
    close: () => desks.forEach(desk => desk.close())
  }
}

/** One process and the files that wait for it. */
function openDesk(bounds: Bounds) {
  let child: ChildProcess | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let idle: NodeJS.Timeout | undefined
  const close = () => {
    clearTimeout(idle)
    child?.kill('SIGKILL')
    child = undefined
  }
  const look: Inspector['look'] = (file, type, limits) => {
    waiting++
    const mine = turn.then(async () => {
      clearTimeout(idle)
      // One that died while nobody waited for it is not asked again.
      if (child && !child.connected) close()
      const asked = (child ??= start())
      const found = await converse(asked, bounds, async send => {
        for (let at = 0; at < file.bytes; at += PIECE)
          await send({ what: 'piece', bytes: await file.peek(at, Math.min(PIECE, file.bytes - at)) })
        await send({ what: 'look', type, limits })
      })
      // What did not end well may still hold the file, or be at it.
      if (!found.ok && found.error.code === 'too-heavy') close()
      idle = setTimeout(close, IDLE_MS).unref()
      return found
    })
    turn = mine.catch(close).finally(() => waiting--)
    return mine
  }
  return { look, close, waiting: () => waiting }
}

function start(): ChildProcess {
  const child = fork(join(projectRoot, 'src', 'server', 'documents', 'intake', 'program.ts'), {
    serialization: 'advanced',
    execArgv: ['--max-old-space-size=512'],
    // Nothing of the house's settings, its database's address least of all.
    env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc']
  })
  child.unref()
  child.channel?.unref()
  // What goes wrong between two files is nobody's file: the next one gets a new process.
  child.on('error', () => child.kill('SIGKILL'))
  return child
}

/** One file; ends with what was found, the death of the process, or a bound. */
function converse(
  child: ChildProcess,
  bounds: Bounds,
  tell: (send: (told: Told) => Promise<void>) => Promise<void>
): Promise<Result<Looked, IntakeRefusal>> {
  return new Promise((resolve, reject) => {
    const end = (result: Result<Looked, IntakeRefusal>) => {
      clearTimeout(late)
      clearInterval(watch)
      child.off('message', hear).off('exit', heavy).off('error', heavy)
      child.channel?.unref()
      resolve(result)
    }
    const heavy = () => end(err({ code: 'too-heavy' }))
    const hear = ({ found }: Answer) => end('refusal' in found ? err(found.refusal) : ok(found))
    const late = setTimeout(heavy, bounds.seconds * 1000)
    const watch = setInterval(async () => {
      if ((await residentMemory(child.pid)) > bounds.memory) heavy()
    }, 100)
    child.channel?.ref()
    child.on('message', hear).on('exit', heavy).on('error', heavy)
    const send = (told: Told) => new Promise<void>(sent => child.send(told, error => (error ? heavy() : sent())))
    tell(send).catch((error: Error) => {
      reject(error)
      heavy()
    })
  })
}
