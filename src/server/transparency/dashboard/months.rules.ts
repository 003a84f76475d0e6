import { shiftDay } from '#server/platform/day.ts'
import { daysOf, monthOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import type { Cell } from './store.ts'

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

/** All months from one to another, both included. */
export function monthsBetween({ from, to }: { from: string; to: string }): string[] {
  const months: string[] = []
  for (let month = to; month >= from; month = monthOf(shiftDay(`${month}-01`, -1))) months.unshift(month)
  return months
}

/** What the months of the whole province come to: settled on time, late, and all that was settled. */
export const trendMonths = (months: readonly { period: string; cells: readonly Cell[] }[]) =>
  months.map(({ period, cells }) => {
    const sum = (at: 2 | 3 | 4) => cells.reduce((all, cell) => all + cell[at], 0)
    return { month: period, onTime: sum(2), late: sum(3), settled: sum(4) }
  })
