import { shiftDay } from '#server/platform/day.ts'
import type { Day } from '#server/platform/index.ts'
import { MONTHS } from './model.ts'

/** The public window that ends with a day: whole months before its own, which runs up to it. */
export function windowEnding(last: Day, months = MONTHS): { first: Day; last: Day } {
  let first = `${last.slice(0, 7)}-01`
  for (let back = 1; back < months; back++) first = `${shiftDay(first, -1).slice(0, 7)}-01`
  return { first, last }
}
