import { shiftDay, startOf } from '#server/platform/index.ts'
import type { Day } from '#server/platform/index.ts'

/** A month `2026-11`, a quarter `2026-Q4` or a year `2026`. */
export type Period = string & { readonly brand?: 'Period' }
export const isPeriod = (text: string): boolean => /^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/.test(text)

/** The first day of a period and the first day after it. */
export function daysOf(period: Period): { first: Day; after: Day } {
  const year = Number(period.slice(0, 4))
  const part = period.slice(5)
  if (part === '') return { first: `${year}-01-01`, after: `${year + 1}-01-01` }
  const [month, months] = part.startsWith('Q') ? [Number(part[1]) * 3 - 2, 3] : [Number(part), 1]
  const next = month + months
  return { first: dayIn(year, month), after: next > 12 ? dayIn(year + 1, next - 12) : dayIn(year, next) }
}

/** The instants of a period; `moment` is its end, or now while it runs. */
export function spanOf(period: Period, now: Date): { since: Date; before: Date; moment: Date } {
  const { first, after } = daysOf(period)
  return spanBetween(first, shiftDay(after, -1), now)
}
export function spanBetween(first: Day, last: Day, now: Date): { since: Date; before: Date; moment: Date } {
  const before = startOf(shiftDay(last, 1))
  return { since: startOf(first), before, moment: now < before ? now : before }
}

const dayIn = (year: number, month: number): Day => `${year}-${String(month).padStart(2, '0')}-01`

export const monthOf = (day: Day): Period => day.slice(0, 7)
export const quarterOf = (day: Day): Period => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
export const isOver = (period: Period, today: Day): boolean => daysOf(period).after <= today
/** The month before, e.g. `2026-10` for a day of November. */
export const monthBefore = (day: Day): Period => shiftDay(`${day.slice(0, 7)}-01`, -1).slice(0, 7)

/** The last months up to a day, newest first, then its quarters and years: what people choose from. */
export function periodsUpTo(today: Day, months = 13): Period[] {
  const list: Period[] = [monthOf(today)]
  while (list.length < months) list.push(monthBefore(`${list.at(-1)!}-01`))
  const quarters = [...new Set(list.map(month => quarterOf(`${month}-01`)))]
  return [...list, ...quarters, ...new Set(list.map(month => month.slice(0, 4)))]
}
