import type { Ctx } from '#server/platform/index.ts'

export type Months = { readonly from: string; readonly to: string }
type Sums = {
  received: number
  online: number
  onTime: number
  late: number
  settled: number
  stopped: number
  timed: number
  worked: number
}
/** `[procedure, received, on time, late, settled, timed, worked]`. */
export type Cell = readonly [string, number, number, number, number, number, number]

/** Every agency's sums of a period, by procedure. One row an agency: thousands of cells are read as one text each. */
export const agencyCells = ({ sql }: Ctx, period: string) => sql<{ agency: string; cells: Cell[] }[]>`
  select agency as "agency", cells as "cells" from agency_figure where period = ${period} and agency <> '*'`

/** The whole province's sums of some periods, by procedure. */
export const provinceCells = ({ sql }: Ctx, periods: readonly string[]) => sql<{ period: string; cells: Cell[] }[]>`
  select period as "period", cells as "cells" from agency_figure
  where agency = '*' and period = any(${periods as string[]})
  order by period`

/** What is open now, by agency. */
export const openByAgency = ({ sql, now }: Ctx) => sql<{ agency: string; open: number; overdue: number }[]>`
  select array_to_string((string_to_array(settling_unit, '.'))[1:2], '.') as "agency", sum(open)::integer as "open",
    sum(overdue)::integer as "overdue"
  from (
    select settling_unit, count(*) as open, count(*) filter (where due_at < ${now()}) as overdue
    from settlement where finished_at is null and received_at is not null
    group by settling_unit
  ) as by_unit
  group by 1`

/** Months of a unit and what lies below it. */
export const unitMonths = ({ sql }: Ctx, units: readonly string[], { from, to }: Months) => sql<
  { month: string; onTime: number; late: number; settled: number }[]
>`
  select month as "month", sum(on_time)::integer as "onTime", sum(late)::integer as "late",
    sum(on_time + late + unknown)::integer as "settled"
  from month_figure where unit = any(${units as string[]}) and month >= ${from} and month <= ${to}
  group by month order by month`

export type ProcedureSums = Sums & { procedure: string; name: string }
export const unitProcedures = ({ sql }: Ctx, units: readonly string[], { from, to }: Months) => sql<ProcedureSums[]>`
  select f.procedure_code as "procedure", coalesce(max(p.name), '') as "name", sum(received)::integer as "received",
    sum(online)::integer as "online", sum(on_time)::integer as "onTime", sum(late)::integer as "late",
    sum(on_time + late + unknown)::integer as "settled", sum(stopped)::integer as "stopped",
    sum(timed)::integer as "timed", sum(worked)::float8 as "worked"
  from month_figure f left join procedure p on p.code = f.procedure_code
  where f.unit = any(${units as string[]}) and f.month >= ${from} and f.month <= ${to}
  group by f.procedure_code
  order by sum(late) desc, sum(received) desc, f.procedure_code`

/** What is open now at a unit, by procedure. */
export const openByProcedure = ({ sql, now }: Ctx, units: readonly string[]) => sql<
  { procedure: string; open: number; overdue: number }[]
>`
  select procedure_code as "procedure", count(*) as "open", count(*) filter (where due_at < ${now()}) as "overdue"
  from settlement
  where settling_unit = any(${units as string[]}) and finished_at is null and received_at is not null
  group by procedure_code`

export type Holder = { officer: string | null; unit: string; name: string | null; open: number; overdue: number }
/** Who holds open steps at these units: each officer, and each unit for what nobody has claimed. */
export const holdersAt = ({ sql, now }: Ctx, units: readonly string[]) => sql<Holder[]>`
  select officer as "officer", case when officer is null then unit else '' end as "unit", max(officer_name) as "name",
    count(distinct dossier_id) as "open",
    count(distinct dossier_id) filter (where dossier_due_at < ${now()}) as "overdue"
  from work_item where unit = any(${units as string[]}) and not waiting
  group by 1, 2
  order by 5 desc, 4 desc, 3, 2
  limit 200`

export type BoardRow = {
  id: string
  code: string
  procedure: string
  name: string
  unit: string
  receivedAt: Date
  dueAt: Date | null
  finishedAt: Date | null
  worked: number | null
  sortAt: Date
}
export type After = { readonly at: string; readonly id: string } | null

/** Dossiers that were settled in a span, the newest first. */
export const settledRows = (
  { sql }: Ctx,
  asked: { units: readonly string[]; procedure: string | null; late: boolean; since: Date; before: Date; after: After },
  limit: number
) => sql<BoardRow[]>`
  select s.dossier_id as "id", s.code as "code", s.procedure_code as "procedure", coalesce(p.name, '') as "name",
    s.settling_unit as "unit", s.received_at as "receivedAt", s.due_at as "dueAt", s.finished_at as "finishedAt",
    s.worked as "worked", s.finished_at as "sortAt"
  from settlement s left join procedure p on p.code = s.procedure_code
  where s.settling_unit = any(${asked.units as string[]})
    and (${asked.procedure}::text is null or s.procedure_code = ${asked.procedure})
    and s.finished_at >= ${asked.since} and s.finished_at < ${asked.before} and s.received_at is not null
    and s.ending in ('granted', 'refused') and (${asked.late} = false or (s.known and s.finished_at > s.due_at))
    and (${asked.after?.id ?? null}::uuid is null or (s.finished_at, s.dossier_id)
      < (${asked.after?.at ?? null}::timestamptz, ${asked.after?.id ?? null}::uuid))
  order by s.finished_at desc, s.dossier_id desc
  limit ${limit}`

/** Dossiers that are open now, the first due first; those without a due moment last. */
export const openRows = (
  { sql, now }: Ctx,
  asked: { units: readonly string[]; procedure: string | null; late: boolean; after: After },
  limit: number
) => sql<BoardRow[]>`
  select s.dossier_id as "id", s.code as "code", s.procedure_code as "procedure", coalesce(p.name, '') as "name",
    s.settling_unit as "unit", s.received_at as "receivedAt", s.due_at as "dueAt", s.finished_at as "finishedAt",
    s.worked as "worked", coalesce(s.due_at, '9999-12-31 00:00:00+00') as "sortAt"
  from settlement s left join procedure p on p.code = s.procedure_code
  where s.settling_unit = any(${asked.units as string[]})
    and (${asked.procedure}::text is null or s.procedure_code = ${asked.procedure})
    and s.finished_at is null and s.received_at is not null and (${asked.late} = false or s.due_at < ${now()})
    and (${asked.after?.id ?? null}::uuid is null
      or (coalesce(s.due_at, '9999-12-31 00:00:00+00'), s.dossier_id)
        > (${asked.after?.at ?? null}::timestamptz, ${asked.after?.id ?? null}::uuid))
  order by coalesce(s.due_at, '9999-12-31 00:00:00+00'), s.dossier_id
  limit ${limit}`

export type HeldRow = BoardRow & { step: string }
/** Open steps of one holder at these units: of an officer, or of a unit where nobody has claimed them. */
export const heldRows = (
  { sql, now }: Ctx,
  asked: { units: readonly string[]; officer: string | null; unit: string | null; late: boolean; after: After },
  limit: number
) => sql<HeldRow[]>`
  select w.dossier_id as "id", d.code as "code", d.procedure_code as "procedure", d.procedure_name as "name",
    w.unit as "unit", coalesce(d.received_at, d.filed_at) as "receivedAt", d.due_at as "dueAt",
    d.finished_at as "finishedAt", null::integer as "worked", w.sort_at as "sortAt", w.name as "step"
  from work_item w join dossier d on d.id = w.dossier_id
  where w.unit = any(${asked.units as string[]}) and not w.waiting
    and (${asked.officer}::uuid is null or w.officer = ${asked.officer}::uuid)
    and (${asked.unit}::text is null or (w.officer is null and w.unit = ${asked.unit}))
    and (${asked.late} = false or w.dossier_due_at < ${now()})
    and (${asked.after?.id ?? null}::uuid is null
      or (w.sort_at, w.dossier_id) > (${asked.after?.at ?? null}::timestamptz, ${asked.after?.id ?? null}::uuid))
  order by w.sort_at, w.dossier_id
  limit ${limit}`

export const namesOf = async ({ sql }: Ctx, codes: readonly string[]): Promise<Map<string, string>> => {
  const rows = await sql<{ code: string; name: string }[]>`
    select code as "code", name as "name" from procedure where code = any(${codes as string[]})`
  return new Map(rows.map(({ code, name }) => [code, name]))
}
