import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { isId } from '#server/platform/ids.ts'
import { agencyChoices } from '../tasks/screens.ts'
import { leads, reachesUnit, reachOf } from '../reach.rules.ts'
import { openLetter } from './actions.ts'
import { stateOf } from './model.ts'
import * as store from './store.ts'

const A_PAGE = 30

export async function lettersScreen(ctx: Ctx, asked: URLSearchParams) {
  const page = Math.max(1, Number(asked.get('page')) || 1)
  const mayDraft = ctx.actor.may('reform.give') || leads(ctx.actor)
  const [rows, late, agencies] = await Promise.all([
    store.letters(ctx, reachOf(ctx.actor), page, A_PAGE),
    mayDraft ? store.lateTasks(ctx, null, dayOf(ctx.now())) : [],
    mayDraft ? agencyChoices(ctx) : []
  ])
  const count = Map.groupBy(late, task => task.lead)
  return {
    page,
    rows: rows.slice(0, A_PAGE).map(row => ({ ...row, state: stateOf(row) })),
    more: rows.length > A_PAGE,
    mayDraft,
    late: agencies.flatMap(agency => {
      const tasks = count.get(agency.value)?.length ?? 0
      return tasks > 0 ? [{ ...agency, tasks }] : []
    })
  }
}

/** A letter as its reader sees it; opening it is noted for the addressee. */
export async function letterScreen(ctx: Ctx, id: string) {
  const found = isId(id) ? await openLetter(ctx, id) : null
  if (!found) return null
  const names = await unitNames(ctx, found.addressees)
  const receipts = found.receipts.map(receipt => ({ ...receipt, name: names.get(receipt.unit)?.vi ?? receipt.unit }))
  const own = receipts.find(receipt => reachesUnit(ctx.actor, receipt.unit) && ctx.actor.unit !== ctx.province.code)
  return {
    letter: found,
    state: stateOf(found),
    receipts: receipts.toSorted((a, b) => a.name.localeCompare(b.name, 'vi')),
    mayApprove: leads(ctx.actor) && stateOf(found) === 'drafted',
    maySend: (ctx.actor.may('reform.give') || leads(ctx.actor)) && stateOf(found) === 'approved',
    mayAnswer: ctx.actor.may('reform.dispute') && own !== undefined && own.answeredAt === null && found.sentAt !== null
  }
}
