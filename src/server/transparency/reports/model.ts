import type { Day } from '#server/platform/index.ts'

/** What a column counts: dossiers that came and went so, by channel; left out means all. */
export type Filter = {
  readonly came?: readonly (4 | 5 | 6)[]
  readonly went?: readonly (8 | 9 | 10 | 12 | 13)[]
  readonly channel?: readonly string[]
}
export type Column = {
  /** The official number, the key in every output. */
  readonly no: string
  readonly title: string
  readonly short: string
  /** The heading over several columns. */
  readonly over?: string
  readonly counts: Filter | ProcedureCount
}
/** Form II.07b counts procedures: those a unit settles, of them through the one-stop desk, and internal processes. */
export type ProcedureCount = {
  readonly procedures: 'competence' | 'one-stop' | 'process'
  readonly level?: 'province' | 'district' | 'commune'
}
export type Check = { readonly left: string; readonly right: readonly string[] }
export type Template = {
  readonly code: string
  readonly version: string
  readonly title: string
  readonly basis: string
  /** What a line is; the first column's heading. */
  readonly lines: 'field' | 'unit'
  readonly lineTitle: string
  readonly columns: readonly Column[]
  readonly checks: readonly Check[]
  /** Column 6 of a period equals this column of the one before. */
  readonly carryOver?: { readonly from: string; readonly to: string }
  /** The report of the agencies that this one is made of. */
  readonly mergedFrom?: string
}

/** Endings that an administrator may have counted as on time; said openly on every report. */
export const FAVOURED = ['withdrawn', 'returned', 'waiting'] as const
export type Favoured = (typeof FAVOURED)[number]

/** One count of the statement: dossiers of a line that came, went and were filed in one way. */
export type Tally = {
  line: string
  name: string | null
  level: string | null
  came: number
  went: number
  channel: string
  count: number
}
export type Cells = Readonly<Record<string, number>>
export type Line = {
  readonly key: string
  readonly name: string
  readonly level: string | null
  readonly cells: Cells
}
export type Grid = { readonly lines: readonly Line[]; readonly total: Cells }
/** A check that does not hold, on a line or on the total. */
export type Failure = { readonly line: string; readonly column: string; readonly is: number; readonly should: number }

export type ReportAsked = {
  readonly template: string
  readonly unit: string | null
  readonly from: Day
  readonly to: Day
}
export type Report = Grid & {
  readonly template: string
  readonly version: string
  readonly unit: string
  readonly from: Day
  readonly to: Day
  readonly favoured: readonly Favoured[]
  readonly failures: readonly Failure[]
  /** What the sent report of the period before left in hand, where it is not what this one begins with. */
  readonly carryOver: { readonly before: number; readonly now: number } | null
  /** Dossiers of other systems of which lateness is not known: counted nowhere. */
  readonly leftOut: number
  readonly asOf: string
}
