import type { Day, Refusal, Result } from '#server/platform/index.ts'

export type CaseKind = 'component' | 'lost-point' | 'accountability' | 'inspection'
/** Who did it and on which day: what every event of a case carries. */
export type Told<Type extends string, Data> = { readonly type: Type; readonly at: string; readonly data: Data }
export type By = { readonly at: string; readonly today: Day; readonly name: string; readonly unit: string | null }

/** What screens list a case by, derived from its state. */
export type Columns = {
  readonly edition: string | null
  readonly subject: string
  readonly node: string | null
  readonly owner: string
  readonly phase: string
  readonly due: Day | null
}
export type Points = {
  readonly self: number | null
  readonly round1: number | null
  readonly final: number | null
  readonly low: number | null
  readonly high: number | null
}

/** A kind of case: pure decisions and their fold. */
export type CaseRules<State, Command, Event extends Told<string, unknown>> = {
  readonly kind: CaseKind
  decide(state: State | null, command: Command, by: By): Result<Event[], Refusal>
  evolve(state: State | null, event: Event): State
  columns(state: State): Columns
  /** The points the case has given its criterion, where it has. */
  points?(state: State): Points
}
