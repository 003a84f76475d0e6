import type { Day } from '#server/platform/index.ts'

export const REPORT_KINDS = ['q1', 'six-months', 'q3', 'nine-months', 'year'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]
/** What a report looks at and when it is sent. `regular`: one of the four reform reports that tasks may be told in. */
export type Window = {
  readonly key: string
  readonly kind: ReportKind
  readonly year: number
  readonly from: Day
  readonly to: Day
  readonly sentBy: Day
}

/**
 * The data windows: `[first month-day, of the year before?, last month-day, sent by]`. Reform: Q1 15/12-14/3, six months
 * 15/12-14/6, Q3 15/6-14/9 (not cumulative), year 15/12-14/12, sent by the 20th of the last month (581/BNV-CCHC as a
 * department named it). Nine months, 15/12-14/9, is the window of Decree 09/2019 art. 12 that the control reports use.
 */
export const WINDOWS = {
  q1: ['12-15', true, '03-14', '03-20'],
  'six-months': ['12-15', true, '06-14', '06-20'],
  q3: ['06-15', false, '09-14', '09-20'],
  'nine-months': ['12-15', true, '09-14', '09-20'],
  year: ['12-15', true, '12-14', '12-20']
} as const satisfies Record<ReportKind, readonly [string, boolean, string, string]>

export function windowOf(kind: ReportKind, year: number): Window {
  const [first, before, last, sent] = WINDOWS[kind]
  return {
    key: `${year}-${kind}`,
    kind,
    year,
    from: `${before ? year - 1 : year}-${first}`,
    to: `${year}-${last}`,
    sentBy: `${year}-${sent}`
  }
}

const REGULAR = ['q1', 'six-months', 'q3', 'year'] as const
/** The regular reform reports of some years, in the order in which they are sent. */
export const regularReports = (from: number, to: number): Window[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).flatMap(year =>
    REGULAR.map(kind => windowOf(kind, year))
  )
