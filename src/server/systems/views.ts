import { dayOf, remembered, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { ESSENTIAL, ESSENTIAL_CODES } from './essential.ts'
import type { Feature, Hindrance, System } from './model.ts'

export const systems = ({ sql }: Ctx) => sql<System[]>`
  select code as "code", name_vi as "name", where_to_go as "whereToGo", address as "address" from system
  order by name_vi collate "vi-x-icu"`

export type SettledRow = {
  id: string
  procedure: string
  name: string
  unit: string | null
  system: string | null
  validFrom: Day
  note: string
  essential: boolean
}
/** The table, the 25 essential services first. */
export const settledWhere = ({ sql }: Ctx) => sql<SettledRow[]>`
  select s.id as "id", s.procedure_code as "procedure", coalesce(p.name, '') as "name", s.unit as "unit",
    coalesce(y.name_vi, s.system) as "system", s.valid_from as "validFrom", s.note as "note",
    (s.procedure_code = any(${[...ESSENTIAL_CODES]}::text[])) as "essential"
  from procedure_system s left join procedure p on p.code = s.procedure_code left join system y on y.code = s.system
  order by "essential" desc, p.name collate "vi-x-icu", s.unit nulls first, s.valid_from`

export type EssentialRow = {
  readonly number: number
  readonly name: string
  /** The procedures of the catalogue that make it up; empty: not in the catalogue. */
  readonly procedures: readonly { code: string; name: string; settled: readonly Settling[] }[]
}
/** Who settles where, from when; `system` null: here. */
type Settling = { readonly system: string | null; readonly unit: string | null; readonly validFrom: Day | null }

/** The 25 essential services, each with its procedures in the catalogue and who settles them where, from when. */
export async function essentialServices(ctx: Ctx): Promise<readonly EssentialRow[]> {
  const [lines, known] = await Promise.all([
    settledWhere(ctx),
    ctx.sql<{ code: string; name: string }[]>`
      select code as "code", name as "name" from procedure
      where code = any(${[...ESSENTIAL_CODES]}::text[]) and status = 'in-force'`
  ])
  return ESSENTIAL.map(({ number, procedures, ...name }) => ({
    number,
    name: wordsIn(ctx.language, name),
    procedures: known
      .filter(({ code }) => procedures.includes(code))
      .map(({ code, name }) => {
        const settled = lines.filter(line => line.procedure === code)
        const whole = settled.some(line => line.unit === null)
        const here: Settling[] = whole ? [] : [{ system: null, unit: null, validFrom: null }]
        return { code, name, settled: [...here, ...settled] }
      })
  }))
}

export type SwitchRow = { id: string; feature: Feature; unit: string | null; enabled: boolean; validFrom: Day }
export const switches = ({ sql }: Ctx) => sql<SwitchRow[]>`
  select id as "id", feature as "feature", unit as "unit", enabled as "enabled", valid_from as "validFrom"
  from feature_switch order by feature, unit nulls first, valid_from`

type Found = { system: string | null; where: string | null; here: boolean }
export const heldAnswers = remembered<Hindrance | null>(1_000)

/** Why a dossier of a procedure may not be taken in at a unit today; null when nothing hinders. */
export const hindranceFor = (
  ctx: Ctx,
  asked: { procedure: string; unit: string; feature: 'receiving' | 'online-filing' }
): Promise<Hindrance | null> => {
  const today = dayOf(ctx.now())
  const key = `${asked.procedure} ${asked.unit} ${asked.feature} ${today}`
  return heldAnswers.of(ctx, key, async () => {
    const [found] = await lookUp(ctx, asked, today)
    if (found?.system) return { code: 'settled-elsewhere', system: found.system, where: found.where || found.system }
    return found?.here === false ? { code: 'not-switched-on', unit: asked.unit } : null
  })
}

const lookUp = (
  { sql }: Ctx,
  { procedure, unit, feature }: { procedure: string; unit: string; feature: string },
  today: Day
) => sql<Found[]>`
  select (feature_on(${feature}, ${unit}, ${today}::date)) as "here", y.name_vi as "system", y.where_to_go as "where"
  from (select 1) as one
  left join lateral (
    select system from procedure_system s
    where s.procedure_code = ${procedure} and s.valid_from <= ${today}::date
      and (s.unit is null or s.unit = ${unit} or starts_with(${unit}, s.unit || '.'))
    order by length(coalesce(s.unit, '')) desc, s.valid_from desc limit 1) as settled on true
  left join system y on y.code = settled.system`
