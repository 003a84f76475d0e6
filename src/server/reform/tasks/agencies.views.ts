import type { Ctx } from '#server/platform/index.ts'
import type { Status } from './model.ts'
import type { CutOff } from './status.rules.ts'

export type AgencyLine = {
  unit: string
  name: string
  total: number
  done: number
  doneLate: number
  late: number
  atRisk: number
  open: number
  waiting: number
  /** The same statuses over all agencies in reach, whatever the page. */
  all: Partial<Record<Status, number>>
}

/**
 * The agencies with what they owe, those with most late tasks first, and the counts over all of them: one pass over the
 * tasks, summed first by the clocks of a task and then by agency. One line more than `limit` tells of a next page.
 */
export const agencyLines = (
  { sql, language }: Ctx,
  { reach, page, limit }: { reach: string | null; page: number; limit: number },
  { today, riskUntil }: CutOff
) => sql<AgencyLine[]>`
  with stood as (
    select lead, task_status(ended, done_late, deadline_kind, starts_on, first_due, due, reported_on,
        ${today}, ${riskUntil}) as status,
      count(*) as tasks, count(*) filter (where ended is null and waiting_on is not null) as waiting
    from reform_task
    where (${reach}::text is null or lead = ${reach} or starts_with(lead, ${reach} || '.')
      or (starts_with(${reach}, lead || '.') and position('.' in lead) > 0))
    group by 1, 2
  ), line as (
    select lead, coalesce(sum(tasks) filter (where status <> 'withdrawn'), 0)::bigint as total,
      coalesce(sum(tasks) filter (where status in ('done-on-time', 'done-late')), 0)::bigint as done,
      coalesce(sum(tasks) filter (where status = 'done-late'), 0)::bigint as done_late,
      coalesce(sum(tasks) filter (where status = 'late'), 0)::bigint as late,
      coalesce(sum(tasks) filter (where status = 'at-risk'), 0)::bigint as at_risk,
      coalesce(sum(tasks) filter (where status not in ('done-on-time', 'done-late', 'withdrawn')), 0)::bigint as open,
      sum(waiting)::bigint as waiting
    from stood group by lead
  )
  select line.lead as "unit", case when ${language} = 'en' and unit.name_en <> '' then unit.name_en else unit.name_vi end as "name", total as "total", done as "done", done_late as "doneLate",
    late as "late", at_risk as "atRisk", open as "open", waiting as "waiting",
    (select jsonb_object_agg(status, tasks) from (select status, sum(tasks) as tasks from stood group by status) as every)
      as "all"
  from line join unit on unit.code = line.lead
  order by late desc, at_risk desc, open desc, unit.name_vi collate "vi-x-icu"
  limit ${limit + 1} offset ${(page - 1) * limit}`
