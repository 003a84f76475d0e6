import type { UnitCode } from '#server/organisation/index.ts'
import { shiftDay } from '#server/platform/index.ts'
import type { Day } from '#server/platform/index.ts'
import type { Status, Task, Wait } from './model.ts'

/** The dates a status follows from. */
export type Clocks = {
  readonly startsOn: Day
  readonly firstDue: Day | null
  readonly due: Day | null
  readonly reportedOn: Day | null
  readonly ended: Task['ended']
  readonly doneLate: boolean
  readonly standing: boolean
}

/** The day that is asked about, and the last due day that counts as at risk (counted in working days by the calendar). */
export type CutOff = { readonly today: Day; readonly riskUntil: Day }

export const clocksOf = (task: Task): Clocks => ({
  startsOn: task.startsOn,
  firstDue: task.firstDue,
  due: task.due,
  reportedOn: task.reported?.on ?? null,
  ended: task.ended,
  doneLate: task.doneLate,
  standing: task.deadline.kind === 'standing'
})

/**
 * How a task stands on a day. A report that waits to be accepted stops the clock on the day it was made; when it is
 * returned the clock has never stopped. The twin in SQL is `task_status()` in the migration; a property test compares them.
 */
export function statusOf(task: Clocks, { today, riskUntil }: CutOff): Status {
  if (task.ended === 'accepted') return task.doneLate ? 'done-late' : 'done-on-time'
  if (task.ended !== null) return 'withdrawn'
  if (task.standing) return 'standing'
  const seen = task.reportedOn ?? today
  if (task.due === null) return 'in-time'
  if (seen > task.due) return 'late'
  if (task.firstDue !== null && seen > task.firstDue) return 'extended'
  if (task.startsOn > today) return 'not-yet-due'
  return task.reportedOn === null && task.due <= riskUntil ? 'at-risk' : 'in-time'
}

/** Whole days past the present and the first due day, on a day or when it was done; 0 while in time. */
export function lateDays(task: Pick<Task, 'due' | 'firstDue' | 'doneOn' | 'reported'>, today: Day) {
  const seen = task.doneOn ?? task.reported?.on ?? today
  const after = (due: Day | null) => (due === null ? 0 : Math.max(0, daysBetween(due, seen)))
  return { present: after(task.due), first: after(task.firstDue) }
}

/** Bands of lateness as Government's list keeps them. */
export const bandOf = (days: number): '1-30' | '31-90' | '91+' => (days <= 30 ? '1-30' : days <= 90 ? '31-90' : '91+')

/**
 * Whose days the time was: each agency that was waited for has its own, the lead the rest; `late` are those of the days
 * after the present due day. Days on which two were waited for count for each of them once and for the lead not at all.
 */
export function clockShares(
  task: Pick<Task, 'lead' | 'startsOn' | 'due' | 'waits' | 'doneOn' | 'reported'>,
  today: Day
): { unit: UnitCode; days: number; late: number }[] {
  const end = task.doneOn ?? task.reported?.on ?? today
  const shares = new Map<UnitCode, { days: number; late: number }>()
  for (let day = shiftDay(task.startsOn, 1); day <= end; day = shiftDay(day, 1)) {
    const waited = [...new Set(task.waits.filter(wait => covers(wait, day)).map(wait => wait.on))]
    for (const unit of waited.length > 0 ? waited : [task.lead]) {
      const share = shares.get(unit) ?? { days: 0, late: 0 }
      shares.set(unit, { days: share.days + 1, late: share.late + (task.due !== null && day > task.due ? 1 : 0) })
    }
  }
  return [...shares].map(([unit, share]) => ({ unit, ...share }))
}

const covers = (wait: Wait, day: Day): boolean => wait.from < day && (wait.to === null || day <= wait.to)
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
