import { fold } from '#server/platform/index.ts'
import type { Task } from './model.ts'

/** A task as its row, in the names of the columns. */
export const rowOf = (task: Task) => ({
  id: task.id,
  version: task.version,
  directive: task.directive,
  item: task.item,
  plan_item: task.planItem,
  content: task.content,
  product: task.product,
  field: task.field,
  giver: task.giver,
  lead: task.lead,
  deadline_kind: task.deadline.kind,
  given_on: task.givenOn,
  starts_on: task.startsOn,
  first_due: task.firstDue,
  due: task.due,
  reported_on: task.reported?.on ?? null,
  done_on: task.doneOn,
  done_late: task.doneLate,
  ended: task.ended,
  weight: task.weight,
  percent: task.percent,
  extension_until: task.asked?.until ?? null,
  waiting_on: task.waits.find(wait => wait.to === null)?.on ?? null,
  returns: task.returns,
  vice_chair: task.viceChair,
  inherits: task.inherits,
  search: fold(`${task.code} ${task.content} ${task.product}`),
  state: task
})

export const partRows = (task: Task) =>
  task.parts.map(part => ({
    task: task.id,
    unit: part.unit,
    content: part.content,
    due: part.due,
    done_on: part.doneOn
  }))
