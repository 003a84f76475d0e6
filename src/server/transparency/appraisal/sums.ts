import { shiftDay } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { daysOf, quarterOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import { runsOf } from './sums.rules.ts'
import * as store from './sums.store.ts'
import type { Days } from './sums.store.ts'

const A_MONTH = 31
const EVER: Days = { first: '1900-01-01', last: '2999-12-31' }
const spanOf = (quarter: Period): Days => {
  const { first, after } = daysOf(quarter)
  return { first, last: shiftDay(after, -1) }
}

/** Counts the days on which something changed, of a span or all, and adds their quarters up; returns which days. */
export async function addUpEnds(ctx: Ctx, span: Days = EVER): Promise<Day[]> {
  const done: Day[] = []
  for (;;) {
    const days = await ctx.sql.begin(async sql => {
      const tx = { sql: sql as unknown as Ctx['sql'] }
      const taken = await store.takeEnds(tx, span, A_MONTH)
      for (const run of runsOf(taken)) await store.countEnds(tx, run)
      for (const quarter of [...new Set(taken.map(quarterOf))].sort()) await store.addUpQuarter(tx, quarter)
      return taken
    })
    if (days.length === 0) return done
    done.push(...days)
  }
}

/** Counts a whole quarter from nothing: what is kept of it rests on no sum that may have missed something. */
export async function recountQuarter(ctx: Ctx, quarter: Period): Promise<void> {
  await store.markEnds(ctx, spanOf(quarter))
  await addUpEnds(ctx, spanOf(quarter))
}

/** The sums of a quarter, at most an hour old (of the last two days a minute); days that were never counted are counted before the answer. */
export async function talliesOf(ctx: Ctx, quarter: Period, agency: string | null): Promise<store.Tally[]> {
  if (await store.hasUncounted(ctx, spanOf(quarter))) await addUpEnds(ctx, spanOf(quarter))
  return store.talliesOf(ctx, quarter, agency)
}
