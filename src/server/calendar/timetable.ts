import { DAY_MS, dayNumber } from './days.ts'
import type { DeadlineRules, Spell } from './model.ts'
import type { WorkCalendar } from './work-calendar.ts'
import { isWorking, workingDayAfter } from './work-calendar.ts'

/** The office's hours laid over the calendar: office time before every day is known, so spending it is one search. */
export type Timetable = {
  readonly calendar: WorkCalendar
  /** Spells in milliseconds of the day: open, close, open, close … */
  readonly usual: Int32Array
  readonly byDay: ReadonlyMap<number, Int32Array>
  /** Length of the usual office day. */
  readonly dayLength: number
  /** before[i]: office milliseconds on all covered days before day i. */
  readonly before: Float64Array
}

export const hourMs = (hour: string): number => (Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3))) * 60_000

const compileSpells = (spells: readonly Spell[]): Int32Array =>
  Int32Array.from(spells.flatMap(([open, close]) => [hourMs(open), hourMs(close)]))

export const lengthOf = (spells: Int32Array): number =>
  spells.reduce((sum, hour, i) => (i % 2 ? sum + hour : sum - hour), 0)

function compileTimetable(
  hours: readonly Spell[],
  hoursByDate: DeadlineRules['hoursByDate'],
  calendar: WorkCalendar
): Timetable {
  const usual = compileSpells(hours)
  const dayLength = lengthOf(usual)
  const byDay = new Map(
    Object.entries(hoursByDate).map(([day, spells]) => [dayNumber(day) - calendar.first, compileSpells(spells)])
  )
  const before = new Float64Array(calendar.size + 1)
  for (let i = 0; i < calendar.size; i++) {
    const special = byDay.get(i)
    before[i + 1] = before[i]! + (isWorking(calendar, i) ? (special ? lengthOf(special) : dayLength) : 0)
  }
  return { calendar, usual, byDay, dayLength, before }
}

export type Hours = Pick<DeadlineRules, 'hours' | 'hoursByDate'>
type ByHours = WeakMap<object, WeakMap<object, Timetable>>
const compiled = new WeakMap<WorkCalendar, ByHours>()
/** The last one asked for: in bulk it is nearly always the next one too. */
let last: { calendar: WorkCalendar; hours: object; hoursByDate: object; table: Timetable } | null = null

/** The timetable of these hours on this calendar, compiled once for the same objects. */
export function timetableOf({ hours, hoursByDate }: Hours, calendar: WorkCalendar): Timetable {
  if (last?.calendar === calendar && last.hours === hours && last.hoursByDate === hoursByDate) return last.table
  const ofCalendar = getOrMake(compiled, calendar, (): ByHours => new WeakMap())
  const ofHours = getOrMake(ofCalendar, hours, (): WeakMap<object, Timetable> => new WeakMap())
  const table = getOrMake(ofHours, hoursByDate, () => compileTimetable(hours, hoursByDate, calendar))
  last = { calendar, hours, hoursByDate, table }
  return table
}

function getOrMake<K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}

export const spellsOn = (table: Timetable, i: number): Int32Array =>
  table.byDay.size === 0 ? table.usual : (table.byDay.get(i) ?? table.usual)

/** Whether the office counts this day and is open on it. */
export const isOpen = (table: Timetable, i: number): boolean =>
  isWorking(table.calendar, i) && spellsOn(table, i).length > 0

export const indexOf = (table: Timetable, local: number): number => Math.floor(local / DAY_MS) - table.calendar.first
export const midnight = (table: Timetable, i: number): number => (table.calendar.first + i) * DAY_MS

/** The first day from this one on that is a working day with hours; NaN where the calendar ends. */
export function openDayFrom(table: Timetable, i: number): number {
  let day = i
  while (day < table.calendar.size && !isOpen(table, day)) day = workingDayAfter(table.calendar, day, 1)
  return day >= 0 && day < table.calendar.size ? day : NaN
}
export const openingOn = (table: Timetable, i: number): number => midnight(table, i) + spellsOn(table, i)[0]!
export function closingOn(table: Timetable, i: number): number {
  const spells = spellsOn(table, i)
  return midnight(table, i) + spells[spells.length - 1]!
}

/** Office time from the calendar's first day to an instant; NaN outside. */
export function officeTimeAt(table: Timetable, local: number): number {
  const i = indexOf(table, local)
  if (i === table.calendar.size && local === midnight(table, i)) return table.before[i]!
  if (!(i >= 0 && i < table.calendar.size)) return NaN
  if (!isWorking(table.calendar, i)) return table.before[i]!
  const spells = spellsOn(table, i)
  const hour = local - midnight(table, i)
  let spent = table.before[i]!
  for (let s = 0; s < spells.length; s += 2) spent += Math.max(0, Math.min(hour, spells[s + 1]!) - spells[s]!)
  return spent
}

/** The first day at whose end `time` is reached (`passed`: is exceeded). */
function dayReaching({ before, calendar }: Timetable, time: number, passed: boolean): number {
  let low = 0
  let high = calendar.size
  while (low < high) {
    const middle = (low + high) >> 1
    const end = before[middle + 1]!
    if (passed ? end > time : end >= time) high = middle
    else low = middle + 1
  }
  return low
}

/** The instant of an amount of office time. `earliest`: a sum that ends with a spell ends there; else the next opening. */
function instantAt(table: Timetable, time: number, earliest: boolean): number {
  const i = dayReaching(table, time, !earliest)
  if (!(time >= 0) || i >= table.calendar.size) return NaN
  const spells = spellsOn(table, i)
  let rest = time - table.before[i]!
  for (let s = 0; s < spells.length; s += 2) {
    const length = spells[s + 1]! - spells[s]!
    if (earliest ? rest <= length : rest < length) return midnight(table, i) + spells[s]! + rest
    rest -= length
  }
  return NaN
}

/** The instant itself in office time, else the next opening: the closing minute is already outside. */
export const nextOpen = (table: Timetable, local: number): number => instantAt(table, officeTimeAt(table, local), false)

/** Spends office time forward; nothing at all lands on the next open moment. */
export const spend = (table: Timetable, local: number, ms: number): number =>
  ms > 0 ? instantAt(table, officeTimeAt(table, local) + ms, true) : nextOpen(table, local)

/** Counts office time back; on an edge the later opening is taken. */
export const spendBack = (table: Timetable, local: number, ms: number): number =>
  instantAt(table, officeTimeAt(table, local) - ms, false)

/** An hour on an open day: moved to the next spell's opening from a break, to closing after it. */
export function hourOn(table: Timetable, i: number, hour: number): number {
  const spells = spellsOn(table, i)
  for (let s = 0; s < spells.length; s += 2)
    if (hour <= spells[s + 1]!) return midnight(table, i) + Math.max(hour, spells[s]!)
  return closingOn(table, i)
}

export const hasWorkingTime = ({ before }: Timetable): boolean => before.at(-1)! > 0
