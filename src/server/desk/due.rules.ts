import { workingDaysBetween, workingMinutesBetween } from '#server/calendar/index.ts'
import type { Hours, WorkCalendar } from '#server/calendar/index.ts'
import { dayOf } from '#server/platform/index.ts'

/** How something due stands, and how much working time is left until then (negative: late by so much). */
export type DueFact = {
  readonly state: 'in-time' | 'soon' | 'late' | 'paused' | 'met' | 'missed' | 'none'
  readonly dueAt: Date | null
  readonly left: { readonly value: number; readonly unit: 'working-day' | 'working-hour' } | null
}
export type OfficeTime = { readonly calendar: WorkCalendar; readonly hours: Hours }
type Deadline = { readonly dueAt: Date | null; readonly finishedAt?: Date | null; readonly paused?: boolean }

/** The state of a due instant at a moment. A working day or less left is soon. */
export function dueFact(
  { dueAt, finishedAt = null, paused = false }: Deadline,
  now: Date,
  office: OfficeTime
): DueFact {
  if (paused && !finishedAt) return { state: 'paused', dueAt: null, left: null }
  if (!dueAt) return { state: 'none', dueAt: null, left: null }
  if (finishedAt) return { state: finishedAt > dueAt ? 'missed' : 'met', dueAt, left: null }
  const left = timeLeft(dueAt, now, office)
  if (now > dueAt) return { state: 'late', dueAt, left }
  const soon = left !== null && (left.unit === 'working-hour' || left.value <= 1)
  return { state: soon ? 'soon' : 'in-time', dueAt, left }
}

/** Told in whole working days; within one office day of the due instant in hours, to the half. */
function timeLeft(dueAt: Date, now: Date, { calendar, hours }: OfficeTime): DueFact['left'] {
  const minutes = workingMinutesBetween(now, dueAt, hours, calendar)
  if (Number.isNaN(minutes)) return null
  const days = workingDaysBetween(dayOf(now), lastDayOf(dueAt), calendar)
  if (Math.abs(minutes) > dayMinutes(hours) && days !== 0) return { value: days, unit: 'working-day' }
  const halves = Math.max(1, Math.round(Math.abs(minutes) / 30))
  return { value: ((now > dueAt ? -1 : 1) * halves) / 2, unit: 'working-hour' }
}

/** Midnight ends the day before it. */
const lastDayOf = (dueAt: Date) => dayOf(new Date(dueAt.getTime() - 1))

const minuteOf = (hour: string): number => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3))
const dayMinutes = ({ hours }: Hours): number =>
  hours.reduce((sum, [open, close]) => sum + minuteOf(close) - minuteOf(open), 0)
