import type { Ctx, Day } from '#server/platform/index.ts'
import type { Deadline, Status } from './model.ts'
import type { CutOff } from './status.rules.ts'

export type FedTask = {
  code: string
  content: string
  product: string
  lead: string
  leadName: string
  deadline: Deadline['kind']
  givenOn: Day
  firstDue: Day | null
  due: Day | null
  reportedOn: Day | null
  doneOn: Day | null
  percent: number
  status: Status
  document: string | null
  documentNumber: string | null
}
type AskedFeed = {
  readonly reach: string | null
  readonly status: Status | null
  readonly lead: string | null
  readonly directive: string | null
  readonly text: string
  readonly from: Day | null
  readonly to: Day | null
  readonly after: string | null
  readonly limit: number
}

/** Tasks after a code, in the order of codes, so that a page never shifts; one more than `limit` tells of a next page. */
export const tasksAfter = ({ sql }: Ctx, asked: AskedFeed, { today, riskUntil }: CutOff) => sql<FedTask[]>`
  select task.code as "code", task.content as "content", task.product as "product", task.lead as "lead",
    unit.name_vi as "leadName", task.deadline_kind as "deadline", task.given_on as "givenOn",
    task.first_due as "firstDue", task.due as "due", task.reported_on as "reportedOn", task.done_on as "doneOn",
    task.percent as "percent", task_status(task.ended, task.done_late, task.deadline_kind, task.starts_on,
      task.first_due, task.due, task.reported_on, ${today}, ${riskUntil}) as "status",
    task.directive as "document", directive.number as "documentNumber"
  from reform_task task join unit on unit.code = task.lead left join directive on directive.id = task.directive
  where (${asked.after}::text is null or task.code > ${asked.after})
    and (${asked.lead}::text is null or task.lead = ${asked.lead} or starts_with(task.lead, ${asked.lead} || '.'))
    and (${asked.reach}::text is null or task.lead = ${asked.reach} or starts_with(task.lead, ${asked.reach} || '.')
      or (starts_with(${asked.reach}, task.lead || '.') and position('.' in task.lead) > 0))
    and (${asked.directive}::uuid is null or task.directive = ${asked.directive})
    and (${asked.text} = '' or task.search like '%' || ${asked.text} || '%')
    and (${asked.from}::date is null or task.due >= ${asked.from})
    and (${asked.to}::date is null or task.due <= ${asked.to})
    and (${asked.status}::text is null or task_status(task.ended, task.done_late, task.deadline_kind, task.starts_on,
      task.first_due, task.due, task.reported_on, ${today}, ${riskUntil}) = ${asked.status})
  order by task.code
  limit ${asked.limit + 1}`
