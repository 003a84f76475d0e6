import type { Difference } from '#server/exchange/index.ts'

/** How a check of a person ended. */
export type CheckOutcome = 'match' | 'differs' | 'not-found' | 'mismatch' | 'quota' | 'locked' | 'failed'

/** What the counter shows of a check. Nothing of it changes what is typed. */
export type CounterCheck =
  /** No such system here: nothing is shown. */
  | { readonly kind: 'off' }
  /** Number, name, birth or procedure is still missing. */
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'checked'; readonly outcome: CheckOutcome; readonly rows: readonly Difference[] }
  /** The database does not answer: the dossier is received all the same and checked later. */
  | { readonly kind: 'later'; readonly since: Date | null }
  | { readonly kind: 'refused'; readonly code: 'account-not-mapped' | 'quota-used-up' | 'forbidden' }

/** What the page of a dossier tells of outside systems, oldest first. */
export type DossierNote =
  | { readonly kind: 'outage'; readonly at: Date; readonly from: Date; readonly to: Date | null }
  | { readonly kind: 'queued'; readonly at: Date }
  /** The officer had no account there, or the day was used up: tried again every hour. */
  | { readonly kind: 'not-checked'; readonly at: Date; readonly code: string }
  | {
      readonly kind: 'checked'
      readonly at: Date
      readonly outcome: CheckOutcome
      readonly rows: readonly Difference[]
      readonly later: boolean
    }

/** One look-up as the person concerned reads it. */
export type LookupRow = {
  readonly call: string
  readonly at: Date
  readonly unit: string | null
  readonly post: string
  /** Who asked, where it was no officer: the person, or the system by itself. */
  readonly asker: string
  readonly purpose: string
  readonly legalGround: string
  readonly dossier: string | null
  readonly fields: readonly string[]
  readonly outcome: string | null
  readonly question: string | null
  readonly askedAt: Date | null
  readonly answer: string | null
  readonly answeredAt: Date | null
}
