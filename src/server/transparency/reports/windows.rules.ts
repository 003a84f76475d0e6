import { shiftDay } from '#server/platform/index.ts'
import type { Day } from '#server/platform/index.ts'

/** The day of the month on which a reporting period begins (NĐ 09/2019 art. 12); another may be set. */
export const CUT_OFF_DAY = 15
export const SPANS = ['Q1', 'Q2', 'Q3', 'Q4', 'H1', '9M', 'year'] as const
export type Span = (typeof SPANS)[number]
/** First and last month whose cut-off closes it, the year before being month 0. */
const MONTHS: Readonly<Record<Span, readonly [number, number]>> = {
  Q1: [0, 3],
  Q2: [3, 6],
  Q3: [6, 9],
  Q4: [9, 12],
  H1: [0, 6],
  '9M': [0, 9],
  year: [0, 12]
}

/** The official window: quarter 1 of 2026 is 15/12/2025 to 14/03/2026. */
export function windowOf(year: number, span: Span, cutOff = CUT_OFF_DAY): { from: Day; to: Day } {
  const [first, last] = MONTHS[span]
  const at = (month: number): Day =>
    `${month === 0 ? year - 1 : year}-${String(month || 12).padStart(2, '0')}-${String(cutOff).padStart(2, '0')}`
  return { from: at(first), to: shiftDay(at(last), -1) }
}

/** The quarter a day falls in, e.g. 20/12/2026 lies in quarter 1 of 2027. */
export function quarterOn(day: Day, cutOff = CUT_OFF_DAY): { year: number; span: Span } {
  const year = Number(day.slice(0, 4))
  for (const span of ['Q1', 'Q2', 'Q3', 'Q4'] as const)
    if (day <= windowOf(year, span, cutOff).to) return { year, span }
  return { year: year + 1, span: 'Q1' }
}

export const quarterBefore = ({ year, span }: { year: number; span: Span }): { year: number; span: Span } =>
  span === 'Q1' ? { year: year - 1, span: 'Q4' } : { year, span: SPANS[SPANS.indexOf(span) - 1]! }
