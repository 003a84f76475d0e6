import type { Ctx, Day } from '#server/platform/index.ts'
import type { CalendarDay, DayKind, DayStatus, OfficeHours, Spell } from './model.ts'

/** The newest change: a compiled calendar of this revision is still true. */
export const revision = async ({ sql }: Ctx): Promise<number> => {
  const [row] = await sql<{ revision: number }[]>`select coalesce(max(id), 0) as revision from calendar_change`
  return row?.revision ?? 0
}

type DayRow = { day: Day; kind: DayKind; nameVi: string; nameEn: string | null; source: string; status: DayStatus }
const dayOfRow = ({ day, kind, nameVi, nameEn, source, status }: DayRow): CalendarDay => ({
  day,
  kind,
  name: nameEn ? { vi: nameVi, en: nameEn } : { vi: nameVi },
  source,
  status
})

export async function calendarDays({ sql }: Ctx): Promise<CalendarDay[]> {
  const rows = await sql<DayRow[]>`
    select day, kind, name_vi as "nameVi", name_en as "nameEn", source, status
    from calendar_day
    order by day`
  return rows.map(dayOfRow)
}

export const officeHours = ({ sql }: Ctx) => sql<OfficeHours[]>`
  select unit, valid_from as "validFrom", valid_to as "validTo", months, spells
  from office_hours
  order by valid_from desc`

/** What stood on a day and what stands there now. */
export type DayChange = { readonly day: Day; readonly before: CalendarDay | null; readonly after: CalendarDay | null }
export type Decided = { readonly decision: string; readonly reason: string }

/** The days and the record of their change, in one statement. */
export async function writeDays(ctx: Ctx, decided: Decided, changes: readonly DayChange[]): Promise<number> {
  const put = changes.flatMap(({ after }) => after ?? [])
  const remove = changes.filter(({ after }) => after === null).map(({ day }) => day)
  const [row] = await ctx.sql<{ id: number }[]>`
    with change as (
      insert into calendar_change (decision, reason, changed_at, changed_by, changes)
      values (${decided.decision}, ${decided.reason}, ${ctx.now()}, ${ctx.actor.name}, ${ctx.sql.json(changes as never)})
      returning id
    ), removed as (
      delete from calendar_day where day = any(${remove}::date[])
    ), written as (
      insert into calendar_day (day, kind, name_vi, name_en, source, status, change_id)
      select (entry ->> 'day')::date, entry ->> 'kind', entry #>> '{name,vi}', entry #>> '{name,en}',
             entry ->> 'source', entry ->> 'status', change.id
      from change, jsonb_array_elements(${ctx.sql.json(put as never)}::jsonb) as entry
      on conflict (day) do update
      set kind = excluded.kind, name_vi = excluded.name_vi, name_en = excluded.name_en,
          source = excluded.source, status = excluded.status, change_id = excluded.change_id
    )
    select id from change`
  return row!.id
}

/** New office hours of a unit, or of the province, from a day on. */
export async function writeHours(ctx: Ctx, decided: Decided, hours: OfficeHours): Promise<number> {
  const { unit, validFrom, validTo, months } = hours
  const spells = hours.spells as readonly Spell[]
  const [row] = await ctx.sql<{ id: number }[]>`
    with change as (
      insert into calendar_change (decision, reason, changed_at, changed_by, changes)
      values (${decided.decision}, ${decided.reason}, ${ctx.now()}, ${ctx.actor.name}, ${ctx.sql.json([{ hours }] as never)})
      returning id
    ), written as (
      insert into office_hours (unit, valid_from, valid_to, months, spells, change_id)
      select ${unit}, ${validFrom}::date, ${validTo}::date, ${months as number[]}::integer[], ${ctx.sql.json(spells as never)}::jsonb, change.id
      from change
      on conflict on constraint one_entry_per_season do update
      set valid_to = excluded.valid_to, spells = excluded.spells, change_id = excluded.change_id
    )
    select id from change`
  return row!.id
}

/** One recorded change: of days, or of office hours. */
export type CalendarChangeRow = Decided & {
  readonly id: number
  readonly changedAt: Date
  readonly changedBy: string
  readonly changes: readonly (DayChange | { readonly hours: OfficeHours })[]
}
/** The audit trail, newest first. */
export const calendarChanges = ({ sql }: Ctx, limit = 50) => sql<CalendarChangeRow[]>`
  select id, decision, reason, changed_at as "changedAt", changed_by as "changedBy", changes
  from calendar_change
  order by id desc
  limit ${limit}`
