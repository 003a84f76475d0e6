import type { Ctx, Day } from '#server/platform/index.ts'
import type { Counted } from './cube.rules.ts'
import type { Build, DatasetFile, OpenFigure, Subject } from './model.ts'
import type { RatedSubject, Ratings } from './ratings.ts'

type Span = { readonly since: Date; readonly before: Date }

/** Everything received and everything settled in the window, by agency (the unit right below the province). */
export const cellsOf = ({ sql }: Ctx, { since, before }: Span) => sql<Counted[]>`
  select unit as "unit", procedure_code as "procedure", month as "month", sum(received)::integer as "received",
    sum(online)::integer as "online", sum(on_time)::integer as "onTime", sum(late)::integer as "late",
    sum(unknown)::integer as "unknown"
  from (
    select array_to_string((string_to_array(settling_unit, '.'))[1:2], '.') as unit, procedure_code,
      to_char(received_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM') as month, count(*) as received,
      count(*) filter (where channel = 'online') as online, 0 as on_time, 0 as late, 0 as unknown
    from settlement where received_at >= ${since} and received_at < ${before}
    group by 1, 2, 3
    union all
    select array_to_string((string_to_array(settling_unit, '.'))[1:2], '.'), procedure_code,
      to_char(finished_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM'), 0, 0,
      count(*) filter (where known and (due_at is null or finished_at <= due_at)),
      count(*) filter (where known and finished_at > due_at), count(*) filter (where not known)
    from settlement
    where finished_at >= ${since} and finished_at < ${before} and received_at is not null
      and ending in ('granted', 'refused')
    group by 1, 2, 3
  ) as counted
  group by unit, procedure_code, month
  order by month, unit, procedure_code`

export type Times = { unit: string; procedure: string; timed: number; median: number; ninetieth: number }
/** Median and 90th percentile of the working time of what was settled: values that occurred, not interpolated. */
export const timesOf = ({ sql }: Ctx, { since, before }: Span) => sql<Times[]>`
  select coalesce(unit, '') as "unit", coalesce(procedure_code, '') as "procedure", count(*)::integer as "timed",
    percentile_disc(0.5) within group (order by worked) as "median",
    percentile_disc(0.9) within group (order by worked) as "ninetieth"
  from (
    select array_to_string((string_to_array(settling_unit, '.'))[1:2], '.') as unit, procedure_code, worked
    from settlement
    where finished_at >= ${since} and finished_at < ${before} and worked is not null and ending in ('granted', 'refused')
  ) as settled
  group by grouping sets ((), (unit), (procedure_code))`

/** Open beyond their due moment at the cut-off. */
export const overdueOf = ({ sql }: Ctx, before: Date) => sql<{ unit: string; procedure: string; overdue: number }[]>`
  select coalesce(unit, '') as "unit", coalesce(procedure_code, '') as "procedure", count(*)::integer as "overdue"
  from (
    select array_to_string((string_to_array(settling_unit, '.'))[1:2], '.') as unit, procedure_code
    from settlement
    where received_at < ${before} and due_at < ${before} and (finished_at is null or finished_at >= ${before})
  ) as late
  group by grouping sets ((), (unit), (procedure_code))`

export const procedureNames = async ({ sql }: Ctx, codes: readonly string[]): Promise<Map<string, string>> => {
  const rows = await sql<{ code: string; name: string }[]>`
    select code as "code", name as "name" from procedure where code = any(${codes as string[]})`
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** Puts a build in the place of the one before. Within a transaction: readers see one or the other. */
export const putBuild = async (
  { sql }: Ctx,
  build: Build,
  figures: readonly OpenFigure[],
  rated: readonly RatedSubject[]
): Promise<void> => {
  await sql`delete from open_build`
  await sql`
    insert into open_build (built_at, first_day, last_day, threshold)
    values (${build.builtAt}, ${build.first}, ${build.last}, ${build.threshold})`
  await sql`delete from open_figure`
  for (let at = 0; at < figures.length; at += 5000) await putFigures({ sql }, figures.slice(at, at + 5000))
  await sql`delete from open_rating`
  await sql`
    insert into open_rating (subject, code, count, average)
    select subject, code, count, average
    from jsonb_to_recordset(${sql.json(rated as never)}) as given (subject text, code text, count integer,
      average double precision)`
}
const putFigures = ({ sql }: Pick<Ctx, 'sql'>, figures: readonly OpenFigure[]) => sql`
  insert into open_figure (subject, code, month, received, online, settled, on_time, late, unknown, overdue, timed, median,
    ninetieth)
  select subject, code, month, received, online, settled, "onTime", late, unknown, overdue, timed, median, ninetieth
  from jsonb_to_recordset(${sql.json(figures as never)}) as given (subject text, code text, month text, received integer,
    online integer, settled integer, "onTime" integer, late integer, unknown integer, overdue integer, timed integer,
    median integer, ninetieth integer)`

export const putDataset = ({ sql }: Ctx, file: DatasetFile) => sql`
  insert into open_dataset (name, format, blob, bytes, row_count, built_at)
  values (${file.name}, ${file.format}, ${file.blob}, ${file.bytes}, ${file.rows}, ${file.builtAt})
  on conflict (name, format) do update set blob = excluded.blob, bytes = excluded.bytes, row_count = excluded.row_count,
    built_at = excluded.built_at`

export const buildInForce = async ({ sql }: Ctx): Promise<Build | null> => {
  const [row] = await sql<{ builtAt: Date; first: Day; last: Day; threshold: number }[]>`
    select built_at as "builtAt", first_day as "first", last_day as "last", threshold as "threshold" from open_build`
  return row ?? null
}

/** The months of one subject, then its window (month empty) first. */
export const figuresOf = ({ sql }: Ctx, subject: Subject, code: string) => sql<OpenFigure[]>`
  select subject as "subject", code as "code", month as "month", received as "received", online as "online",
    settled as "settled", on_time as "onTime", late as "late", unknown as "unknown", overdue as "overdue",
    timed as "timed", median as "median", ninetieth as "ninetieth"
  from open_figure where subject = ${subject} and code = ${code} order by month`

/** All subjects of a kind over the window, by code. */
export const windowsOf = ({ sql }: Ctx, subject: Subject) => sql<OpenFigure[]>`
  select subject as "subject", code as "code", month as "month", received as "received", online as "online",
    settled as "settled", on_time as "onTime", late as "late", unknown as "unknown", overdue as "overdue",
    timed as "timed", median as "median", ninetieth as "ninetieth"
  from open_figure where subject = ${subject} and month = '' order by code collate "C"`

/** What people said of one subject; null where nobody did. */
export const ratingsOf = async ({ sql }: Ctx, subject: Subject, code: string): Promise<Ratings | null> => {
  const [row] = await sql<Ratings[]>`
    select count as "count", average as "average" from open_rating where subject = ${subject} and code = ${code}`
  return row ?? null
}

export const datasetFiles = ({ sql }: Ctx) => sql<DatasetFile[]>`
  select name as "name", format as "format", blob as "blob", bytes as "bytes", row_count as "rows", built_at as "builtAt"
  from open_dataset order by name, format`
