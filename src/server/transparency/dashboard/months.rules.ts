import { shiftDay } from '#server/platform/day.ts'
import { daysOf, monthOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'

/** The first and last month of a period. */
export function monthsIn(period: Period): { from: string; to: string } {
  const { first, after } = daysOf(period)
  return { from: monthOf(first), to: monthOf(shiftDay(after, -1)) }
}

/** So many months up to the last of a period. */
export function monthsUpTo(period: Period, count = 13): { from: string; to: string } {
  const { to } = monthsIn(period)
  let from = to
  for (let back = 1; back < count; back++) from = monthOf(shiftDay(`${from}-01`, -1))
  return { from, to }
}
