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

export type ProcedureTally = { unit: string; level: string; competence: number; oneStop: number; process: number }
/** Form II.07b: the procedures each unit settles, by the unit's level. */
export const procedureTallies = ({ sql }: Ctx, under: string | null, on: Day, depth: number) => sql<ProcedureTally[]>`
  with settled as (
    select array_to_string((string_to_array(u.code, '.'))[1:${depth}::int], '.') as unit, u.level, p.code, p.settling_kind,
      r.body ->> 'processId' as process
    from procedure p join procedure_revision r on r.id = p.current_revision
    left join unit_short_name n on n.short_name = p.settling_code
    join unit u on case p.settling_kind when 'department' then u.code = n.unit
      when 'commune' then u.level = 'commune' and u.settles else false end
    where p.status = 'in-force' and u.valid_from <= ${on} and (u.valid_to is null or u.valid_to >= ${on})
      and (${under}::text is null or u.code = ${under} or starts_with(u.code, ${under} || '.'))
  )
  select unit as "unit", level as "level", count(distinct code) as "competence", count(distinct code) as "oneStop",
    count(distinct code) filter (where process is not null) as "process"
  from settled group by unit, level order by unit`
