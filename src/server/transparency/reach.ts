import { unitsInReach, within } from '#server/dossiers/index.ts'
import { units } from '#server/organisation/index.ts'
import type { Unit } from '#server/organisation/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'

/** Whether this actor may read the figures of a unit; null is the whole province. */
export async function mayRead(ctx: Ctx, unit: string | null): Promise<boolean> {
  return (await reading(ctx))(unit)
}

/** Which units' figures this actor may read: asked once, answered for many. */
async function reading(ctx: Ctx): Promise<(unit: string | null) => boolean> {
  if (!ctx.actor.may('figures.read')) return () => false
  if (ctx.actor.may('figures.read-all')) return () => true
  const reach = await unitsInReach(ctx)
  return unit => reach === null || (unit !== null && reach.some(each => within(unit, each)))
}

/** The agencies whose figures one may ask for: the province, what lies right below it, and what of them settles. */
export async function agenciesFor(ctx: Ctx): Promise<Unit[]> {
  const all = await units(ctx, { on: dayOf(ctx.now()) })
  const settling = all.filter(each => each.settles).map(each => each.code)
  const agencies = all.filter(({ code }) => settling.some(each => within(each, code)))
  const readable = await reading(ctx)
  return agencies.filter(({ code }) => readable(code))
}

/** The unit asked about, as counting takes it: null for the province itself, so that nothing falls between units. */
export const underOf = (ctx: Ctx, unit: string | null): string | null =>
  unit === null || unit === ctx.province.code ? null : unit

/** The unit that a reader sees first. */
export const ownUnit = (ctx: Ctx): string => {
  const { unit, may } = ctx.actor
  if (may('figures.read-all') || !unit) return ctx.province.code
  return unit.split('.').slice(0, 2).join('.')
}
