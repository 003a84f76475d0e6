import { randomUUID } from 'node:crypto'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import { giveTasks } from '../tasks/actions.ts'
import type { ActionRefusal } from '../tasks/actions.ts'
import { reachesUnit, reachOf, seesAll } from '../reach.rules.ts'
import { burnUp, completionOf, completions, leavesOf } from './completion.rules.ts'
import { forecast, seedOf } from './forecast.rules.ts'
import { ITEM_KINDS } from './model.ts'
import * as store from './store.ts'

type Refusal = {
  readonly code:
    | 'forbidden'
    | 'plan-exists'
    | 'plan-missing'
    | 'content-missing'
    | 'target-missing'
    | 'item-missing'
    | 'value-invalid'
}
type Typed = Readonly<Record<string, string>>

/** May change a plan: the reform office any, an agency's head the own one. */
const mayChange = (ctx: Ctx, unit: string): boolean =>
  ctx.actor.may('reform.give') || (ctx.actor.may('reform.dispute') && reachesUnit(ctx.actor, unit))

export const plansScreen = async (ctx: Ctx) => ({
  rows: [...(await store.plans(ctx, reachOf(ctx.actor), ctx.province.code))],
  mayEnter: ctx.actor.may('reform.give')
})

export async function enterPlan(
  ctx: Ctx,
  given: { unit: string; year: number; number: string; title: string; parent: string | null }
): Promise<Result<{ id: string }, Refusal>> {
  if (!mayChange(ctx, given.unit)) return err({ code: 'forbidden' })
  if (given.title.trim() === '') return err({ code: 'content-missing' })
  const [entered] = await store.enterPlan(ctx, { ...given, id: randomUUID() })
  return entered ? ok(entered) : err({ code: 'plan-exists' })
}

const numberIn = (text: string | undefined): number | null => {
  const value = Number((text ?? '').trim().replace(',', '.'))
  return (text ?? '').trim() === '' || !Number.isFinite(value) ? null : value
}
const idIn = (text: string | undefined): string | null => (isId(text ?? '') ? text! : null)

/** Adds a field, goal, target or task to the plan. */
export async function addItem(
  ctx: Ctx,
  id: string,
  typed: Typed,
  due: Day | null
): Promise<Result<{ id: string }, Refusal>> {
  const found = await store.plan(ctx, id)
  if (!found) return err({ code: 'plan-missing' })
  if (!mayChange(ctx, found.unit)) return err({ code: 'forbidden' })
  const kind = ITEM_KINDS.find(one => one === typed.kind) ?? 'task'
  const title = (typed.title ?? '').normalize('NFC').trim().slice(0, 1000)
  const target = numberIn(typed.target)
  if (title === '') return err({ code: 'content-missing' })
  if (kind === 'target' && target === null) return err({ code: 'target-missing' })
  const item = {
    id: randomUUID(),
    plan: id,
    parent: idIn(typed.parent),
    kind,
    title,
    weight: Math.min(100, Math.max(1, numberIn(typed.weight) ?? 1)),
    due,
    measure: (typed.measure ?? '').trim().slice(0, 60),
    baseline: numberIn(typed.baseline),
    target,
    falls: typed.falls === 'on',
    rollsUp: idIn(typed.rollsUp)
  }
  await store.enterItem(ctx, item)
  return ok({ id: item.id })
}

/** A measured value of a target. */
export async function measure(ctx: Ctx, plan: string, typed: Typed, on: Day): Promise<Result<void, Refusal>> {
  const found = await store.plan(ctx, plan)
  if (!found) return err({ code: 'plan-missing' })
  if (!mayChange(ctx, found.unit)) return err({ code: 'forbidden' })
  const value = numberIn(typed.value)
  if (value === null || on > dayOf(ctx.now())) return err({ code: 'value-invalid' })
  const item = (await store.planItems(ctx, plan, on)).find(one => one.id === typed.item && one.kind === 'target')
  if (!item) return err({ code: 'item-missing' })
  await store.enterMeasurement(ctx, { item: item.id, on, value, note: (typed.note ?? '').trim().slice(0, 500) })
  return ok(undefined)
}

/** Gives the task of a plan's item to its debtors. */
export async function givePlanItem(
  ctx: Ctx,
  plan: string,
  itemId: string,
  to: readonly string[],
  due: Day
): Promise<Result<{ codes: string[] }, ActionRefusal | Refusal>> {
  const item = (await store.planItems(ctx, plan, dayOf(ctx.now()))).find(
    one => one.id === itemId && one.kind === 'task'
  )
  if (!item) return err({ code: 'item-missing' })
  return giveTasks(
    ctx,
    {
      directive: null,
      item: null,
      planItem: item.id,
      content: item.title,
      product: item.measure,
      field: 'plan',
      deadline: { kind: 'date', due },
      givenOn: dayOf(ctx.now()),
      weight: item.weight
    },
    to
  )
}

/** A plan with its tree, completion, burn-up, forecast and what stands in the way. */
export async function planScreen(ctx: Ctx, id: string) {
  const found = isId(id) ? await store.plan(ctx, id) : null
  if (!found || (!seesAll(ctx.actor) && found.unit !== ctx.province.code && !reachesUnit(ctx.actor, found.unit)))
    return null
  const today = dayOf(ctx.now())
  const items = [...(await store.planItems(ctx, id, today))]
  const by = completions(items)
  const leaves = leavesOf(items)
  const [start, end] = [`${found.year}-01-01`, `${found.year}-12-31`]
  return {
    plan: found,
    cutOff: today,
    items: items.filter(item => item.plan === id).map(item => ({ ...item, completion: by.get(item.id)! })),
    rolled: items.filter(item => item.plan !== id && item.rollsUp !== null).length,
    total: completionOf(leaves),
    burnUp: burnUp(leaves, found.year, today),
    forecast: forecast(leaves, start, today < end ? today : end, end, seedOf(id)),
    inTheWay: leaves
      .filter(leaf => leaf.blocked !== null)
      .sort((a, b) => b.weight - a.weight || ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1))
      .slice(0, 15),
    mayChange: mayChange(ctx, found.unit),
    mayGive: ctx.actor.may('reform.give')
  }
}
