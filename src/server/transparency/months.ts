import type { Ctx } from '#server/platform/index.ts'
import * as store from './months.store.ts'

/** Adds up the months whose settlements changed, each in a transaction of its own; returns which. */
export async function addUpMonths(ctx: Ctx): Promise<string[]> {
  const done: string[] = []
  for (;;) {
    const month = await ctx.sql.begin(async sql => {
      const tx = { sql: sql as unknown as Ctx['sql'] }
      const taken = await store.takeStale(tx)
      if (taken) await store.addUp(tx, taken)
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
