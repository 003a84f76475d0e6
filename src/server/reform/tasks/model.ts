import type { FileRef } from '#server/documents/index.ts'
import type { UnitCode } from '#server/organisation/index.ts'
import type { Day } from '#server/platform/index.ts'

export type TaskId = string & { readonly brand?: 'TaskId' }

export const EVERY = ['week', 'month', 'quarter', 'year'] as const
export type Every = (typeof EVERY)[number]
/** What ends a task or a period of it: the product handed in, a line in the regular report, or the published edition. */
export const CLOSES_BY = ['product', 'report', 'edition'] as const
export type ClosesBy = (typeof CLOSES_BY)[number]

/** When a task is to be done. `open` is "urgent" or "soon" without a day: it can be urged, but is never late. */
export type Deadline =
  | { readonly kind: 'date'; readonly due: Day }
  | { readonly kind: 'recurring'; readonly every: Every; readonly until: Day | null }
  | { readonly kind: 'with-report'; readonly until: Day }
  | { readonly kind: 'standing' }
  | { readonly kind: 'open'; readonly urgency: 'urgent' | 'soon' }
export const DEADLINE_KINDS = [
  'date',
  'recurring',
  'with-report',
  'standing',
  'open'
] as const satisfies readonly Deadline['kind'][]

/** A stretch of a duty that comes again: `2022-08`, `2022-Q3`. */
export type Period = { readonly key: string; readonly due: Day }
export type Proof = { readonly words: string; readonly document: string; readonly files: readonly FileRef[] }
export type ClosedPeriod = Period & { readonly closedOn: Day; readonly proof: Proof }

/** What a cooperating agency owes the lead. */
export type Part = {
  readonly unit: UnitCode
  readonly content: string
  readonly due: Day | null
  readonly doneOn: Day | null
}
/** While the lead waits for another agency, the clock is that agency's. */
export type Wait = { readonly on: UnitCode; readonly what: string; readonly from: Day; readonly to: Day | null }
export type Extension = { readonly from: Day; readonly to: Day; readonly document: string; readonly on: Day }

export type Given = {
  readonly code: string
  readonly directive: string | null
  readonly item: number | null
  readonly planItem: string | null
  readonly content: string
  readonly product: string
  readonly field: string
  readonly giver: UnitCode
  readonly lead: UnitCode
  readonly parts: readonly Omit<Part, 'doneOn'>[]
  readonly deadline: Deadline
  readonly closesBy: ClosesBy
  readonly givenOn: Day
  readonly startsOn: Day
  readonly firstDue: Day | null
  readonly due: Day | null
  /** The open period of a duty that comes again. */
  readonly period: Period | null
  readonly weight: number
  /** Account of the vice-chair in charge. */
  readonly viceChair: string | null
  readonly inherits: TaskId | null
}

export type Task = Omit<Given, 'parts'> & {
  readonly id: TaskId
  readonly version: number
  readonly parts: readonly Part[]
  readonly percent: number
  readonly reported: { readonly on: Day; readonly proof: Proof } | null
  readonly doneOn: Day | null
  readonly doneLate: boolean
  readonly asked: { readonly until: Day; readonly reason: string; readonly document: string } | null
  readonly extensions: readonly Extension[]
  readonly waits: readonly Wait[]
  readonly periods: readonly ClosedPeriod[]
  readonly returns: number
  readonly ended: 'accepted' | 'withdrawn' | 'passed-on' | null
}

/** Derived, never typed. `standing` has no end and no date; `open` tasks without a day are in time. */
export const STATUSES = [
  'late',
  'at-risk',
  'extended',
  'in-time',
  'not-yet-due',
  'standing',
  'done-on-time',
  'done-late',
  'withdrawn'
] as const
export type Status = (typeof STATUSES)[number]
/** Statuses of tasks that are not ended. */
export const OPEN: readonly Status[] = ['late', 'at-risk', 'extended', 'in-time', 'not-yet-due', 'standing']
