import { z } from '#server/platform/http.ts'
import { CLOSES_BY, DEADLINE_KINDS, STATUSES } from './tasks/model.ts'
import type { Task } from './tasks/model.ts'
import { clocksOf, lateDays, statusOf } from './tasks/status.rules.ts'
import type { CutOff } from './tasks/status.rules.ts'
import type { FedTask } from './tasks/feed.ts'

const day = z.string().openapi({ example: '2026-12-15' })
const maybeDay = day.nullable()
const Status = z.enum(STATUSES)

export const TaskRowView = z
  .object({
    code: z.string().openapi({ example: 'NV-2026-00001' }),
    content: z.string(),
    product: z.string(),
    lead: z.string().openapi({ example: 'H99.31' }),
    leadName: z.string(),
    deadline: z.enum(DEADLINE_KINDS),
    givenOn: day,
    firstDue: maybeDay.openapi({ description: 'As given first, whatever was extended' }),
    due: maybeDay.openapi({ description: 'The present due day; of a duty that comes again that of its open period' }),
    reportedOn: maybeDay,
    doneOn: maybeDay,
    percent: z.number().int(),
    status: Status,
    document: z.string().nullable(),
    documentNumber: z.string().nullable()
  })
  .openapi('ReformTaskRow')

export const taskRowView = (row: FedTask): z.infer<typeof TaskRowView> => row

const Proof = z.object({ words: z.string(), document: z.string(), files: z.number().int() })
export const TaskView = z
  .object({
    code: z.string(),
    version: z.number().int(),
    cutOff: day,
    status: Status,
    content: z.string(),
    product: z.string(),
    giver: z.string(),
    lead: z.string(),
    deadline: z.enum(DEADLINE_KINDS),
    closesBy: z.enum(CLOSES_BY),
    document: z.string().nullable(),
    item: z.number().int().nullable(),
    givenOn: day,
    firstDue: maybeDay,
    due: maybeDay,
    late: z.object({ present: z.number().int(), first: z.number().int() }),
    percent: z.number().int(),
    weight: z.number().int(),
    reported: z.object({ on: day, proof: Proof }).nullable(),
    doneOn: maybeDay,
    ended: z.enum(['accepted', 'withdrawn', 'passed-on']).nullable(),
    returns: z.number().int(),
    parts: z.array(z.object({ unit: z.string(), content: z.string(), due: maybeDay, doneOn: maybeDay })),
    waits: z.array(z.object({ on: z.string(), what: z.string(), from: day, to: maybeDay })),
    extensions: z.array(z.object({ from: day, to: day, document: z.string(), on: day })),
    period: z.object({ key: z.string(), due: day }).nullable(),
    periods: z.array(z.object({ key: z.string(), due: day, closedOn: day, proof: Proof }))
  })
  .openapi('ReformTask')

type Kept = { readonly words: string; readonly document: string; readonly files: readonly unknown[] }
const proofOf = ({ words, document, files }: Kept) => ({ words, document, files: files.length })

export const taskView = (task: Task, cut: CutOff): z.infer<typeof TaskView> => ({
  code: task.code,
  version: task.version,
  cutOff: cut.today,
  status: statusOf(clocksOf(task), cut),
  content: task.content,
  product: task.product,
  giver: task.giver,
  lead: task.lead,
  deadline: task.deadline.kind,
  closesBy: task.closesBy,
  document: task.directive,
  item: task.item,
  givenOn: task.givenOn,
  firstDue: task.firstDue,
  due: task.due,
  late: lateDays(task, cut.today),
  percent: task.percent,
  weight: task.weight,
  reported: task.reported && { on: task.reported.on, proof: proofOf(task.reported.proof) },
  doneOn: task.doneOn,
  ended: task.ended,
  returns: task.returns,
  parts: task.parts.map(part => ({ ...part })),
  waits: task.waits.map(wait => ({ ...wait })),
  extensions: task.extensions.map(({ from, to, document, on }) => ({ from, to, document, on })),
  period: task.period && { key: task.period.key, due: task.period.due },
  periods: task.periods.map(({ key, due, closedOn, proof }) => ({ key, due, closedOn, proof: proofOf(proof) }))
})
