import type { Day } from '#server/platform/index.ts'
import { dayFrom, dayNumber, instantOf, localOf } from './days.ts'
import { endOfTerm, isSpentAsTime, printedDay, timeOf } from './limit.rules.ts'
import type { DeadlineRules, Limit } from './model.ts'
import type { Hours } from './timetable.ts'
import { nextOpen, officeTimeAt, openDayFrom, openingOn, spend, spendBack, timetableOf } from './timetable.ts'
import type { WorkCalendar } from './work-calendar.ts'
import { rankOf, workingDayAfter } from './work-calendar.ts'

const dateOrNull = (local: number): Date | null => (Number.isNaN(local) ? null : instantOf(local))

/** Office minutes between two instants, negative backwards; NaN outside the calendar. */
export function workingMinutesBetween(from: Date, to: Date, hours: Hours, calendar: WorkCalendar): number {
  const table = timetableOf(hours, calendar)
  return (officeTimeAt(table, localOf(to)) - officeTimeAt(table, localOf(from))) / 60_000
}

/**
 * The instant after so many office minutes (before it, for a negative number); zero minutes is the next open moment.
 * Null outside the calendar.
 */
export function addWorkingTime(from: Date, minutes: number, hours: Hours, calendar: WorkCalendar): Date | null {
  const [table, ms] = [timetableOf(hours, calendar), Math.round(minutes * 60_000)]
  return dateOrNull(ms < 0 ? spendBack(table, localOf(from), -ms) : spend(table, localOf(from), ms))
}

/** The instant itself within office hours, else the next opening. Null outside the calendar. */
export const nextOpening = (from: Date, hours: Hours, calendar: WorkCalendar): Date | null =>
  dateOrNull(nextOpen(timetableOf(hours, calendar), localOf(from)))

/** The nth working day after a day (before it, for a negative n); null outside the calendar. */
export function workingDayFrom(day: Day, n: number, calendar: WorkCalendar): Day | null {
  const i = dayNumber(day) - calendar.first
  const found = n > 0 ? workingDayAfter(calendar, i, n) : dayBack(calendar, i, -n)
  return Number.isNaN(found) ? null : dayFrom(calendar.first + found)
}

/** The nth working day before a day; with n = 0 the day itself. */
function dayBack(calendar: WorkCalendar, i: number, n: number): number {
  return n === 0 ? i : (calendar.nth[rankOf(calendar, i - 1) - n] ?? NaN)
}

/**
 * When to remind of a due instant: counted back in office time, landing in office time. Days back land at opening, an
 * edge between two spells at the later opening. Null outside the calendar.
 */
export function reminderBefore(due: Date, before: Limit, rules: DeadlineRules, calendar: WorkCalendar): Date | null {
  const table = timetableOf(rules, calendar)
  const at = localOf(due)
  if (!(before.value > 0)) return due
  if (isSpentAsTime(before, rules)) return dateOrNull(spendBack(table, at, timeOf(table, before)))
  const day = printedDay(table, at)
  const back =
    before.unit === 'working-day'
      ? dayBack(calendar, day, Math.ceil(before.value))
      : endOfTerm(table, rules, { day, at }, { unit: before.unit, value: -before.value }).day
  const open = openDayFrom(table, back)
  return Number.isNaN(open) ? null : instantOf(openingOn(table, open))
}
