import type { DossierPhase, PauseCause, RuleSetId } from '#server/rulesets/index.ts'
import type { Limit } from '#server/calendar/index.ts'
import type { Marking, SigningManner } from '#server/workflow/index.ts'

export type { DossierPhase, PauseCause } from '#server/rulesets/index.ts'

export type DossierId = string & { readonly brand?: 'DossierId' }
/** An instant inside events and states, ISO 8601 in UTC: these are JSON. Doors speak `Date`. */
export type Instant = string
export type Channel = 'online' | 'counter' | 'post'

/** A person or an organisation. `number` is the personal number (12 digits), an old card's (9) or the business number. */
export type Party = {
  readonly kind: 'person' | 'organisation'
  readonly name: string
  readonly number: string
  readonly birth?: string
  readonly sex?: 'male' | 'female'
  readonly address?: string
  readonly phone?: string
  readonly email?: string
}

/** The one who files for somebody else, and by what right. */
export type Delegate = Party & { readonly authorisation: string }

export type PaperEntry = {
  readonly code: string
  readonly name: string
  readonly originals: number
  readonly certified: number
  readonly copies: number
  /** Blobs handed in for this paper. */
  readonly files: readonly FileRef[]
  /** Why it was asked for although the person's store or a register has it (Resolution 66.7/2025/NQ-CP). */
  readonly askedBecause?: string | undefined
  /** The law by which it need not have been brought: the person filed it by himself all the same. */
  readonly notNeeded?: string | undefined
}
export type FileRef = {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly type: string
  /** The paper of the register whose file this is: it was used with consent instead of being handed in again. */
  readonly paper?: string | undefined
}

/** A coded reason tied to a paper or a field, with words for the applicant. Never an empty return. */
export type Reason = {
  readonly code: ReasonCode
  readonly about: { readonly kind: 'paper' | 'field' | 'dossier'; readonly ref: string; readonly name: string }
  readonly note: string
  /** Why a paper is asked for although the person's store or a register has it. */
  readonly askedBecause?: string | undefined
}
export const REASON_CODES = [
  'missing',
  'expired',
  'not-certified',
  'unreadable',
  'wrong-form',
  'data-mismatch',
  'not-signed',
  'wrong-authority',
  'conditions-not-met',
  'fee-unpaid',
  'other'
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** What the clock is computed from: facts only. Every due date is the replay of this ledger through the calendar. */
export type Ledger = {
  readonly startedAt: Instant
  readonly limit: Limit
  readonly lateAfter: string | null
  readonly pauses: readonly { readonly from: Instant; readonly to: Instant | null; readonly cause: PauseCause }[]
  readonly extensions: readonly { readonly requestedAt: Instant; readonly limit: Limit; readonly reason: string }[]
}

/** A clock of an open step: a boundary timer by its id, or the step itself (null) where the step is a timer. */
export type StepClock = { readonly id: string | null; readonly at: Instant }

/** One open step: who has it, since when, until when by the step's own norm. */
export type OpenStep = {
  readonly token: string
  readonly step: string
  readonly name: string
  readonly kind: string
  readonly role: string
  readonly unit: string
  readonly officer: string | null
  readonly officerName: string | null
  readonly enteredAt: Instant
  readonly claimedAt: Instant | null
  readonly dueAt: Instant | null
  /** When its timers run out; left out where it has none. */
  readonly timers?: readonly StepClock[]
}

export type ResultEntry = {
  readonly kind: 'granted' | 'refused'
  readonly number: string
  readonly signedBy: string
  readonly signedAt: Instant
  readonly files: readonly FileRef[]
  readonly note: string
  /** The authority and post of who signed, where the order was chosen, e.g. `KT. Giám đốc, Phó Giám đốc`. */
  readonly signedAs?: string
}

/** How somebody signs for the office: in the own name, in the head's place, by order, or by delegation. */
export const CAPACITIES = ['own', 'KT', 'TL', 'TUQ'] as const
export type Capacity = (typeof CAPACITIES)[number]

/** A turn in the order of those who sign a result, as it was chosen when the result was handed in. */
export type SigningTurn = {
  /** The step of the process at which it is signed; an added initial is put at the step of the signature after it. */
  readonly step: string
  readonly as: SigningManner
  /** Null: whoever holds the role of the step. */
  readonly officer: string | null
  readonly name: string
  readonly post: string
  /** Of a signature only. */
  readonly capacity: Capacity | null
  /** The head's post, where it is signed for the head. */
  readonly superior: string
  /** The rule or written delegation by which it is signed: TL. and TUQ. have one (Decree 30/2020, art. 13(3) and (4)). */
  readonly basis: string
}

/**
 * A signature on the result that others still sign after: a head of division's initial, a leader's signature that the
 * office's seal follows. `files` are those that this signature left behind; none where there is no certificate.
 */
export type Signing = {
  readonly step: string
  readonly as: SigningManner
  readonly by: string
  readonly at: Instant
  readonly kind: ResultEntry['kind']
  readonly number: string
  readonly note: string
  readonly files: readonly FileRef[]
  /** Whom the paper that was initialled names as its signer: nobody else signs it. */
  readonly names?: { readonly officer: string; readonly name: string }
}

/** Everything the decider needs to know of a dossier; the fold of its events. JSON throughout. */
export type Dossier = {
  readonly id: DossierId
  readonly version: number
  readonly code: string
  readonly phase: DossierPhase
  readonly ruleSet: RuleSetId
  readonly procedure: {
    readonly code: string
    readonly name: string
    readonly revision: string
    readonly process: string
  }
  readonly channel: Channel
  readonly applicant: Party
  readonly delegate: Delegate | null
  readonly accountId: string | null
  readonly content: string
  readonly form: Readonly<Record<string, unknown>>
  readonly papers: readonly PaperEntry[]
  /** `online`: what of it was paid online. */
  readonly fee: { readonly amount: number; readonly paid: number; readonly online?: number }
  readonly receivingUnit: string
  readonly settlingUnit: string
  readonly filedAt: Instant
  readonly receivedAt: Instant | null
  readonly limit: Limit | null
  readonly lateAfter: string | null
  readonly ledger: Ledger | null
  readonly originalDueAt: Instant | null
  readonly dueAt: Instant | null
  readonly marking: Marking | null
  readonly steps: readonly OpenStep[]
  readonly asked: readonly Reason[]
  readonly supplementRequests: number
  /** Working days the applicant has to answer, where the procedure states them. */
  readonly answerWithin?: number
  /** Until when a supplement is awaited; then the settling stops. */
  readonly answerBy?: Instant | null
  /** When the applicant was asked last; the days to answer count from here. */
  readonly askedAt?: Instant
  /** What officers decided and entered at the steps, by key; conditions of the process read it. */
  readonly decisions?: Readonly<Record<string, unknown>>
  /** Who has signed the result so far, in order, while others have not yet. */
  readonly signings?: readonly Signing[]
  /** Who signs in which order, where that was chosen; else the process alone says it. */
  readonly signers?: readonly SigningTurn[]
  /** The number that the result was given by whoever signed first; it stays when the paper goes back. */
  readonly numbered?: string
  readonly result: ResultEntry | null
  readonly finishedAt: Instant | null
  readonly returnedAt: Instant | null
}
