import type { Ctx, Day } from '#server/platform/index.ts'
import type { Favoured, Tally } from './model.ts'

export type Counting = {
  readonly since: Date
  readonly before: Date
  readonly moment: Date
  readonly under: string | null
  readonly favoured: readonly Favoured[]
  readonly by: 'field' | 'unit'
  /** The report whose confirmed rows stand for their units; null counts everything now. */
  readonly mergedFrom: string | null
  readonly first: Day
  readonly last: Day
  /** Groups of a unit code that make a line. */
  readonly depth: number
}

/** Everything a settlement report counts: one statement over the settlements of the period. */
export const tallies = (
  { sql }: Ctx,
  { since, before, moment, under, favoured, by, depth, mergedFrom, first, last }: Counting
) => sql<Tally[]>`
  with placed as (
    select d.came, d.went, d.channel, p.field_name, u.level,
      case when ${by} = 'unit' then array_to_string((string_to_array(d.settling_unit, '.'))[1:${depth}::int], '.')
        else coalesce(u.level, '') || '|' || coalesce(p.field_code, '') end as line
    from merged_dossiers(${since}, ${before}, ${moment}, ${under}, ${favoured as string[]}::text[], ${mergedFrom}, ${first}, ${last}, ${depth}) d
    left join unit u on u.code = d.settling_unit
    left join procedure p on p.code = d.procedure_code
  )
  select line as "line", case when ${by} = 'field' then max(field_name) end as "name",
    case when ${by} = 'field' then max(level) end as "level", came::int as "came", went::int as "went",
    channel as "channel", count(*) as "count"
  from placed group by line, came, went, channel`

/** Dossiers of other systems of which lateness is not known, in this period. */
export const leftOut = async ({ sql }: Ctx, { since, before, under }: Counting): Promise<number> =>
  (
    await sql<{ count: number }[]>`
      select count(*) as "count" from settlement s
      where not s.known and s.received_at < ${before} and (s.finished_at is null or s.finished_at >= ${since})
        and (${under}::text is null or s.settling_unit = ${under} or starts_with(s.settling_unit, ${under} || '.'))`
  )[0]!.count

export type CellAsked = {
  readonly line: string | null
  readonly came: readonly number[] | null
  readonly went: readonly number[] | null
  readonly channel: readonly string[] | null
  readonly after: string | null
  readonly limit: number
}
export type CellRow = { id: string; code: string; procedure: string; unit: string; came: number; went: number }

/** The dossiers behind a cell as counted now, by code. */
export const behindCell = (
  { sql }: Ctx,
  counting: Counting,
  { line, came, went, channel, after, limit }: CellAsked
) => {
  const { since, before, moment, under, favoured, by, depth, mergedFrom, first, last } = counting
  return sql<CellRow[]>`
    select d.dossier_id as "id", d.code as "code", d.procedure_code || ' ' || coalesce(p.name, '') as "procedure",
      d.settling_unit as "unit", d.came::int as "came", d.went::int as "went"
    from merged_dossiers(${since}, ${before}, ${moment}, ${under}, ${favoured as string[]}::text[], ${mergedFrom}, ${first}, ${last}, ${depth}) d
    left join unit u on u.code = d.settling_unit
    left join procedure p on p.code = d.procedure_code
    where (${line}::text is null or ${line} = case when ${by} = 'unit'
          then array_to_string((string_to_array(d.settling_unit, '.'))[1:${depth}::int], '.')
          else coalesce(u.level, '') || '|' || coalesce(p.field_code, '') end)
      and (${came as number[] | null}::int[] is null or d.came = any(${came as number[] | null}::int[]))
      and (${went as number[] | null}::int[] is null or d.went = any(${went as number[] | null}::int[]))
      and (${channel as string[] | null}::text[] is null or d.channel = any(${channel as string[] | null}::text[]))
      and (${after}::text is null or d.code > ${after})
    order by d.code limit ${limit}`
}

/** The dossiers behind a cell of a sent report, as they were. */
export const behindSentCell = ({ sql }: Ctx, report: string, { line, came, went, channel, after, limit }: CellAsked) =>
  sql<CellRow[]>`
    select d.dossier_id as "id", d.code as "code", d.procedure_code || ' ' || coalesce(p.name, '') as "procedure",
      d.settling_unit as "unit", d.came::int as "came", d.went::int as "went"
    from report_dossier d left join procedure p on p.code = d.procedure_code
    where d.report = ${report} and (${line}::text is null or d.line = ${line})
      and (${came as number[] | null}::int[] is null or d.came = any(${came as number[] | null}::int[]))
      and (${went as number[] | null}::int[] is null or d.went = any(${went as number[] | null}::int[]))
      and (${channel as string[] | null}::text[] is null or d.channel = any(${channel as string[] | null}::text[]))
      and (${after}::text is null or d.code > ${after})
    order by d.code limit ${limit}`

export type ProcedureTally = { line: string; level: string; competence: number; oneStop: number; process: number }
/**
 * Form II.07b: the procedures each unit settles, by the unit's level. Every procedure of the catalogue is received at a
 * one-stop desk (NĐ 118/2025), so those through the desk are all of them.
 */
export const procedureTallies = ({ sql }: Ctx, { under, mergedFrom, first, last, depth }: Counting) => sql<
  ProcedureTally[]
>`
  select line as "line", level as "level", count(distinct code) as "competence", count(distinct code) as "oneStop",
    count(distinct code) filter (where process) as "process"
  from merged_procedures(${under}, ${mergedFrom}, ${first}, ${last}, ${depth}) group by line, level order by line, level`

export type ProcedureRow = { code: string; name: string; unit: string; process: boolean }
export type ProcedureCellAsked = Pick<CellAsked, 'line' | 'after' | 'limit'> & {
  readonly level: string | null
  readonly process: boolean
}

/** The procedures behind a cell of Form II.07b as counted now, by code and unit. */
export const behindProcedureCell = (
  { sql }: Ctx,
  { under, mergedFrom, first, last, depth }: Counting,
  { line, level, process, after, limit }: ProcedureCellAsked
) => sql<ProcedureRow[]>`
  select distinct code as "code", name as "name", line as "unit", process as "process"
  from merged_procedures(${under}, ${mergedFrom}, ${first}, ${last}, ${depth})
  where (${line}::text is null or line = ${line}) and (${level}::text is null or level = ${level})
    and (not ${process} or process) and (${after}::text is null or code || '~' || line > ${after})
  order by code, line limit ${limit}`

/** The same of a sent report, as they were. */
export const behindSentProcedureCell = (
  { sql }: Ctx,
  report: string,
  { line, level, process, after, limit }: ProcedureCellAsked
) => sql<ProcedureRow[]>`
  select code as "code", name as "name", line as "unit", process as "process"
  from report_procedure
  where report = ${report} and (${line}::text is null or line = ${line}) and (${level}::text is null or level = ${level})
    and (not ${process} or process) and (${after}::text is null or code || '~' || line > ${after})
  order by code, line limit ${limit}`
