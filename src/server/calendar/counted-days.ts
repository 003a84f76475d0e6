import { weekdayOf } from './days.ts'
import type { Segment } from './ledger.rules.ts'
import { dueInstant, isSpentAsTime, printedDay } from './limit.rules.ts'
import type { CountedDay, DayReason, DeadlineRules } from './model.ts'
import type { Timetable } from './timetable.ts'
import { indexOf, isOpen, midnight, officeTimeAt } from './timetable.ts'
import { dayAt, isWorking } from './work-calendar.ts'

/** The days of one segment, each counted or passed over with its reason: exactly as many are counted as the limit says. */
export function countedDays(rules: DeadlineRules, table: Timetable, segment: Segment): CountedDay[] {
  if (isSpentAsTime(segment.limit, rules))
    return spentDays(table, segment, segment.start.at, segment.mark.exact, 'office-time')
  const whole = wholeDays(table, rules, segment)
  if (segment.mark.extra === 0) return whole
  const day = dueInstant(table, rules, segment.start.at, { ...segment.mark, extra: 0 })
  const due = dueInstant(table, rules, segment.start.at, segment.mark)
  return [...whole, ...spentDays(table, { ...segment, stopped: [] }, day, due, 'given-back')]
}

function wholeDays(table: Timetable, rules: DeadlineRules, { limit, start, mark, pausedDays }: Segment): CountedDay[] {
  const printed = printedDay(table, dueInstant(table, rules, start.at, { ...mark, extra: 0 }))
  const days: CountedDay[] = [{ ...dayOff(table, start.day), counted: false, why: 'first-day' }]
  let left = limit.unit === 'month' ? 0 : Math.ceil(limit.value)
  for (let i = start.day + 1; i <= printed; i++) {
    const paused = pausedDays.some(([after, until]) => i > after && i <= until)
    if (limit.unit === 'working-day' && !isWorking(table.calendar, i)) days.push(dayOff(table, i))
    else if (paused) days.push({ ...named(table, i), counted: false, why: 'paused' })
    else if (left > 0) {
      left--
      const share = left === 0 && mark.share > 0 ? { share: mark.share } : {}
      days.push({ ...named(table, i), counted: true, why: reasonToCount(table, i, limit.unit), ...share })
    } else if (i === printed)
      days.push({
        ...named(table, i),
        counted: false,
        why: limit.unit === 'month' && i === mark.day ? 'end-of-term' : 'moved'
      })
    else if (i === mark.day && limit.unit === 'month')
      days.push({ ...named(table, i), counted: false, why: 'end-of-term' })
    else if (i >= mark.day) days.push(dayOff(table, i))
  }
  return days
}

const reasonToCount = (table: Timetable, i: number, unit: string): DayReason =>
  table.calendar.special.get(dayAt(table.calendar, i))?.kind === 'swapped-working'
    ? 'swapped-working'
    : unit === 'working-day'
      ? 'working-day'
      : 'calendar-day'

/** Office minutes per day between two instants, less what a pause took. */
function spentDays(table: Timetable, segment: Segment, from: number, to: number, why: DayReason): CountedDay[] {
  const days: CountedDay[] = []
  const between = (a: number, b: number) => (b > a ? officeTimeAt(table, b) - officeTimeAt(table, a) : 0)
  for (let i = indexOf(table, from); i <= printedDay(table, to); i++) {
    const [open, close] = [Math.max(from, midnight(table, i)), Math.min(to, midnight(table, i + 1))]
    const stopped = segment.stopped.reduce((sum, [a, b]) => sum + between(Math.max(a, open), Math.min(b, close)), 0)
    const minutes = (between(open, close) - stopped) / 60_000
    if (minutes > 0) days.push({ ...named(table, i), counted: true, why, minutes })
    else if (!isOpen(table, i)) days.push(dayOff(table, i))
    else if (stopped > 0) days.push({ ...named(table, i), counted: false, why: 'paused' })
  }
  return days
}

function named(table: Timetable, i: number): Pick<CountedDay, 'day' | 'name'> {
  const day = dayAt(table.calendar, i)
  const special = table.calendar.special.get(day)
  return special ? { day, name: special.name } : { day }
}

/** Why nothing is counted on a day: what the calendar says of it, else its weekday, else the office is closed. */
function dayOff(table: Timetable, i: number): CountedDay {
  const special = table.calendar.special.get(dayAt(table.calendar, i))
  const weekday = weekdayOf(table.calendar.first + i)
  const why: DayReason =
    special && special.kind !== 'swapped-working' ? special.kind : weekday === 0 || weekday === 6 ? 'weekend' : 'closed'
  return { ...named(table, i), counted: false, why }
}
