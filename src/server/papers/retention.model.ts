import type { FileRef } from '#server/documents/index.ts'

export type ListId = string & { readonly brand?: 'DestructionListId' }
export const LIST_STATES = ['proposed', 'made', 'approved', 'done'] as const
export type ListState = (typeof LIST_STATES)[number]

export type Hand = { readonly id: string; readonly name: string; readonly at: string }

/** The list as a document of the office, kept for good. `signed` is false where whoever approved has no certificate. */
export type Issued = { readonly file: FileRef; readonly signed: boolean }

/** A list of papers whose files are to be destroyed. */
export type DestructionList = {
  readonly id: ListId
  readonly version: number
  readonly unit: string
  readonly state: ListState
  readonly papers: number
  /** `3/2026`, given when it is made. */
  readonly number: number | null
  readonly year: number | null
  readonly proposedAt: string
  readonly made: Hand | null
  readonly approved: Hand | null
  /** Left out in lists that were approved before they were issued as documents. */
  readonly issued?: Issued
  readonly sentBack: string
  readonly outcome: { readonly destroyed: number; readonly kept: number; readonly at: string } | null
}

type Event<Type extends string, Data> = { readonly type: Type; readonly at: string; readonly data: Data }
/** Case kind `destruction-list`. Names are stable. */
export type ListEvent =
  | Event<'destruction.proposed', { readonly unit: string; readonly papers: readonly string[] }>
  | Event<
      'destruction.made',
      {
        readonly by: Hand
        readonly number: number
        readonly year: number
        readonly papers: number
        readonly leftOut: readonly string[]
      }
    >
  | Event<'destruction.approved', { readonly by: Hand; readonly issued?: Issued }>
  | Event<'destruction.sent-back', { readonly by: Hand; readonly because: string }>
  | Event<'destruction.carried-out', { readonly destroyed: number; readonly kept: number }>

export type ListCommand =
  | { readonly kind: 'propose'; readonly unit: string; readonly papers: readonly string[] }
  | {
      readonly kind: 'make'
      readonly number: number
      readonly year: number
      readonly papers: number
      readonly leftOut: readonly string[]
    }
  | { readonly kind: 'approve'; readonly issued?: Issued }
  | { readonly kind: 'send-back'; readonly because: string }
  | { readonly kind: 'carry-out'; readonly destroyed: number; readonly kept: number }

export type ListRefusal = {
  readonly code:
    | 'list-missing'
    | 'list-empty'
    | 'list-not-open'
    | 'list-same-person'
    | 'list-nobody'
    | 'list-needs-a-reason'
    | 'list-changed-meanwhile'
    | 'list-not-allowed'
}
