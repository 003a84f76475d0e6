import type { Ctx, Day } from '#server/platform/index.ts'
import { OPEN } from './model.ts'
import type { Deadline, Status } from './model.ts'
import type { CutOff } from './status.rules.ts'

export type TaskLine = {
  id: string
  code: string
  content: string
  product: string
  lead: string
  leadName: string
  deadlineKind: Deadline['kind']
  givenOn: Day
  firstDue: Day | null
  due: Day | null
  doneOn: Day | null
  reportedOn: Day | null
  extensionUntil: Day | null
  waitingOn: string | null
  percent: number
  status: Status
  directive: string | null
  directiveNumber: string | null
  startsOn: Day
}

export type TasksAsked = {
  readonly reach: string | null
  readonly status: readonly Status[] | null
  readonly lead: string | null
  readonly directive: string | null
  readonly planItems: readonly string[] | null
  readonly text: string
  readonly from: Day | null
  readonly to: Day | null
  readonly order: 'due' | 'given'
  readonly page: number
  readonly limit: number
}
export const ASKED: TasksAsked = {
  reach: null,
  status: null,
  lead: null,
  directive: null,
  planItems: null,
  text: '',
  from: null,
  to: null,
  order: 'due',
  page: 1,
  limit: 30
}

/** A page of tasks; the status is computed for the cut-off. One row more than `limit` is asked to know of a next page. */
export const taskLines = ({ sql, language }: Ctx, asked: TasksAsked, { today, riskUntil }: CutOff) => sql<TaskLine[]>`
  with stood as (
    select task.id, task.code, task.lead, task.due, task.given_on, task.ended is not null as over, task_status(task.ended, task.done_late, task.deadline_kind,
      task.starts_on, task.first_due, task.due, task.reported_on, ${today}, ${riskUntil}) as status
    from reform_task task
    where (${asked.lead}::text is null or task.lead = ${asked.lead} or starts_with(task.lead, ${asked.lead} || '.'))
      and (${asked.reach}::text is null or task.lead = ${asked.reach} or starts_with(task.lead, ${asked.reach} || '.')
        or (starts_with(${asked.reach}, task.lead || '.') and position('.' in task.lead) > 0))
      and (${asked.directive}::uuid is null or task.directive = ${asked.directive})
      and (${asked.planItems as string[] | null}::uuid[] is null or task.plan_item = any(${asked.planItems as string[] | null}::uuid[]))
      and (${asked.text} = '' or task.search like '%' || ${asked.text} || '%')
      and (${asked.from}::date is null or task.due >= ${asked.from})
      and (${asked.to}::date is null or task.due <= ${asked.to})
      and (not ${asked.status !== null && asked.status.every(one => OPEN.includes(one))} or task.ended is null)
  ), chosen as (
    select id, status, due, given_on, code, over from stood
    where (${asked.status as string[] | null}::text[] is null or status = any(${asked.status as string[] | null}::text[]))
    order by case when ${asked.order} = 'given' then given_on end desc, over, case when over then due end desc nulls last,
      due nulls last, code
    limit ${asked.limit + 1} offset ${(asked.page - 1) * asked.limit}
  )
  select task.id as "id", task.code as "code", task.content as "content", task.product as "product", task.lead as "lead",
    case when ${language} = 'en' and unit.name_en <> '' then unit.name_en else unit.name_vi end as "leadName", task.deadline_kind as "deadlineKind", task.given_on as "givenOn",
    task.first_due as "firstDue", task.due as "due", task.done_on as "doneOn", task.reported_on as "reportedOn",
    task.extension_until as "extensionUntil", task.waiting_on as "waitingOn", task.percent as "percent",
    chosen.status as "status", task.directive as "directive", directive.number as "directiveNumber",
    task.starts_on as "startsOn"
  from chosen join reform_task task on task.id = chosen.id join unit on unit.code = task.lead
  left join directive on directive.id = task.directive
  order by case when ${asked.order} = 'given' then chosen.given_on end desc, chosen.over,
    case when chosen.over then chosen.due end desc nulls last, chosen.due nulls last, chosen.code`

/** How many tasks stand how, all in one pass. */
export const statusCounts = ({ sql }: Ctx, reach: string | null, { today, riskUntil }: CutOff) => sql<
  { status: Status; count: number }[]
>`
  select task_status(ended, done_late, deadline_kind, starts_on, first_due, due, reported_on, ${today}, ${riskUntil}) as "status",
    count(*) as "count"
  from reform_task
  where (${reach}::text is null or lead = ${reach} or starts_with(lead, ${reach} || '.')
    or (starts_with(${reach}, lead || '.') and position('.' in lead) > 0))
  group by 1`

/** Tasks that wait for the giver: reported and not accepted, or an extension asked for. */
export const waitingForGiver = ({ sql, language }: Ctx, limit: number) => sql<
  { code: string; content: string; leadName: string; reportedOn: Day | null; extensionUntil: Day | null }[]
>`
  select task.code as "code", task.content as "content",
    case when ${language} = 'en' and unit.name_en <> '' then unit.name_en else unit.name_vi end as "leadName", task.reported_on as "reportedOn",
    task.extension_until as "extensionUntil"
  from reform_task task join unit on unit.code = task.lead
  where task.ended is null and (task.reported_on is not null or task.extension_until is not null)
  order by coalesce(task.reported_on, task.due), task.code limit ${limit}`

/** How many tasks fall due on each day of a span, and how many of them are done. */
export const dueByDay = ({ sql }: Ctx, reach: string | null, from: Day, to: Day) => sql<
  { day: Day; count: number; done: number }[]
>`
  select due as "day", count(*) as "count", count(*) filter (where ended = 'accepted') as "done"
  from reform_task
  where due between ${from} and ${to} and (ended is null or ended = 'accepted')
    and (${reach}::text is null or lead = ${reach} or starts_with(lead, ${reach} || '.')
      or (starts_with(${reach}, lead || '.') and position('.' in lead) > 0))
  group by due order by due`

export type OwedPart = {
  code: string
  content: string
  leadName: string
  part: string
  due: Day | null
  kind: 'part' | 'wait'
}
/** What an agency owes to other leads: its open parts, and what others wait for. */
export const owedToOthers = ({ sql, language }: Ctx, reach: string, limit: number) => sql<OwedPart[]>`
  select task.code as "code", task.content as "content",
    case when ${language} = 'en' and unit.name_en <> '' then unit.name_en else unit.name_vi end as "leadName", owed.content as "part",
    owed.due as "due", owed.kind as "kind"
  from (
    select task, content, due, 'part' as kind from reform_task_part
    where done_on is null and (unit = ${reach} or starts_with(unit, ${reach} || '.') or starts_with(${reach}, unit || '.'))
    union all
    select id, '', null, 'wait' from reform_task
    where ended is null and (waiting_on = ${reach} or starts_with(waiting_on, ${reach} || '.') or starts_with(${reach}, waiting_on || '.'))
  ) owed join reform_task task on task.id = owed.task and task.ended is null join unit on unit.code = task.lead
  order by owed.due nulls last, task.code limit ${limit}`

export type TaskEntry = {
  at: Date
  type: string
  actorName: string
  actorUnit: string | null
  data: Record<string, unknown>
}
/** What happened to a task, the newest first. */
export const taskHistory = ({ sql }: Ctx, id: string) => sql<TaskEntry[]>`
  select event.at as "at", event.type as "type", event.actor_name as "actorName", unit.name_vi as "actorUnit",
    event.data as "data"
  from event left join unit on unit.code = event.actor_unit
  where event.case_id = ${id} order by event.version desc`

/** Every debtor of a document, item by item. */
export const debtorsOf = ({ sql }: Ctx, directive: string, { today, riskUntil }: CutOff) => sql<
  {
    item: number | null
    content: string
    product: string
    due: Day | null
    deadlineKind: Deadline['kind']
    debtors: number
    done: number
    late: number
    lead: string
    codes: string
  }[]
>`
  select item as "item", content as "content", product as "product", min(task.due) as "due", deadline_kind as "deadlineKind",
    count(*) as "debtors", count(*) filter (where ended = 'accepted') as "done",
    count(*) filter (where task_status(ended, done_late, deadline_kind, starts_on, first_due, due, reported_on, ${today}, ${riskUntil}) = 'late') as "late",
    min(unit.name_vi) as "lead", min(task.code) as "codes"
  from reform_task task join unit on unit.code = task.lead
  where directive = ${directive}
  group by item, content, product, deadline_kind
  order by item nulls last, min(task.code)`
