import { addMonths, DAY_MS, instantOf, localOf } from './days.ts'
import type { DeadlineRules, Limit } from './model.ts'
import type { Timetable } from './timetable.ts'
import {
  closingOn,
  hourMs,
  hourOn,
  indexOf,
  isOpen,
  lengthOf,
  midnight,
  officeTimeAt,
  openDayFrom,
  openingOn,
  spellsOn,
  spend,
  timetableOf
} from './timetable.ts'
import type { WorkCalendar } from './work-calendar.ts'
import { firstWorkingFrom, rankOf, workingDayAfter } from './work-calendar.ts'

/**
 * Where a term ends: on a day whose hour the rules give (`share` of it, where a fraction is part of the last day), or,
 * for limits of hours, at an exact local instant. `extra` is office time given back after that.
 */
export type Mark = { readonly day: number; readonly share: number; readonly exact: number; readonly extra: number }
export const markOn = (day: number, share = 0): Mark => ({ day, share, exact: NaN, extra: 0 })
const markAt = (day: number, exact: number): Mark => ({ day, share: 0, exact, extra: 0 })

/** Where and when a term starts: the uncounted first day and the moment. */
export type Start = { readonly day: number; readonly at: number }
export const startAt = (table: Timetable, local: number): Start => ({ day: indexOf(table, local), at: local })

/** A fraction of a day is spent as working time from the moment; whole days and hours are never converted. */
const isPartFromMoment = (limit: Limit, { fraction }: Pick<DeadlineRules, 'fraction'>): boolean =>
  limit.unit === 'working-day' && !Number.isInteger(limit.value) && fraction === 'from-moment'
export const isSpentAsTime = (limit: Limit, rules: Pick<DeadlineRules, 'fraction'>): boolean =>
  limit.unit === 'working-hour' || isPartFromMoment(limit, rules)

/** Office milliseconds of a limit that is spent as working time. */
export const timeOf = (table: Timetable, limit: Limit): number =>
  Math.round(limit.value * (limit.unit === 'working-hour' ? 3_600_000 : table.dayLength))

/** A receipt after the late rule's hour, or on a day off, is taken as received at the next opening. */
export function takenAs(table: Timetable, { lateRule }: Pick<DeadlineRules, 'lateRule'>, local: number): number {
  if (!lateRule) return local
  const i = indexOf(table, local)
  if (!(i >= 0 && i < table.calendar.size)) return NaN
  if (isOpen(table, i) && local - midnight(table, i) <= hourMs(lateRule.after)) return local
  const next = openDayFrom(table, i + 1)
  return Number.isNaN(next) ? NaN : openingOn(table, next)
}

/** Where a term of this limit ends, before any pause. The first day is not counted (Civil Code art. 147). */
export function endOfTerm(table: Timetable, rules: DeadlineRules, start: Start, limit: Limit): Mark {
  const { calendar } = table
  if (isSpentAsTime(limit, rules)) {
    const exact = spend(table, start.at, timeOf(table, limit))
    return markAt(indexOf(table, exact), exact)
  }
  switch (limit.unit) {
    case 'working-hour':
    case 'working-day': {
      const whole = Math.floor(limit.value)
      const share = limit.value - whole
      if (share > 0) return markOn(workingDayAfter(calendar, start.day, whole + 1), share)
      return whole === 0 ? withinTheDay(table, rules, start) : markOn(workingDayAfter(calendar, start.day, whole))
    }
    case 'calendar-day':
      return limit.value === 0 ? withinTheDay(table, rules, start) : markOn(start.day + limit.value)
    case 'month':
      if (limit.value === 0) return withinTheDay(table, rules, start)
      return markOn(addMonths(calendar.first + start.day, limit.value) - calendar.first)
    default:
      return limit.unit satisfies never
  }
}

/** Zero days: the day of receipt, or the next working day if its due hour is past or the day is off. */
function withinTheDay(table: Timetable, rules: DeadlineRules, start: Start): Mark {
  const today = markOn(start.day)
  return dueInstant(table, rules, start.at, today) < start.at
    ? markOn(workingDayAfter(table.calendar, start.day, 1))
    : today
}

/** The due instant of a mark. A term that ends on a day off ends with the next working day (Civil Code art. 148). */
export function dueInstant(table: Timetable, rules: DeadlineRules, start: number, mark: Mark): number {
  const due = Number.isNaN(mark.exact) ? dueOnDay(table, rules, start, mark.day, mark.share) : mark.exact
  return mark.extra > 0 ? spend(table, due, mark.extra) : due
}

function dueOnDay(table: Timetable, rules: DeadlineRules, start: number, day: number, share: number): number {
  const open = openDayFrom(table, firstWorkingFrom(table.calendar, day))
  if (Number.isNaN(open)) return NaN
  if (share > 0) return spend(table, openingOn(table, open), Math.round(share * lengthOf(spellsOn(table, open))))
  switch (rules.dueTime) {
    case 'closing':
      return closingOn(table, open)
    case 'day-end':
      return midnight(table, open + 1)
    case 'same-time':
      return hourOn(table, open, start - Math.floor(start / DAY_MS) * DAY_MS)
    default:
      return rules.dueTime satisfies never
  }
}

/** The day printed for a due instant: 24:00 belongs to the day it ends. */
export const printedDay = (table: Timetable, due: number): number => indexOf(table, due - 1)

/** How much of the limit's own unit lies in (pause day, resume day]; office time for limits of hours. */
export type Shift = { readonly unit: 'working-day' | 'calendar-day' | 'office-ms'; readonly value: number }

/** A pause is measured in the unit of the limit itself. */
export function shiftOf(table: Timetable, rules: DeadlineRules, limit: Limit, from: number, to: number): Shift {
  if (isSpentAsTime(limit, rules) || rules.pauseUnit === 'office-time')
    return { unit: 'office-ms', value: officeTimeAt(table, to) - officeTimeAt(table, from) }
  const [left, right] = [indexOf(table, from), indexOf(table, to)]
  return limit.unit === 'working-day'
    ? { unit: 'working-day', value: rankOf(table.calendar, right) - rankOf(table.calendar, left) }
    : { unit: 'calendar-day', value: right - left }
}

/** The mark moved on by a pause. */
export function shifted(table: Timetable, mark: Mark, shift: Shift): Mark {
  if (shift.value === 0) return mark
  if (Number.isNaN(shift.value)) return markOn(NaN)
  if (shift.unit === 'office-ms') {
    if (Number.isNaN(mark.exact)) return { ...mark, extra: mark.extra + shift.value }
    const exact = spend(table, mark.exact, shift.value)
    return markAt(indexOf(table, exact), exact)
  }
  const day =
    shift.unit === 'calendar-day'
      ? mark.day + shift.value
      : workingDayAfter(table.calendar, firstWorkingFrom(table.calendar, mark.day), shift.value)
  if (Number.isNaN(mark.exact)) return { ...mark, day }
  const open = openDayFrom(table, firstWorkingFrom(table.calendar, day))
  return Number.isNaN(open) ? markOn(NaN) : markAt(open, hourOn(table, open, mark.exact - midnight(table, mark.day)))
}

const isWholeDays = ({ unit, value }: Limit): boolean => unit === 'working-day' && value >= 1 && Number.isInteger(value)

/**
 * The fast path used in bulk: when a term that starts with this receipt ends, nothing having happened since.
 * Null where it cannot be computed; `computeDeadline` says why.
 */
export function dueAt(received: Date, limit: Limit, rules: DeadlineRules, calendar: WorkCalendar): Date | null {
  if (!(limit.value >= 0)) return null
  const table = timetableOf(rules, calendar)
  const start = takenAs(table, rules, localOf(received))
  const due = isWholeDays(limit)
    ? dueOnDay(table, rules, start, workingDayAfter(calendar, indexOf(table, start), limit.value), 0)
    : dueInstant(table, rules, start, endOfTerm(table, rules, startAt(table, start), limit))
  return Number.isNaN(due) ? null : instantOf(due)
}
