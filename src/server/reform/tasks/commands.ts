import type { FileRef } from '#server/documents/index.ts'
import type { UnitCode } from '#server/organisation/index.ts'
import type { Day } from '#server/platform/index.ts'
import type { ClosesBy, Deadline, Part, Period, Proof, TaskId } from './model.ts'

/** A task as it is given to one debtor. */
export type Give = {
  readonly kind: 'give'
  readonly directive: string | null
  readonly item: number | null
  readonly planItem?: string | null
  readonly content: string
  readonly product: string
  readonly field?: string
  readonly giver: UnitCode
  readonly lead: UnitCode
  readonly parts?: readonly Omit<Part, 'doneOn'>[]
  readonly deadline: Deadline
  readonly closesBy?: ClosesBy
  readonly givenOn: Day
  readonly startsOn?: Day
  readonly weight?: number
  readonly viceChair?: string | null
  /** From the debtor before a merger: both clocks go on. */
  readonly inherited?: {
    readonly from: TaskId
    readonly firstDue: Day | null
    readonly due: Day | null
    readonly period: Period | null
  }
}

export type Command =
  | Give
  | { readonly kind: 'note'; readonly percent: number; readonly note: string; readonly files: readonly FileRef[] }
  | { readonly kind: 'report'; readonly on: Day; readonly proof: Proof }
  | { readonly kind: 'accept'; readonly note: string }
  | { readonly kind: 'send-back'; readonly reason: string }
  | { readonly kind: 'ask-extension'; readonly until: Day; readonly reason: string; readonly document: string }
  | { readonly kind: 'grant-extension'; readonly until: Day; readonly document: string }
  | { readonly kind: 'refuse-extension'; readonly reason: string; readonly document: string }
  | { readonly kind: 'wait'; readonly on: UnitCode; readonly what: string; readonly from: Day }
  | { readonly kind: 'end-wait'; readonly on: UnitCode; readonly note: string }
  | { readonly kind: 'finish-part'; readonly unit: UnitCode; readonly proof: Proof }
  | {
      readonly kind: 'close-period'
      readonly period: string
      readonly by: ClosesBy
      readonly on: Day
      readonly proof: Proof
    }
  | { readonly kind: 'withdraw'; readonly reason: string; readonly document: string }
  | { readonly kind: 'charge'; readonly viceChair: string | null }
  | { readonly kind: 'pass-on'; readonly to: readonly UnitCode[]; readonly basis: string }

export type Facts = { readonly now: Date; readonly today: Day }

/** Why a command may not be carried out; words under `reform.refusal.<code>`. */
export type TaskRefusal =
  | { readonly code: 'task-exists' | 'task-missing' | 'task-ended' }
  | { readonly code: 'content-missing' | 'reason-missing' | 'document-missing' | 'proof-missing' | 'lead-cooperates' }
  | { readonly code: 'day-invalid'; readonly day: string }
  | { readonly code: 'due-before-given' | 'period-none' }
  | { readonly code: 'reported-already' | 'nothing-reported' }
  | { readonly code: 'closes-by-period'; readonly period: string }
  | { readonly code: 'edition-needed' | 'report-needed'; readonly period: string }
  | { readonly code: 'period-wrong'; readonly open: string }
  | { readonly code: 'extension-none' | 'extension-pending' | 'extension-not-later' | 'not-dated' }
  | { readonly code: 'waits-already' | 'waits-not' | 'waits-on-itself' }
  | { readonly code: 'part-missing' | 'part-done' }
  | { readonly code: 'vice-chair-unknown' }
