import { units } from '#server/organisation/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { keepAppraisal } from '../appraisal/appraisal.actions.ts'
import { daysOf, isOver, monthOf, quarterOf, spanOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import { followDossiers } from '../settlement.ts'
import { serviceIndices } from './index.actions.ts'
import { firstReceived, freezeDossiers, freezeIndex, historyIsBeingTold, isFrozen } from './store.ts'

/** Keeps every period that is over and not kept yet, for every agency; safe to run at any time. */
export async function freezeDue(ctx: Ctx): Promise<Period[]> {
  if (await historyIsBeingTold(ctx)) return []
  await followDossiers(ctx)
  const kept: Period[] = []
  for (const period of await periodsOver(ctx)) {
    if (await isFrozen(ctx, period)) continue
    // Before the index, which says that the period is kept: whoever is broken off between the two keeps both again.
    if (period.includes('-Q')) await keepAppraisal(ctx, period)
    await freezePeriod(ctx, period)
    kept.push(period)
  }
  return kept
}

/** All in one transaction: a period is kept whole or not at all. */
async function freezePeriod(ctx: Ctx, period: Period): Promise<void> {
  const agencies = (await units(ctx, { on: daysOf(period).first })).filter(
    ({ code, settles }) => settles || code === ctx.province.code
  )
  await ctx.sql.begin(async sql => {
    const tx = { ...ctx, sql: sql as unknown as Ctx['sql'] }
    const codes = agencies.map(({ code }) => code)
    for (const counted of await serviceIndices(tx, codes, period))
      await freezeIndex(tx, { unit: counted.unit, period, version: counted.version, body: counted })
    if (/^\d{4}-\d{2}$/.test(period)) await freezeDossiers(tx, period, spanOf(period, ctx.now()))
  })
  ctx.log.info({ event: 'index.frozen', period, units: agencies.length }, 'frozen')
}

async function periodsOver(ctx: Ctx): Promise<Period[]> {
  const first = await firstReceived(ctx)
  const today = dayOf(ctx.now())
  if (!first) return []
  const periods: Period[] = []
  for (let month = monthOf(dayOf(first)); isOver(month, today); month = monthOf(daysOf(month).after)) {
    const { first: day, after } = daysOf(month)
    periods.push(month)
    if (quarterOf(after) !== quarterOf(day)) periods.push(quarterOf(day))
    if (after.endsWith('-01-01')) periods.push(day.slice(0, 4))
  }
  return periods
}
