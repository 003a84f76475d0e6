import type { FileRef } from '#server/documents/index.ts'
import type { UnitCode } from '#server/organisation/index.ts'
import type { Day } from '#server/platform/index.ts'
import type { Extension, Given, Period, Proof } from './model.ts'

/** What happened to a task: in the past tense, final, and the only thing its state is made of. */
export type EventData = {
  'task.given': Given
  'task.progressed': { percent: number; note: string; files: readonly FileRef[] }
  'task.reported': { on: Day; proof: Proof }
  'task.accepted': { on: Day; late: boolean; note: string }
  'task.sent-back': { reason: string }
  'task.extension-asked': { until: Day; reason: string; document: string }
  'task.extension-granted': Extension
  'task.extension-refused': { reason: string; document: string }
  'task.wait-began': { on: UnitCode; what: string; from: Day }
  'task.wait-ended': { on: UnitCode; to: Day; note: string }
  'task.part-done': { unit: UnitCode; on: Day; proof: Proof }
  'task.period-closed': { period: Period; on: Day; proof: Proof; next: Period | null }
  'task.withdrawn': { reason: string; document: string; on: Day }
  /** Which vice-chair watches over it; an account. */
  'task.charged': { viceChair: string | null }
  'task.passed-on': { to: readonly UnitCode[]; basis: string; on: Day }
}
export type TaskEventType = keyof EventData
export type TaskEvent = {
  [T in TaskEventType]: { readonly type: T; readonly at: string; readonly data: EventData[T] }
}[TaskEventType]

export const event = <T extends TaskEventType>(type: T, at: Date, data: EventData[T]): TaskEvent =>
  ({ type, at: at.toISOString(), data }) as TaskEvent
