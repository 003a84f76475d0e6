import type { Day } from '#server/platform/index.ts'
import { VIETNAM_OFFSET_MS } from '#server/platform/index.ts'

/**
 * Inside the kernel a day is a number (days since 1 January 1970) and an instant is `local` milliseconds (UTC+7, no
 * summer time), so that day and hour fall out of one division. NaN means: outside the known calendar.
 */
export const DAY_MS = 86_400_000

export const localOf = (instant: Date): number => instant.getTime() + VIETNAM_OFFSET_MS
export const instantOf = (local: number): Date => new Date(local - VIETNAM_OFFSET_MS)
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS
export const dayFrom = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10)
/** 0 is Sunday; day 0 (1 January 1970) was a Thursday. */
export const weekdayOf = (number: number): number => (((number + 4) % 7) + 7) % 7

/** The same day number so many months on, in one step; the month's last day where it is missing (Civil Code art. 148). */
export function addMonths(number: number, months: number): number {
  const day = new Date(number * DAY_MS)
  const month = day.getUTCMonth() + months
  const lastDay = new Date(Date.UTC(day.getUTCFullYear(), month + 1, 0)).getUTCDate()
  return Date.UTC(day.getUTCFullYear(), month, Math.min(day.getUTCDate(), lastDay)) / DAY_MS
}

/** `2026-11-23T09:00:00+07:00`. */
export const vietnamTime = (instant: Date): string =>
  `${new Date(localOf(instant)).toISOString().slice(0, instant.getMilliseconds() === 0 ? 19 : 23)}+07:00`

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/

/** Reads an instant; without an offset it is Vietnamese time. Tells a slip of the pen from a date that does not exist. */
export function readInstant(text: string): Date | 'unreadable' | 'impossible' {
  const [, day, hour, second = ':00', zone = '+07:00'] = INSTANT.exec(text) ?? []
  if (!day || !hour) return 'unreadable'
  const instant = new Date(`${day}T${hour}${second}${zone}`)
  return isRealDay(day) && !Number.isNaN(instant.getTime()) ? instant : 'impossible'
}

/** 30 February is not a day. */
export function isRealDay(day: string): boolean {
  const number = dayNumber(day)
  return !Number.isNaN(number) && dayFrom(number) === day
}
