import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Contract, System } from './contract.ts'
import type { Breaker, Outage } from './model.ts'
import { wakeAll } from './outbox.store.ts'
import { pump } from './outbox.ts'
import { knownSystems, systemOf } from './registry.ts'
import { admitted, noteAnswer, noteFailure, outageNow, tryNow } from './state.store.ts'
import { Trouble, troubleFrom } from './trouble.ts'
import { measured, stateOf } from './views.ts'
import type { Measured } from './views.ts'

export type Health = {
  readonly system: string
  readonly state: 'not-configured' | 'unused' | 'working' | 'failing' | 'down' | 'trying'
  readonly connector: string | null
  readonly address: string | null
  readonly breaker: Breaker
  readonly failures: number
  readonly retryAt: Date | null
  readonly outage: Outage | null
  readonly lastOkAt: Date | null
  readonly lastError: string | null
  readonly lastErrorAt: Date | null
  readonly waiting: number
  readonly oldestWaiting: Date | null
  readonly failed: number
  /** What people see while it is down, and what goes on: keys of words. */
  readonly degraded: Contract['degraded']
  readonly availability: { readonly hour: Measured; readonly day: Measured; readonly month: Measured }
}

type Own<T> = Promise<Result<T, { code: 'forbidden' }>>

/** How every known system is, measured. */
export async function health(ctx: Ctx): Own<Health[]> {
  if (!ctx.actor.may('exchange.see-health')) return err({ code: 'forbidden' })
  return ok(await Promise.all(knownSystems().map(({ contract, system }) => healthOf(ctx, contract, system))))
}

async function healthOf(ctx: Ctx, contract: Contract, system: System | null): Promise<Health> {
  const name = contract.system
  const [row, outage, hour, day, month] = await Promise.all([
    stateOf(ctx, name),
    outageNow(ctx, name),
    measured(ctx, name, 1),
    measured(ctx, name, 24),
    measured(ctx, name, 24 * 30)
  ])
  return {
    system: name,
    state: !system ? 'not-configured' : stateWord(row),
    connector: system?.connector.kind ?? null,
    address: system?.connector.address ?? null,
    ...row,
    outage,
    degraded: contract.degraded,
    availability: { hour, day, month }
  }
}

function stateWord(row: { breaker: Breaker; failures: number; lastOkAt: Date | null }): Health['state'] {
  if (row.breaker === 'open') return 'down'
  if (row.breaker === 'half-open') return 'trying'
  if (row.failures > 0) return 'failing'
  return row.lastOkAt ? 'working' : 'unused'
}

/** Asks a system whether it is there, whatever its breaker says; when it is, what waits goes out. */
export async function tryAgain(ctx: Ctx, name: string): Own<{ back: boolean }> {
  if (!ctx.actor.may('exchange.try')) return err({ code: 'forbidden' })
  await tryNow(ctx, name)
  return ok({ back: await probe(ctx, name) })
}

const PING_MS = 5_000

/** One ping of a system, counted as a call: it ends an outage or makes it longer. */
export async function probe(ctx: Ctx, name: string): Promise<boolean> {
  const system = systemOf(name)
  if (!system || !(await admitted(ctx, name, PING_MS * 2)).may) return false
  const began = performance.now()
  try {
    const signal = AbortSignal.timeout(PING_MS)
    const late = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(new Trouble('timeout', 'no answer to a ping')))
    )
    await Promise.race([system.connector.ping(signal, ctx.now()), late])
  } catch (error) {
    const { code, message } = troubleFrom(error)
    await noteFailure(ctx, name, system.limits.breaker, `${code}: ${message}`)
    return false
  }
  await noteAnswer(ctx, name, performance.now() - began)
  await wakeAll(ctx, name)
  await pump(ctx, name)
  return true
}
