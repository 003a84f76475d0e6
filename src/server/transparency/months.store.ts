import { startOf } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { daysOf } from './period.rules.ts'

type Tx = Pick<Ctx, 'sql'>

/** Notes the months in which these dossiers are counted now: before they are written again, and after. */
export const markMonthsOf = ({ sql }: Tx, ids: readonly string[]) => sql`
  insert into stale_month (month, since)
  select distinct to_char(at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM') as month, now()
  from settlement cross join lateral (values (received_at), (finished_at)) as counted (at)
  where dossier_id = any(${[...ids]}::uuid[]) and at is not null
  order by month
  on conflict (month) do update set since = excluded.since`

/**
 * Takes one stale month; null where none is left, or all that are left are just being written. Whoever changes a
 * settlement holds the month's row until the commit, so a month taken here is seen whole.
 */
export const takeStale = async ({ sql }: Tx): Promise<string | null> => {
  const [taken] = await sql<{ month: string }[]>`
    delete from stale_month
    where month = (select month from stale_month order by since, month limit 1 for update skip locked)
    returning month as "month"`
  return taken?.month ?? null
}

/** All months with anything in them are to be added up anew. */
export const markAllMonths = ({ sql }: Tx) => sql`
  insert into stale_month (month, since)
  select distinct to_char(at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM') as month, now()
  from settlement cross join lateral (values (received_at), (finished_at)) as counted (at)
  where at is not null
  order by month
  on conflict (month) do update set since = excluded.since`

/** Adds a month up from its settlements: one statement, each dossier once by its receipt and once by its end. */
export const addUp = async ({ sql }: Tx, month: string): Promise<void> => {
  const { first, after } = daysOf(month)
  const [since, before] = [startOf(first), startOf(after)]
  await sql`delete from month_figure where month = ${month}`
  await sql`
    insert into month_figure (month, unit, procedure_code, received, online, on_time, late, unknown, stopped, timed, worked)
    select ${month}, unit, procedure_code, sum(received), sum(online), sum(on_time), sum(late), sum(unknown),
      sum(stopped), sum(timed), sum(worked)
    from (
      select settling_unit as unit, procedure_code, count(*) as received,
        count(*) filter (where channel = 'online') as online, 0 as on_time, 0 as late, 0 as unknown, 0 as stopped,
        0 as timed, 0 as worked
      from settlement where received_at >= ${since} and received_at < ${before}
      group by settling_unit, procedure_code
      union all
      select settling_unit, procedure_code, 0, 0,
        count(*) filter (where settled and known and (due_at is null or finished_at <= due_at)),
        count(*) filter (where settled and known and finished_at > due_at),
        count(*) filter (where settled and not known), count(*) filter (where not settled),
        count(worked) filter (where settled), coalesce(sum(worked) filter (where settled), 0)
      from settlement cross join lateral (select coalesce(ending in ('granted', 'refused'), false) as settled) as how
      where finished_at >= ${since} and finished_at < ${before} and received_at is not null
      group by settling_unit, procedure_code
    ) as counted
    group by unit, procedure_code`
}

/**
 * Adds a period up by agency, and for the whole province (`*`), from its months. The first statement holds the period's
 * own row, so that two months of one year added up at once do not lose each other.
 */
export async function rollUp({ sql }: Tx, period: string, { from, to }: { from: string; to: string }): Promise<void> {
  await sql`
    insert into agency_figure (period, agency, cells) values (${period}, '*', '[]')
    on conflict (period, agency) do update set cells = excluded.cells`
  await sql`delete from agency_figure where period = ${period}`
  await sql`
    insert into agency_figure (period, agency, cells)
    select ${period}, coalesce(agency, '*'),
      jsonb_agg(jsonb_build_array(procedure_code, received, on_time, late, settled, timed, worked))
    from (
      select agency, procedure_code, sum(received) as received, sum(on_time) as on_time, sum(late) as late,
        sum(on_time + late + unknown) as settled, sum(timed) as timed, sum(worked) as worked
      from month_figure cross join lateral (select array_to_string((string_to_array(unit, '.'))[1:2], '.')) as of (agency)
      where month >= ${from} and month <= ${to}
      group by grouping sets ((agency, procedure_code), (procedure_code))
    ) as summed
    group by agency`
}
