import type { Period } from '../period.rules.ts'

export type GroupCode = '1' | '2' | '3' | '4' | '5'
/** What is counted for a component; several components may share one. */
export const MEASURES = [
  'announced-on-time',
  'public-on-time',
  'content-full',
  'synced',
  'progress',
  'average-time',
  'online-procedures',
  'online-used',
  'online-dossiers',
  'fee-data',
  'fee-used',
  'paid-online',
  'e-result',
  'digitised',
  'reused',
  'stored',
  'population-procedures',
  'population-dossiers',
  'certified-copies',
  'petitions-classified',
  'petitions-on-time',
  'petitions-satisfied',
  'reception-satisfied'
] as const
export type Measure = (typeof MEASURES)[number]

/** One component of the official formula; thresholds are parameters, never constants of the code. */
export type Component = {
  readonly code: string
  readonly group: GroupCode
  readonly max: number
  readonly measure: Measure
  readonly over: 'dossier' | 'procedure' | 'unit' | 'petition'
  /** The share that earns full marks. */
  readonly full: number
  /** Points where there is nothing to count: stated by the rule, or null where it does not say. */
  readonly empty: number | null
  /** The share is multiplied by that of this component (3.3 by synchronisation). */
  readonly times?: string
}
/** A formula as published or as found in use; its id is the version on every figure. */
export type Formula = {
  readonly id: string
  readonly basis: string
  readonly from: string
  readonly components: readonly Component[]
}

/** Numbers, or the reason why no part of the system can tell them. `unknown`: dossiers of which nothing can be said. */
export type Counted = { readonly numerator: number; readonly denominator: number; readonly unknown?: number }
export type Uncounted = { readonly reason: Reason }
export const REASONS = [
  'nothing-to-count',
  'sync-not-recorded',
  'petitions-not-recorded',
  'ratings-not-recorded',
  'reuse-not-recorded',
  'store-not-recorded',
  'population-not-recorded',
  'copies-not-recorded',
  'dates-not-recorded'
] as const
export type Reason = (typeof REASONS)[number]
export type Measured = Partial<Record<Measure, Counted | Uncounted>>

export type ComponentFigure = {
  readonly code: string
  readonly group: GroupCode
  readonly measure: Measure
  readonly over: Component['over']
  readonly max: number
  readonly full: number
  readonly numerator: number | null
  readonly denominator: number | null
  readonly unknown: number
  /** Null: no data, for this reason. */
  readonly points: number | null
  readonly reason: Reason | null
  /** What the official rule gives where there is nothing to count; null where it does not say. */
  readonly officialWhenEmpty: number | null
  /** Points still missing, and how many more of what is counted would close the gap. */
  readonly gap: number | null
  readonly toClose: number | null
  /** A factor that no part of the system can tell and that was left at one: its component's code. */
  readonly assumed: string | null
  readonly version: string
}
export type GroupFigure = {
  readonly code: GroupCode
  readonly max: number
  readonly points: number
  /** Full marks of the components that could be counted. */
  readonly countable: number
  readonly components: readonly ComponentFigure[]
}
export type ServiceIndex = {
  readonly unit: string
  readonly period: Period
  readonly version: string
  readonly asOf: string
  readonly points: number
  readonly countable: number
  readonly max: number
  readonly groups: readonly GroupFigure[]
}
