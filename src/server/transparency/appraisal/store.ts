import type { Ctx } from '#server/platform/index.ts'

export type Span = { readonly since: Date; readonly before: Date; readonly under: string | null }
export type UnitTally = {
  unit: string
  dossiers: number
  time: number
  contacts: number
  late: number
  online: number
}
export type OfficerTally = UnitTally & { officer: string; name: string }

/** Of each agency: its dossiers that ended in the quarter, and the points of what is counted per dossier. */
export const unitTallies = ({ sql }: Ctx, { since, before, under }: Span) => sql<UnitTally[]>`
  select array_to_string((string_to_array(s.settling_unit, '.'))[1:2], '.') as "unit", count(*) as "dossiers",
    sum(case when s.due_at is null then 1 when s.finished_at > s.due_at then 0
      when (s.finished_at at time zone 'Asia/Ho_Chi_Minh')::date < (s.due_at at time zone 'Asia/Ho_Chi_Minh')::date then 2
      else 1 end)::int as "time",
    sum(greatest(0, 2 - s.supplements))::int as "contacts",
    count(*) filter (where s.finished_at > s.due_at) as "late", count(*) filter (where s.channel = 'online') as "online"
  from settlement s
  where s.source = '' and s.received_at is not null and s.finished_at >= ${since} and s.finished_at < ${before}
    and (${under}::text is null or s.settling_unit = ${under} or starts_with(s.settling_unit, ${under} || '.'))
  group by 1 order by 1`

/** Of each officer who completed a step of such a dossier: a dossier counts once for everyone who worked on it. */
export const officerTallies = ({ sql }: Ctx, { since, before, under }: Span) => sql<OfficerTally[]>`
  with hands as (
    select distinct s.dossier_id, e.actor_id as officer, e.actor_name as name,
      array_to_string((string_to_array(coalesce(e.actor_unit, s.settling_unit), '.'))[1:2], '.') as unit,
      s.due_at, s.finished_at, s.supplements, s.channel
    from settlement s join event e on e.case_id = s.dossier_id and e.type = 'step.completed' and e.actor_kind = 'officer'
    where s.source = '' and s.received_at is not null and s.finished_at >= ${since} and s.finished_at < ${before}
      and (${under}::text is null or s.settling_unit = ${under} or starts_with(s.settling_unit, ${under} || '.'))
  )
  select officer as "officer", name as "name", unit as "unit", count(*) as "dossiers",
    sum(case when due_at is null then 1 when finished_at > due_at then 0
      when (finished_at at time zone 'Asia/Ho_Chi_Minh')::date < (due_at at time zone 'Asia/Ho_Chi_Minh')::date then 2
      else 1 end)::int as "time",
    sum(greatest(0, 2 - supplements))::int as "contacts",
    count(*) filter (where finished_at > due_at) as "late", count(*) filter (where channel = 'online') as "online"
  from hands where officer is not null group by officer, name, unit order by unit, name collate "vi-x-icu", officer`

export type StepTally = { unit: string; officer: string | null; steps: number; stepTime: number }
/**
 * Of each agency, and of each officer in it: the dossiers in which it ended a step that had a time of its own, and
 * Σ of 2 where its steps together ended a day or more before their times, 1 where not beyond them, else 0.
 */
export const stepTallies = ({ sql }: Ctx, { since, before, under }: Span) => sql<StepTally[]>`
  with spent as (
    select dossier_id, array_to_string((string_to_array(unit, '.'))[1:2], '.') as agency, officer,
      sum(extract(epoch from due_at - at)) as left_over, grouping(officer) = 1 as whole
    from ended_steps(${since}, ${before}, ${under}) where due_at is not null
    group by grouping sets ((dossier_id, 2), (dossier_id, 2, officer))
  )
  select agency as "unit", case when not whole then officer end as "officer", count(*) as "steps",
    sum(case when left_over < 0 then 0 when left_over < 86400 then 1 else 2 end)::int as "stepTime"
  from spent where whole or officer is not null group by agency, whole, officer`

/** Of each agency: the procedures it settles, how many can be filed online and are settled at once at the desk. */
export const unitProcedures = ({ sql }: Ctx) => sql<
  { unit: string; level: string; all: number; online: number; atOnce: number }[]
>`
  select array_to_string((string_to_array(u.code, '.'))[1:2], '.') as "unit", min(u.level) as "level",
    count(distinct p.code) as "all",
    count(distinct p.code) filter (where p.service_level in ('full', 'partial')) as "online",
    count(distinct p.code) filter (where p.at_once) as "atOnce"
  from procedure p left join unit_short_name n on n.short_name = p.settling_code
  join unit u on case p.settling_kind when 'department' then u.code = n.unit
    when 'commune' then u.level = 'commune' and u.settles else false end
  where p.status = 'in-force' group by 1`

export const keepAppraisal = ({ sql, now }: Ctx, unit: string, period: string, body: object) => sql`
  insert into appraisal_kept (unit, period, body, kept_at) values (${unit}, ${period}, ${sql.json(body as never)}, ${now()})
  on conflict do nothing`

export const keptAppraisal = async ({ sql }: Ctx, unit: string, period: string): Promise<unknown> =>
  (
    await sql<{ body: unknown }[]>`
      select body as "body" from appraisal_kept where unit = ${unit} and period = ${period}`
  )[0]?.body ?? null
