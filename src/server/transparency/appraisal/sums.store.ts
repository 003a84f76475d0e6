import { endOf, startOf } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'

type Tx = Pick<Ctx, 'sql'>
export type Days = { readonly first: Day; readonly last: Day }

/** Notes the days on which these dossiers are counted now: before they are written again, and after. */
export const markEndsOf = ({ sql }: Tx, ids: readonly string[]) => sql`
  insert into stale_end (day, since)
  select distinct (finished_at at time zone 'Asia/Ho_Chi_Minh')::date as day, now()
  from settlement
  where dossier_id = any(${[...ids]}::uuid[]) and source = '' and received_at is not null and finished_at is not null
  order by day
  on conflict (day) do update set since = excluded.since`

/** All days of a span are to be counted anew. */
export const markEnds = ({ sql }: Tx, { first, last }: Days) => sql`
  insert into stale_end (day, since)
  select each::date as day, now() from generate_series(${first}::date, ${last}::date, interval '1 day') as each
  order by day
  on conflict (day) do update set since = excluded.since`

/** Takes some stale days of a span, the newest first; those just being written are left for the next time. */
export const takeEnds = async ({ sql }: Tx, { first, last }: Days, most: number): Promise<Day[]> => {
  const taken = await sql<{ day: Day }[]>`
    delete from stale_end
    where day in (select day from stale_end where day >= ${first} and day <= ${last} order by day desc limit ${most}
      for update skip locked)
    returning day as "day"`
  return taken.map(({ day }) => day).sort()
}

/** Whether a day of the span has dossiers that no sum has counted yet at all. */
export const hasUncounted = async ({ sql }: Tx, { first, last }: Days): Promise<boolean> =>
  (
    await sql<{ found: boolean }[]>`
      select exists (select from stale_end s where s.day >= ${first} and s.day <= ${last}
        and not exists (select from appraisal_sum a where a.day = s.day)) as "found"`
  )[0]!.found

/** Counts these days from the dossiers that ended on them: agencies, and every officer who completed a step of one. */
export const countEnds = async ({ sql }: Tx, { first, last }: Days): Promise<void> => {
  const [since, before] = [startOf(first), endOf(last)]
  await sql`delete from appraisal_sum where day >= ${first} and day <= ${last}`
  await sql`
    insert into appraisal_sum (quarter, day, agency, officer, name, dossiers, time_points, contact_points, late, online,
      stepped, step_points)
    with ended as (
      select s.dossier_id, s.settling_unit, (s.finished_at at time zone 'Asia/Ho_Chi_Minh')::date as day,
        case when s.due_at is null then 1 when s.finished_at > s.due_at then 0
          when (s.finished_at at time zone 'Asia/Ho_Chi_Minh')::date < (s.due_at at time zone 'Asia/Ho_Chi_Minh')::date
          then 2 else 1 end as time_points,
        greatest(0, 2 - s.supplements) as contact_points, coalesce(s.finished_at > s.due_at, false)::int as late,
        (s.channel = 'online')::int as online
      from settlement s
      where s.source = '' and s.received_at is not null and s.finished_at >= ${since} and s.finished_at < ${before}
    ), hands as (
      select d.dossier_id, of.agency, e.actor_id as officer, max(e.actor_name) as name
      from ended d
      join event e on e.case_id = d.dossier_id and e.type = 'step.completed' and e.actor_kind = 'officer'
      cross join lateral (select
        array_to_string((string_to_array(coalesce(e.actor_unit, d.settling_unit), '.'))[1:2], '.') as agency) of
      where e.actor_id is not null
      group by d.dossier_id, of.agency, e.actor_id
    ), spent as (
      select s.dossier_id, of.agency, case when grouping(s.officer) = 0 then s.officer else '' end as officer,
        sum(extract(epoch from s.due_at - s.at)) as left_over
      from ended_steps(${since}, ${before}, null) s
      cross join lateral (select array_to_string((string_to_array(s.unit, '.'))[1:2], '.') as agency) of
      where s.due_at is not null
      group by grouping sets ((s.dossier_id, of.agency), (s.dossier_id, of.agency, s.officer))
    ), counted as (
      select d.day, array_to_string((string_to_array(d.settling_unit, '.'))[1:2], '.') as agency, '' as officer,
        '' as name, 1 as dossiers, d.time_points, d.contact_points, d.late, d.online, 0 as stepped, 0 as step_points
      from ended d
      union all
      select d.day, h.agency, h.officer, h.name, 1, d.time_points, d.contact_points, d.late, d.online, 0, 0
      from hands h join ended d on d.dossier_id = h.dossier_id
      union all
      select d.day, s.agency, s.officer, '', 0, 0, 0, 0, 0, 1,
        case when s.left_over < 0 then 0 when s.left_over < 86400 then 1 else 2 end
      from spent s join ended d on d.dossier_id = s.dossier_id
      where s.agency is not null and s.officer is not null
    )
    select to_char(day, 'YYYY-"Q"Q'), day, agency, officer, max(name), sum(dossiers), sum(time_points),
      sum(contact_points), sum(late), sum(online), sum(stepped), sum(step_points)
    from counted group by day, agency, officer`
}

/** A quarter from its days. The first statement holds the quarter, so that two who add it up do not lose each other. */
export const addUpQuarter = async ({ sql }: Tx, quarter: string): Promise<void> => {
  await sql`
    insert into appraisal_sum (quarter, agency, officer, name, dossiers, time_points, contact_points, late, online,
      stepped, step_points)
    values (${quarter}, '*', '', '', 0, 0, 0, 0, 0, 0, 0)
    on conflict (quarter, day, agency, officer) do update set dossiers = excluded.dossiers`
  await sql`delete from appraisal_sum where quarter = ${quarter} and day is null and agency <> '*'`
  await sql`
    insert into appraisal_sum (quarter, agency, officer, name, dossiers, time_points, contact_points, late, online,
      stepped, step_points)
    select quarter, agency, officer, max(name), sum(dossiers), sum(time_points), sum(contact_points), sum(late),
      sum(online), sum(stepped), sum(step_points)
    from appraisal_sum where quarter = ${quarter} and day is not null group by quarter, agency, officer`
}

export type Tally = {
  agency: string
  officer: string
  name: string
  dossiers: number
  time: number
  contacts: number
  late: number
  online: number
  steps: number
  stepTime: number
}
/** The sums of a quarter: of all agencies and officers, or of one agency and its officers. */
export const talliesOf = ({ sql }: Tx, quarter: string, agency: string | null) => sql<Tally[]>`
  select agency as "agency", officer as "officer", name as "name", dossiers as "dossiers", time_points as "time",
    contact_points as "contacts", late as "late", online as "online", stepped as "steps", step_points as "stepTime"
  from appraisal_sum
  where quarter = ${quarter} and day is null and dossiers > 0 and (${agency}::text is null or agency = ${agency})
  order by agency, name collate "vi-x-icu", officer`
