import { err, fold, ok } from '#server/platform/index.ts'
import type { Ctx, Day, Result, Words } from '#server/platform/index.ts'
import type { Organisation, UnitCode } from './model.ts'
import { faultsOf } from './rules.ts'
import type { OrganisationFault } from './rules.ts'
import { saveOrganisation } from './store.ts'
import { forgetUnits } from './views.ts'

/** Who may do what in this slice. */
export const permissions = {
  'organisation.change': ['administrator'],
  'organisation.history': ['administrator', 'reform-office', 'control-office']
} as const satisfies Record<string, readonly string[]>

/** Loads an organisation (a new province, the demonstration) after checking it as a whole. May be repeated. */
export async function loadUnits(
  ctx: Ctx,
  organisation: Organisation
): Promise<
  Result<{ units: number }, { code: 'forbidden' } | { code: 'organisation-faulty'; faults: OrganisationFault[] }>
> {
  if (!ctx.actor.may('organisation.change')) return err({ code: 'forbidden' })
  const faults = faultsOf(organisation.units, organisation.successions)
  if (faults.length > 0) return err({ code: 'organisation-faulty', faults })
  await saveOrganisation(ctx, organisation)
  forgetUnits(ctx)
  ctx.log.info({ event: 'organisation.loaded', units: organisation.units.length }, 'organisation loaded')
  return ok({ units: organisation.units.length })
}

/** Gives a unit a new name from a day on; the old one stays its name before that day. */
export async function renameUnit(
  ctx: Ctx,
  code: UnitCode,
  to: { name: Words; lastDayOfOldName: Day }
): Promise<Result<undefined, { code: 'forbidden' | 'not-found' }>> {
  if (!ctx.actor.may('organisation.change')) return err({ code: 'forbidden' })
  const renamed = await ctx.sql<{ code: string }[]>`
    with before as (
      insert into unit_name (unit, until, name_vi, name_en)
      select code, ${to.lastDayOfOldName}, name_vi, name_en from unit where code = ${code}
      returning unit
    )
    update unit set name_vi = ${to.name.vi}, name_en = ${to.name.en ?? ''}, folded = folded || ' ' || ${fold(to.name.vi)}
    from before where unit.code = before.unit returning unit.code`
  return renamed.length === 1 ? ok(undefined) : err({ code: 'not-found' })
}

/** Says which units the short names of the catalogue mean in this province. */
export async function nameUnitsShort(
  ctx: Ctx,
  names: Readonly<Record<string, UnitCode>>
): Promise<Result<undefined, { code: 'forbidden' }>> {
  if (!ctx.actor.may('organisation.change')) return err({ code: 'forbidden' })
  await ctx.sql`
    insert into unit_short_name (short_name, unit)
    select key, value from jsonb_each_text(${ctx.sql.json(names)})
    on conflict (short_name) do update set unit = excluded.unit`
  return ok(undefined)
}
