import type { Ctx } from '#server/platform/index.ts'
import { bulkheadOf } from './bulkhead.ts'
import { ask } from './call.ts'
import type { CallOptions } from './call.ts'
import type { Contract, RequestOf, System } from './contract.ts'
import { seal, unseal } from './keys.ts'
import { TROUBLES } from './model.ts'
import type { About } from './model.ts'
import * as store from './outbox.store.ts'
import { contentOf } from './record.store.ts'
import { systemOf } from './registry.ts'
import { MOST_ATTEMPTS, nextTry } from './retry.rules.ts'
import { breakerOf } from './state.store.ts'
import { gate } from './breaker.rules.ts'

/** The longest background call and the writing after it; a message whose process died is taken up after it. */
const LEASE_MS = 120_000

export type Waiting = {
  /** Names the occasion: the same key is the same message. */
  readonly key: string
  readonly about: About
  readonly options?: Omit<CallOptions, 'mode' | 'key' | 'hasRoom'>
  /** The job that is told when it is settled; its payload is `{ message }`. */
  readonly tell?: string
}

/** Leaves a question in the outbox, to be asked when the system can. The same occasion twice is one message. */
export async function leave<C extends Contract, N extends keyof C['operations'] & string>(
  ctx: Ctx,
  contract: C,
  operation: N,
  request: RequestOf<C['operations'][N]>,
  waiting: Waiting
): Promise<{ id: string; fresh: boolean }> {
  const { key, about, options = {}, tell = null } = waiting
  const message = { system: contract.system, operation, key, about, options, tell }
  const [entered] = await store.enter(ctx, message, await seal(ctx, request))
  // Another process entered the same key in the same moment: the next statement sees it.
  return entered ?? leave(ctx, contract, operation, request, waiting)
}

/** A message with the answer it got, where that is still kept. */
export async function settledMessage(ctx: Ctx, id: string) {
  const message = await store.messageBy(ctx, id)
  if (!message) return null
  const answer = message.state === 'done' && message.call ? await contentOf(ctx, message.call, 'answer') : null
  return { ...message, about: (message.about as { about: About }).about, answer }
}

/**
 * Sends what is due, as much as there is room for, and does not wait for the answers: a job that waited for a system
 * that hangs would hold a worker that others need. Each answer makes room and sends the next.
 */
export async function pump(ctx: Ctx, name: string): Promise<{ sent: number; answers: Promise<unknown> }> {
  const system = systemOf(name)
  const none = { sent: 0, answers: Promise.resolve() }
  if (!system) return none
  const claimed = await claimWithRoom(ctx, system)
  const answers = Promise.all(claimed.map(({ message, leave }) => deliver(ctx, name, message).finally(leave)))
  const onward = answers.then(async done => (done.includes('settled') ? (await pump(ctx, name)).answers : undefined))
  onward.catch(error =>
    ctx.log.error({ event: 'exchange.pump-failed', system: name, error: String(error) }, 'the outbox stumbled')
  )
  return { sent: claimed.length, answers: onward }
}

/** As many messages as there is room for in this process, each with its place, taken before the database is asked. */
async function claimWithRoom(ctx: Ctx, system: System) {
  const name = system.contract.system
  const room = bulkheadOf(name, 'background', system.limits.concurrent.background)
  let places = 0
  while (room.enter()) places++
  const claimed: store.Claimed[] = []
  try {
    const way = places === 0 ? 'stop' : gate(await breakerOf(ctx, name), ctx.now())
    if (way !== 'stop') claimed.push(...(await store.claim(ctx, name, way === 'probe' ? 1 : places, LEASE_MS)))
  } finally {
    for (let unused = claimed.length; unused < places; unused++) room.leave()
  }
  return claimed.map(message => ({ message, leave: () => room.leave() }))
}

/** Sends everything that is due, to every system. */
export async function pumpAll(ctx: Ctx): Promise<{ answers: Promise<unknown> }> {
  const due = await store.dueSystems(ctx)
  const pumped = await Promise.all(due.map(({ system }) => pump(ctx, system)))
  return { answers: Promise.all(pumped.map(({ answers }) => answers)) }
}

async function deliver(ctx: Ctx, name: string, message: store.Claimed): Promise<'settled' | 'waiting'> {
  const request = await unseal(ctx, message)
  const { about, options } = message.about as { about: About; options: CallOptions }
  const given = { ...options, mode: 'background', key: message.key, hasRoom: true } as const
  const got = await ask(ctx, name, message.operation, request, about, given)
  if (got.ok) {
    const wait = waitAsked(got.value.answer, ctx.now())
    if (wait) {
      await store.postpone(ctx, message.id, {
        dueAt: wait,
        call: got.value.call,
        error: 'asked to wait',
        counted: false
      })
      return 'waiting'
    }
    await store.settle(ctx, message.id, { state: 'done', call: got.value.call, error: null })
    return 'settled'
  }
  const refusal = got.error
  const dueAt = nextTry(message.attempts, ctx.now(), Math.random())
  if (refusal.code !== 'system-trouble') {
    await store.postpone(ctx, message.id, { dueAt, call: null, error: null, counted: false })
    return 'waiting'
  }
  const over = !TROUBLES[refusal.trouble].retry || message.attempts >= MOST_ATTEMPTS
  if (over) await store.settle(ctx, message.id, { state: 'failed', call: refusal.call, error: refusal.trouble })
  else await store.postpone(ctx, message.id, { dueAt, call: refusal.call, error: refusal.trouble, counted: true })
  return over ? 'settled' : 'waiting'
}

/** An answer that says "not today" (`quota`) is asked again at the beginning of the next day. */
function waitAsked(answer: unknown, now: Date): Date | null {
  if ((answer as { kind?: unknown } | null)?.kind !== 'quota') return null
  return new Date(Math.floor((now.getTime() + 7 * 3_600_000) / 86_400_000 + 1) * 86_400_000 - 7 * 3_600_000 + 60_000)
}
