import type { Limit } from '#server/calendar/index.ts'
import type { RuleSet } from '#server/rulesets/index.ts'
import type { ProcessModel } from '#server/workflow/index.ts'
import type { Instant, Ledger } from './model.ts'

/** What the decider may know of the world, gathered by the action before it asks. */
export type Facts = {
  readonly now: Date
  readonly rules: RuleSet
  readonly actor: { readonly id: string | null; readonly name: string }
  /** The process of the dossier's own procedure revision; null where it is settled at once. */
  readonly process: ProcessModel | null
  readonly clock: Clock
  /** The unit that is asked when a step says `consulted`. */
  readonly consultedUnit?: string
  /** Until when its opinion is wanted, where the one who asks named a day. */
  readonly consultedBy?: Date
}

/** The calendar slice's engine, bound to the settling office's hours and the rule set. Nothing else counts days. */
export type Clock = {
  /** Replays a ledger: when counting starts, what was due at first and what is due now (null while paused). */
  due(ledger: Ledger): Due
  /** When a step entered now is due by its own norm; null where its time does not count. */
  stepDue(enteredAt: Date, norm: Limit | null): Date | null
}
export type Due = {
  readonly startedAt: Instant
  readonly originalDueAt: Instant | null
  readonly dueAt: Instant | null
  /** How many of the ledger's extensions were granted by the rules. */
  readonly extensionsGranted: number
  readonly error?: string
}
