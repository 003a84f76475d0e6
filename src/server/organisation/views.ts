import { fold, remembered } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import type { Desk, DeskHours, Level, Succession, SuccessionHow, Unit, UnitCode, UnitKind } from './model.ts'

type UnitRow = {
  code: string
  kind: UnitKind
  level: Level
  nameVi: string
  nameEn: string
  parent: string | null
  validFrom: Day
  validTo: Day | null
  receives: boolean
  settles: boolean
  address: string
  phone: string
  source: string
}

const unitOf = ({ nameVi, nameEn, ...rest }: UnitRow): Unit => ({ ...rest, name: { vi: nameVi, en: nameEn } })

/**
 * Units as of a day (all days when null), under the names of that day, in the order of their codes. `search` is
 * compared folded, `within` keeps one unit and what lies below it.
 */
export async function units(
  { sql }: Ctx,
  filter: { on: Day | null; search?: string; within?: UnitCode; receiving?: boolean; settling?: boolean } = { on: null }
): Promise<Unit[]> {
  const pattern = filter.search ? `%${fold(filter.search)}%` : null
  const within = filter.within ?? null
  const receiving = filter.receiving ?? null
  const settling = filter.settling ?? null
  const rows = await sql<UnitRow[]>`
    select u.code, u.kind, u.level, coalesce(n.name_vi, u.name_vi) as "nameVi", coalesce(n.name_en, u.name_en) as "nameEn",
      u.parent, u.valid_from as "validFrom", u.valid_to as "validTo", u.receives, u.settles, u.address, u.phone, u.source
    from unit u
    left join lateral (
      select name_vi, name_en from unit_name where unit = u.code and until >= ${filter.on}::date order by until limit 1
    ) n on true
    where (${filter.on}::date is null or (u.valid_from <= ${filter.on} and (u.valid_to is null or u.valid_to >= ${filter.on})))
      and (${pattern}::text is null or u.folded like ${pattern})
      and (${within}::text is null or u.code = ${within} or starts_with(u.code, ${within} || '.'))
      and (${receiving}::boolean is null or u.receives = ${receiving})
      and (${settling}::boolean is null or u.settles = ${settling})
    order by u.code collate "C"`
  return rows.map(unitOf)
}

/** One unit under today's name, whether it still exists or not. */
export async function unit({ sql }: Ctx, code: UnitCode): Promise<Unit | undefined> {
  const rows = await sql<UnitRow[]>`
    select code, kind, level, name_vi as "nameVi", name_en as "nameEn", parent, valid_from as "validFrom",
      valid_to as "validTo", receives, settles, address, phone, source
    from unit where code = ${code}`
  return rows.map(unitOf)[0]
}

/** Every succession a unit or its successors and predecessors took part in directly; all of them when no unit is named. */
export const successions = ({ sql }: Ctx, code: UnitCode | null = null): Promise<Succession[]> => sql<
  { predecessor: string; successor: string | null; effectiveOn: Day; how: SuccessionHow; basis: string }[]
>`
  select predecessor, successor, effective_on as "effectiveOn", how, basis
  from unit_succession
  where (${code}::text is null or predecessor = ${code} or successor = ${code})
  order by effective_on, predecessor, successor`

/** Who answers on a day for what a unit once did: the same rule as `successorsOn`, walked by the database. */
export const successorUnits = (
  { sql }: Ctx,
  code: UnitCode,
  on: Day
): Promise<{ code: string; nameVi: string }[]> => sql<{ code: string; nameVi: string }[]>`
  with recursive after as (
    select ${code}::text as code
    union
    select s.successor from after join unit_succession s on s.predecessor = after.code
    where s.effective_on <= ${on} and s.successor is not null
  )
  select u.code, u.name_vi as "nameVi"
  from after join unit u on u.code = after.code
  where not exists (select 1 from unit_succession s where s.predecessor = u.code and s.effective_on <= ${on})
  order by u.code`

/** The desks of a day, of one unit or of all. */
export async function desks({ sql }: Ctx, on: Day, of: UnitCode | null = null): Promise<Desk[]> {
  const rows = await sql<
    {
      code: string
      unit: string
      nameVi: string
      nameEn: string
      place: string
      phone: string
      hours: DeskHours
      validFrom: Day
      validTo: Day | null
    }[]
  >`
    select code, unit, name_vi as "nameVi", name_en as "nameEn", place, phone, hours, valid_from as "validFrom", valid_to as "validTo"
    from desk
    where valid_from <= ${on} and (valid_to is null or valid_to >= ${on}) and (${of}::text is null or unit = ${of})
    order by code`
  return rows.map(({ nameVi, nameEn, ...rest }) => ({ ...rest, name: { vi: nameVi, en: nameEn } }))
}

const settling = remembered<ReadonlySet<UnitCode>>()

/** Codes of the units that decide dossiers on a day, as they stood within the last second: what every receipt asks for. */
export const settlingUnits = (ctx: Ctx, on: Day): Promise<ReadonlySet<UnitCode>> =>
  settling.of(ctx, on, async () => new Set((await units(ctx, { on, settling: true })).map(({ code }) => code)))

const inForce = remembered<ReadonlyMap<UnitCode, Unit>>()

/** The units of a day by code, as they stood within the last second: what is named in a command is looked up here. */
export const unitsInForce = (ctx: Ctx, on: Day): Promise<ReadonlyMap<UnitCode, Unit>> =>
  inForce.of(ctx, on, async () => new Map((await units(ctx, { on })).map(each => [each.code, each])))

/** After units were changed here. */
export const forgetUnits = (ctx: Pick<Ctx, 'sql'>): void => {
  settling.forget(ctx)
  inForce.forget(ctx)
}

/** Names of units by code, for screens that show many. One round trip. */
export async function unitNames({ sql }: Ctx, codes: readonly UnitCode[]): Promise<Map<UnitCode, Unit['name']>> {
  const rows = await sql<{ code: string; nameVi: string; nameEn: string }[]>`
    select code, name_vi as "nameVi", name_en as "nameEn" from unit where code = any(${codes as string[]})`
  return new Map(rows.map(row => [row.code, { vi: row.nameVi, en: row.nameEn }]))
}

/** The unit that procedures name by this short name, e.g. `so-tu-phap`; null where the province has none. */
export async function unitByShortName({ sql }: Ctx, shortName: string): Promise<UnitCode | null> {
  const [row] = await sql<{ code: string }[]>`
    select unit as "code" from unit_short_name where short_name = ${shortName}`
  return row?.code ?? null
}
