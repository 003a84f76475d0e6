import type { Limit } from '#server/calendar/index.ts'
import type { Day } from '#server/platform/day.ts'
import type { CorrectableField, Filing } from './events.ts'
import type { FileRef, PaperEntry, PauseCause, Reason, ResultEntry, Signing, SigningTurn } from './model.ts'

/** What people ask of a dossier, in the words of the office. Parsed and authorised before the decider sees it. */
export type Command =
  | { readonly kind: 'file'; readonly code: string; readonly filing: Filing }
  | { readonly kind: 'receive'; readonly code: string; readonly filing: Filing }
  | {
      readonly kind: 'settle-at-once'
      readonly code: string
      readonly filing: Filing
      readonly number: string
      readonly note: string
    }
  | { readonly kind: 'accept' }
  | { readonly kind: 'refuse-reception'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'ask-supplement'; readonly reasons: readonly Reason[] }
  | {
      readonly kind: 'supplement'
      readonly papers: readonly PaperEntry[]
      readonly note: string
      readonly form?: Readonly<Record<string, unknown>>
    }
  | { readonly kind: 'ask-fee'; readonly amount: number; readonly reason: string }
  | {
      readonly kind: 'pay-fee'
      readonly amount: number
      readonly method: 'cash' | 'transfer' | 'online'
      readonly receipt: string
    }
  | { readonly kind: 'pause'; readonly cause: Exclude<PauseCause, 'supplement' | 'fee'>; readonly reason: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'extend'; readonly limit: Limit; readonly reason: string }
  | { readonly kind: 'recompute'; readonly because: string }
  | { readonly kind: 'claim'; readonly token: string }
  | {
      readonly kind: 'assign'
      readonly token: string
      readonly officer: string
      readonly officerName: string
      readonly note: string
    }
  | { readonly kind: 'release'; readonly token: string; readonly note: string }
  | {
      readonly kind: 'complete'
      readonly token: string
      readonly outcome: string
      readonly note: string
      readonly files: readonly FileRef[]
      readonly data: Readonly<Record<string, unknown>>
      readonly result: Pick<ResultEntry, 'kind' | 'number' | 'files' | 'note'> | null
      /** What the applicant is asked for, where the outcome leads to waiting for the applicant. */
      readonly reasons?: readonly Reason[]
      /** Who signs in which order, where the outcome leads to signing and the order was chosen. */
      readonly signers?: readonly SigningTurn[]
      /** Whom a paper that is initialled here names as its signer. Said by the action, never by a form. */
      readonly names?: NonNullable<Signing['names']>
      /** The unit whose opinion is asked, where the outcome leads to a step that does not name one. */
      readonly consult?: string
      /** The day by which that opinion is wanted; left out, the step's own time counts. */
      readonly consultBy?: Day
    }
  | { readonly kind: 'send-back'; readonly token: string; readonly to: string; readonly reason: string }
  | { readonly kind: 'fire-timer'; readonly token: string; readonly timer: string | null }
  | { readonly kind: 'close-unanswered' }
  | {
      readonly kind: 'refuse'
      readonly reasons: readonly Reason[]
      readonly number: string
      readonly files: readonly FileRef[]
    }
  | { readonly kind: 'return-result'; readonly to: string; readonly how: 'counter' | 'online' | 'post' }
  | { readonly kind: 'ask-withdrawal'; readonly reason: string }
  | { readonly kind: 'decline-withdrawal'; readonly reason: string }
  | { readonly kind: 'withdraw'; readonly reason: string }
  | { readonly kind: 'stop'; readonly reason: string }
  | {
      readonly kind: 'correct'
      readonly changes: Readonly<Partial<Record<CorrectableField, unknown>>>
      readonly reason: string
    }
  | { readonly kind: 'void'; readonly reason: string }

export type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>
