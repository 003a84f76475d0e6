import type { Ctx } from '#server/platform/index.ts'
import { monthsIn } from './dashboard/months.rules.ts'
import * as store from './months.store.ts'
import { quarterOf } from './period.rules.ts'
import type { Period } from './period.rules.ts'

/** A month, its quarter and its year. */
const periodsWith = (month: string): Period[] => [month, quarterOf(`${month}-01`), month.slice(0, 4)]

/** Adds up the months whose settlements changed, each in a transaction of its own; returns which. */
export async function addUpMonths(ctx: Ctx): Promise<string[]> {
  const done: string[] = []
  for (;;) {
    const month = await ctx.sql.begin(async sql => {
      const tx = { sql: sql as unknown as Ctx['sql'] }
      const taken = await store.takeStale(tx)
      if (taken) await store.addUp(tx, taken)
      for (const period of taken ? periodsWith(taken) : []) await store.rollUp(tx, period, monthsIn(period))
      return taken
    })
    if (!month) return done
    done.push(month)
  }
}

/** Adds all months up from nothing: the nightly proof that nothing was missed. */
export async function addUpAllMonths(ctx: Ctx): Promise<string[]> {
  await store.markAllMonths(ctx)
  return addUpMonths(ctx)
}
