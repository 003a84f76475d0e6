import { clockFor } from '#server/dossiers/index.ts'
import type { OfficeClock } from '#server/dossiers/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import { recountForeign } from './foreign.ts'
import { settlementOf } from './settlement.rules.ts'
import {
  countable,
  moveReader,
  pageOfDossiers,
  putSettlements,
  readerToNow,
  touched,
  untimed
} from './settlement.store.ts'

/** Brings the settlements up to the event feed, batch by batch; returns how many dossiers were written. */
export async function followDossiers(ctx: Ctx, batch = 4000): Promise<number> {
  let written = 0
  for (;;) {
    const read = await ctx.sql.begin(async sql => {
      const tx = { ...ctx, sql: sql as unknown as Ctx['sql'] }
      const next = await touched(tx, batch)
      await note(tx, next.ids)
      if (next.last) await moveReader(tx, next.last)
      return next
    })
    written += read.ids.length
    if (read.events === 0) return written
  }
}

/** Makes all settlements anew from the dossiers themselves; readers see the old ones until each is replaced. */
export async function rebuildSettlements(ctx: Ctx, told: (done: number) => void = () => {}): Promise<number> {
  await readerToNow(ctx)
  await recountForeign(ctx)
  let [after, done]: [string | null, number] = [null, 0]
  for (;;) {
    const page: { id: string }[] = await pageOfDossiers(ctx, after, 2000)
    if (page.length === 0) return done
    await note(
      ctx,
      page.map(({ id }) => id)
    )
    after = page.at(-1)!.id
    told((done += page.length))
  }
}

/** Counts the working time of what had ended before working time was counted; returns how many were looked at. */
export async function timeUntimed(ctx: Ctx): Promise<number> {
  let [after, done]: [string | null, number] = [null, 0]
  for (;;) {
    const page: { id: string }[] = await untimed(ctx, after, 2000)
    if (page.length === 0) return done
    await note(
      ctx,
      page.map(({ id }) => id)
    )
    after = page.at(-1)!.id
    done += page.length
  }
}

async function note(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const dossiers = await countable(ctx, ids)
  const clocks = new Map<string, OfficeClock>()
  for (const { ruleSet: rules, settlingUnit } of dossiers) {
    const key = `${rules} ${settlingUnit}`
    if (!clocks.has(key)) clocks.set(key, await clockFor(ctx, ruleSet(rules), settlingUnit))
  }
  const rows = dossiers.map(each => settlementOf(each, clocks.get(`${each.ruleSet} ${each.settlingUnit}`) ?? null))
  await putSettlements(
    ctx,
    rows.filter(row => row !== null),
    dossiers.filter((_, i) => rows[i] === null).map(({ id }) => id)
  )
}
