import type { Ctx } from '#server/platform/index.ts'
import type { Span } from './store.ts'

export type AppraisedDossier = {
  code: string
  procedure: string
  dueAt: Date | null
  finishedAt: Date
  supplements: number
  online: boolean
  /** Of its steps together: hours left over of their own times, less than none where they went beyond. */
  hoursLeft: number | null
  points: number
}
export type Whose = { readonly agency: string; readonly officer: string | null }
export type Part = { readonly limit: number; readonly offset: number }

/** Dossiers behind the indicators 1, 3 and 9 of an agency or an officer, those with the fewest points first. */
export const appraisedDossiers = (
  { sql }: Ctx,
  { since, before, under }: Span,
  { agency, officer }: Whose,
  indicator: 1 | 3 | 9,
  { limit, offset }: Part
) => sql<AppraisedDossier[]>`
  with own as (
    select s.code, s.procedure_code, s.due_at, s.finished_at, s.supplements, s.channel = 'online' as online,
      case ${indicator}::int
        when 3 then greatest(0, 2 - s.supplements)
        when 9 then (s.channel = 'online')::int
        else case when s.due_at is null then 1 when s.finished_at > s.due_at then 0
          when (s.finished_at at time zone 'Asia/Ho_Chi_Minh')::date < (s.due_at at time zone 'Asia/Ho_Chi_Minh')::date then 2
          else 1 end end as points
    from settlement s
    where s.source = '' and s.received_at is not null and s.finished_at >= ${since} and s.finished_at < ${before}
      and (${under}::text is null or s.settling_unit = ${under} or starts_with(s.settling_unit, ${under} || '.'))
      and case when ${officer}::text is null
        then s.settling_unit = ${agency} or starts_with(s.settling_unit, ${agency} || '.')
        else exists (select from event e where e.case_id = s.dossier_id and e.type = 'step.completed'
          and e.actor_kind = 'officer' and e.actor_id = ${officer} and (coalesce(e.actor_unit, s.settling_unit) = ${agency}
            or starts_with(coalesce(e.actor_unit, s.settling_unit), ${agency} || '.'))) end
  )
  select o.code as "code", o.procedure_code || ' ' || coalesce(p.name, '') as "procedure", o.due_at as "dueAt",
    o.finished_at as "finishedAt", o.supplements as "supplements", o.online as "online", null::float8 as "hoursLeft",
    o.points::int as "points"
  from own o left join procedure p on p.code = o.procedure_code
  order by o.points, o.finished_at desc, o.code limit ${limit} offset ${offset}`

/** Dossiers behind indicator 2: what the steps of an agency or an officer in each left over of their own times. */
export const appraisedSteps = (
  { sql }: Ctx,
  { since, before, under }: Span,
  { agency, officer }: Whose,
  { limit, offset }: Part
) => sql<AppraisedDossier[]>`
  with own as (
    select dossier_id, sum(extract(epoch from due_at - at)) as left_over
    from ended_steps(${since}, ${before}, ${under})
    where due_at is not null and (unit = ${agency} or starts_with(unit, ${agency} || '.'))
      and (${officer}::text is null or officer = ${officer})
    group by dossier_id
  )
  select s.code as "code", s.procedure_code || ' ' || coalesce(p.name, '') as "procedure", s.due_at as "dueAt",
    s.finished_at as "finishedAt", s.supplements as "supplements", s.channel = 'online' as "online",
    round((o.left_over / 3600)::numeric, 1)::float8 as "hoursLeft",
    case when o.left_over < 0 then 0 when o.left_over < 86400 then 1 else 2 end as "points"
  from own o join settlement s on s.dossier_id = o.dossier_id left join procedure p on p.code = s.procedure_code
  order by o.left_over, s.code limit ${limit} offset ${offset}`

/** Procedures behind the indicators 5 and 9 of an agency: settled at once at the desk, or to be filed online. */
export const appraisedProcedures = ({ sql }: Ctx, agency: string) => sql<
  { code: string; name: string; online: boolean; atOnce: boolean }[]
>`
  select distinct p.code as "code", p.name as "name", p.service_level in ('full', 'partial') as "online",
    p.at_once as "atOnce"
  from procedure p left join unit_short_name n on n.short_name = p.settling_code
  join unit u on case p.settling_kind when 'department' then u.code = n.unit
    when 'commune' then u.level = 'commune' and u.settles else false end
  where p.status = 'in-force' and (u.code = ${agency} or starts_with(u.code, ${agency} || '.'))
  order by "atOnce", "name", "code"`
