import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '#server/platform/project.ts'
import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import { residentMemory } from '../resident.ts'
import { LIMITS } from './model.ts'
import type { Page, Reading, ReadRefusal } from './model.ts'

export type Asked =
  | { readonly what: 'read'; readonly bytes: Uint8Array; readonly type: string }
  | ({
      readonly what: 'draw'
      readonly bytes: Uint8Array
      readonly type: string
      readonly page: number
      readonly longest: number
    } & Pick<Page, 'turned' | 'skew'>)

export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'opened'; readonly pages: number }
  | { readonly kind: 'page'; readonly done: number }
  | { readonly kind: 'read'; readonly reading: Reading }
  | { readonly kind: 'drawn'; readonly jpeg: Uint8Array }
  | { readonly kind: 'refused'; readonly refusal: ReadRefusal }
  | { readonly kind: 'failed'; readonly said: string }

/** How far a file is: pages read, of how many. */
export type Progress = { readonly done: number; readonly pages: number }

type Final = Extract<Answer, { kind: 'read' | 'drawn' }>
type Limits = { readonly memory: number; readonly seconds: { readonly page: number; readonly file: number } }

export type Reader = {
  read(
    file: { bytes: Uint8Array; type: string },
    told?: (progress: Progress) => unknown
  ): Promise<Result<Reading, ReadRefusal>>
  /** A page as the reading's places speak of it, as JPEG. */
  draw(
    file: { bytes: Uint8Array; type: string },
    page: Pick<Page, 'turned' | 'skew'> & { page: number; longest?: number }
  ): Promise<Result<Uint8Array, ReadRefusal>>
  close(): void
}

/** A process that has had nothing to do for so long is let go; the next file starts another. */
const IDLE_MS = 120_000

/**
 * Reads files in a process of its own, one at a time. Beyond its limits of time and memory the process is killed and the
 * file refused; the next file gets a fresh one.
 */
export function openReader(limits: Limits = LIMITS): Reader {
  let child: ChildProcess | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined

  const stop = () => {
    clearTimeout(idle)
    child?.kill('SIGKILL')
    child = undefined
  }
  const start = (): ChildProcess => {
    const program = join(projectRoot, 'src', 'server', 'documents', 'reading', 'program.ts')
    const started = fork(program, {
      serialization: 'advanced',
      execArgv: ['--max-old-space-size=512'],
      // Nothing of the house's settings, its database's address least of all.
      env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', OMP_THREAD_LIMIT: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc']
    })
    started.on('exit', () => {
      if (child === started) child = undefined
    })
    started.unref()
    started.channel?.unref()
    return started
  }
  const ask = (asked: Asked, told?: (progress: Progress) => unknown): Promise<Result<Final, ReadRefusal>> => {
    const mine = turn.then(async () => {
      clearTimeout(idle)
      const asking = (child ??= start())
      const answered = await converse(asking, asked, limits, told)
      if (!answered.ok && KILLED.has(answered.error.code)) stop()
      idle = setTimeout(stop, IDLE_MS).unref()
      return answered
    })
    turn = mine.catch(() => {})
    return mine
  }
  return {
    async read(file, told) {
      const answered = await ask({ what: 'read', ...file }, told)
      return answered.ok ? ok((answered.value as { reading: Reading }).reading) : answered
    },
    async draw(file, { page, turned, skew, longest = 1600 }) {
      const answered = await ask({ what: 'draw', ...file, page, turned, skew, longest })
      return answered.ok ? ok((answered.value as { jpeg: Uint8Array }).jpeg) : answered
    },
    close: stop
  }
}

const KILLED = new Set<ReadRefusal['code']>(['too-slow', 'out-of-memory', 'reader-failed'])

/** One question to the process; ends with its answer, its death, or one of the limits. */
function converse(
  child: ChildProcess,
  asked: Asked,
  limits: Limits,
  told?: (progress: Progress) => unknown
): Promise<Result<Final, ReadRefusal>> {
  return new Promise(resolve => {
    let pages = 1
    let late: NodeJS.Timeout | undefined
    const end = (result: Result<Final, ReadRefusal>) => {
      clearTimeout(late)
      clearTimeout(whole)
      clearInterval(watch)
      child.off('message', hear).off('exit', died).off('error', died)
      resolve(result)
    }
    // The first page pays for the start of the process too.
    const wait = () => {
      clearTimeout(late)
      late = setTimeout(() => end(err({ code: 'too-slow', limit: limits.seconds.page })), limits.seconds.page * 1000)
    }
    const hear = (answer: Answer) => {
      switch (answer.kind) {
        case 'ready':
          return
        case 'opened':
          pages = answer.pages
          told?.({ done: 0, pages })
          return wait()
        case 'page':
          told?.({ done: answer.done, pages })
          return wait()
        case 'read':
        case 'drawn':
          return end(ok(answer))
        case 'refused':
          return end(err(answer.refusal))
        case 'failed':
          return end(err({ code: 'reader-failed' }))
        default:
          return answer satisfies never
      }
    }
    const died = () => end(err({ code: 'reader-failed' }))
    const whole = setTimeout(
      () => end(err({ code: 'too-slow', limit: limits.seconds.file })),
      limits.seconds.file * 1000
    )
    const watch = setInterval(async () => {
      if ((await residentMemory(child.pid)) > limits.memory) end(err({ code: 'out-of-memory' }))
    }, 250)
    child.on('message', hear).on('exit', died).on('error', died)
    wait()
    child.send(asked, error => error && died())
  })
}
