import { localOf } from './days.ts'
import { replay } from './ledger.rules.ts'
import type { DeadlineInput } from './model.ts'
import { hasWorkingTime, officeTimeAt, timetableOf } from './timetable.ts'
import type { WorkCalendar } from './work-calendar.ts'

/**
 * How much of the working time of the term that runs is gone at an instant, in office minutes of its whole: from the
 * receipt (or from the supplement that made it begin again) to the due moment, without the pauses, with the extension.
 * Null where the calendar does not tell.
 */
export function spentOf(
  input: DeadlineInput,
  calendar: WorkCalendar,
  at: Date
): { readonly spent: number; readonly whole: number } | null {
  const table = timetableOf(input.rules, calendar)
  if (!hasWorkingTime(table)) return null
  const { since, due, rests, waiting } = replay(input, table)
  if (Number.isNaN(since) || Number.isNaN(due)) return null
  const office = (from: number, to: number): number =>
    to > from ? (officeTimeAt(table, to) - officeTimeAt(table, from)) / 60_000 : 0
  const until = (end: number): number =>
    office(since, end) -
    rests.reduce((sum, rest) => sum + office(Math.max(rest.from, since), Math.min(rest.to, end)), 0)
  const now = Math.max(since, Math.min(localOf(at), waiting?.from ?? Infinity))
  return { spent: until(now), whole: until(due) }
}
