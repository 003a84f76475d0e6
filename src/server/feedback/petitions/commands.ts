import type { Day } from '#server/platform/day.ts'
import type { PetitionLimits, RuleSetId } from '#server/rulesets/index.ts'
import type { Channel, Ledger, PetitionKind, PublicText, RefusalReason, Verdict, Way } from './model.ts'

export type Command =
  | {
      readonly kind: 'file'
      readonly petitionKind: PetitionKind
      readonly channel: Channel
      readonly about: string | null
      readonly protected: boolean
      readonly anonymous: boolean
      readonly sha256: string
    }
  | {
      readonly kind: 'sort'
      readonly petitionKind: PetitionKind
      readonly unit: string
      readonly complained: string | null
      readonly officer: string | null
      readonly subject: string
    }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason; readonly words: string }
  | { readonly kind: 'transfer'; readonly to: string; readonly reason: string }
  | { readonly kind: 'ask'; readonly what: string }
  | { readonly kind: 'tell'; readonly sha256: string }
  | { readonly kind: 'call-officer'; readonly allegation: string }
  | { readonly kind: 'hear-officer'; readonly words: string }
  | { readonly kind: 'conclude'; readonly verdict: Verdict; readonly reason: string }
  | { readonly kind: 'draft'; readonly text: string }
  | { readonly kind: 'return-draft'; readonly reason: string }
  | { readonly kind: 'answer'; readonly way: Way }
  | { readonly kind: 'send-back'; readonly sha256: string }
  | { readonly kind: 'judge'; readonly satisfied: boolean }
  | { readonly kind: 'close' }
  | ({ readonly kind: 'propose-publication' } & PublicText)
  | { readonly kind: 'publish' }
  | { readonly kind: 'decline-publication'; readonly reason: string }
  | { readonly kind: 'withhold'; readonly reason: string }
  | { readonly kind: 'take-down'; readonly reason: string }
  | { readonly kind: 'open-identity'; readonly reason: string }
  | { readonly kind: 'recompute' }

/** What a decision needs beside the petition. */
export type Facts = {
  readonly now: Date
  readonly today: Day
  /** Account of who acts; null for the person who filed, and for the system. */
  readonly by: string | null
  readonly ruleSet: RuleSetId
  readonly limits: PetitionLimits
  readonly anonymousKinds: readonly PetitionKind[]
  /** The moment a ledger runs out; null while it stands still or the calendar ends. */
  due(ledger: Ledger): string | null
  /** The working day so many after today. */
  dayAfter(workingDays: number): Day
}

export type PetitionRefusal =
  | {
      readonly code:
        | 'petition-missing'
        | 'petition-words-missing'
        | 'petition-own-judge'
        | 'petition-own-case'
        | 'petition-not-behaviour'
        | 'petition-not-called'
        | 'petition-not-concluded'
        | 'petition-sent-back-before'
        | 'petition-same-hand'
        | 'petition-nothing-changes'
        | 'petition-name-missing'
    }
  | { readonly code: 'petition-phase'; readonly phase: string }
  | { readonly code: 'petition-kind-named'; readonly kind: PetitionKind }
  | { readonly code: 'petition-not-heard' | 'petition-send-back-over' | 'petition-not-over'; readonly until: Day }
