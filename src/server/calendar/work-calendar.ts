import type { Day } from '#server/platform/index.ts'
import { dayFrom, dayNumber, weekdayOf } from './days.ts'
import type { CalendarDay, DayKind } from './model.ts'

/** The office's week (Labour Code art. 111): 0 is Sunday. */
const MONDAY_TO_FRIDAY: readonly number[] = [1, 2, 3, 4, 5]

/** Days compiled for counting: adding n working days is two array reads, whatever n is. */
export type WorkCalendar = {
  readonly from: Day
  readonly to: Day
  /** Number of the first covered day; `size` days are covered. */
  readonly first: number
  readonly size: number
  /** rank[i]: working days among the covered days 0..i. */
  readonly rank: Int32Array
  /** nth[k]: index of working day k, counted from 0. */
  readonly nth: Int32Array
  /** The days that differ from their weekday, to say why. */
  readonly special: ReadonlyMap<Day, CalendarDay>
}

/** Where two entries claim one date, the stronger kind governs: a table's order never decides. */
const STRENGTH = ['swapped-working', 'holiday', 'in-lieu', 'swapped-off'] as const satisfies readonly DayKind[]
const stronger = (a: CalendarDay, b: CalendarDay) => (STRENGTH.indexOf(a.kind) <= STRENGTH.indexOf(b.kind) ? a : b)

/** Compiles the days of both ends and all between. Each date is judged on its own: off or not off, never a sum of reasons. */
export function compileCalendar(days: Iterable<CalendarDay>, from: Day, to: Day): WorkCalendar {
  const special = new Map<Day, CalendarDay>()
  for (const entry of days)
    special.set(entry.day, special.has(entry.day) ? stronger(special.get(entry.day)!, entry) : entry)
  const first = dayNumber(from)
  const size = dayNumber(to) - first + 1
  const working = new Uint8Array(size)
  for (let i = 0; i < size; i++) working[i] = MONDAY_TO_FRIDAY.includes(weekdayOf(first + i)) ? 1 : 0
  for (const { day, kind } of special.values()) {
    const i = dayNumber(day) - first
    if (i >= 0 && i < size) working[i] = kind === 'swapped-working' ? 1 : 0
  }
  const rank = new Int32Array(size)
  let count = 0
  for (let i = 0; i < size; i++) rank[i] = count += working[i]!
  const nth = new Int32Array(count)
  for (let i = size - 1; i >= 0; i--) if (working[i]) nth[--count] = i
  return { from, to, first, size, rank, nth, special }
}

/** Working days up to and with a covered day; 0 for the day before the first; NaN outside. */
export const rankOf = ({ rank, size }: WorkCalendar, i: number): number =>
  i === -1 ? 0 : i >= 0 && i < size ? rank[i]! : NaN

export const isWorking = ({ rank, size }: WorkCalendar, i: number): boolean =>
  i >= 0 && i < size && rank[i]! > (i === 0 ? 0 : rank[i - 1]!)

/** The nth working day after a day (n >= 1), the day itself not counted; NaN where the calendar ends. */
export function workingDayAfter({ rank, nth, size }: WorkCalendar, i: number, n: number): number {
  if (!(i >= 0 && i < size)) return NaN
  return nth[rank[i]! + n - 1] ?? NaN
}

/** The day itself if it is a working day, else the next one (Civil Code art. 148). */
export function firstWorkingFrom(calendar: WorkCalendar, i: number): number {
  if (!(i >= 0 && i < calendar.size)) return NaN
  return isWorking(calendar, i) ? i : workingDayAfter(calendar, i, 1)
}

/** Whether a day is a working day; false outside the known calendar. */
export const isWorkingDay = (day: Day, calendar: WorkCalendar): boolean =>
  isWorking(calendar, dayNumber(day) - calendar.first)

/** Working days after the first day up to and with the second; negative backwards; NaN outside the calendar. */
export const workingDaysBetween = (after: Day, until: Day, calendar: WorkCalendar): number =>
  rankOf(calendar, dayNumber(until) - calendar.first) - rankOf(calendar, dayNumber(after) - calendar.first)

/** The calendar with days added or taken away, for a proposal or a single question. */
export function withChanges(
  calendar: WorkCalendar,
  change: { readonly put?: readonly CalendarDay[]; readonly remove?: readonly Day[] }
): WorkCalendar {
  const days = new Map(calendar.special)
  for (const day of change.remove ?? []) days.delete(day)
  for (const entry of change.put ?? []) days.set(entry.day, entry)
  return compileCalendar(days.values(), calendar.from, calendar.to)
}

export const dayAt = (calendar: WorkCalendar, i: number): Day => dayFrom(calendar.first + i)
