import type { Ctx } from '#server/platform/index.ts'
import { spanOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import { addedUp } from './procedures.rules.ts'
import { dossierCounts, dossierCountsByUnit } from './store.ts'
import type { DossierCounts } from './store.ts'
import * as store from './kept.store.ts'

/** From so many dossiers on a count is kept, for less than a minute; below, it is counted when asked. */
const LARGE = 500_000
const SERVED_MS = 60_000
/** A kept count of this age is served, and counted anew behind the reader's back. */
const AGEING_MS = 25_000
/** A period nobody asked for in this time is no longer counted in the background. */
const FORGOTTEN_MS = 3_600_000

/** Counts of dossiers for a unit with what lies below it (null: the province): live, or at most a minute old. */
export async function countsFor(
  ctx: Ctx,
  period: Period,
  under: string | null,
  large = LARGE
): Promise<DossierCounts[]> {
  if ((await store.settlements(ctx)) < large) return dossierCounts(ctx, { ...spanOf(period, ctx.now()), under })
  const now = ctx.now().getTime()
  const kept = await store.keptOf(ctx, period, under)
  const age = kept ? now - kept.countedAt.getTime() : Infinity
  if (!kept || age >= SERVED_MS) {
    await countAnew(ctx, period)
    return addedUp((await store.keptOf(ctx, period, under))?.counts ?? [])
  }
  if (now - kept.askedAt.getTime() > AGEING_MS) await store.markAsked(ctx, period)
  if (age > AGEING_MS) void countAnew(ctx, period).catch(error => ctx.log.warn({ event: 'index.count-failed', error }))
  return addedUp(kept.counts)
}

/** Every minute: the periods asked for of late are counted anew, those forgotten are let go. */
export async function countKept(ctx: Ctx): Promise<void> {
  await store.letGo(ctx, new Date(ctx.now().getTime() - FORGOTTEN_MS))
  for (const { period } of await store.keptPeriods(ctx)) await countAnew(ctx, period)
}

const running = new WeakMap<object, Map<string, Promise<void>>>()
/** Counts a period for all units and keeps it; who asks while it runs waits for the same. */
export function countAnew(ctx: Ctx, period: Period): Promise<void> {
  const of = running.get(ctx.sql) ?? new Map<string, Promise<void>>()
  running.set(ctx.sql, of)
  const now = of.get(period) ?? counted(ctx, period).finally(() => of.delete(period))
  of.set(period, now)
  return now
}

async function counted(ctx: Ctx, period: Period): Promise<void> {
  const at = ctx.now()
  const rows = (await dossierCountsByUnit(ctx, spanOf(period, at))).map(({ unit, ...counts }) => ({ unit, counts }))
  const own = Map.groupBy(rows, ({ unit }) => unit)
  const units = [...own].map(([unit, of]) => ({ unit, counts: of.map(({ counts }) => counts) }))
  const whole = { unit: '*', counts: addedUp(rows.map(({ counts }) => counts)) }
  await store.keep(ctx, { period, at }, [whole, ...units])
}
