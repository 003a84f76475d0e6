import type { PauseCause, RuleSetId } from '#server/rulesets/index.ts'
import type { Limit } from '#server/calendar/index.ts'
import type { Marking } from '#server/workflow/index.ts'
import type {
  Channel,
  Delegate,
  DossierId,
  FileRef,
  Instant,
  OpenStep,
  PaperEntry,
  Party,
  Reason,
  ResultEntry,
  Signing,
  SigningTurn
} from './model.ts'

/** What was handed in, the same for a filing from home and a receipt at the counter. */
export type Filing = {
  readonly procedure: {
    readonly code: string
    readonly name: string
    readonly revision: string
    readonly process: string
  }
  readonly ruleSet: RuleSetId
  readonly channel: Channel
  readonly applicant: Party
  readonly delegate: Delegate | null
  readonly accountId: string | null
  readonly content: string
  readonly form: Readonly<Record<string, unknown>>
  readonly papers: readonly PaperEntry[]
  readonly fee: { readonly amount: number; readonly paid: number }
  /** What multiplied the fee (pages, copies), by the name the fee rule gives it. */
  readonly quantities?: Readonly<Record<string, number>>
  readonly receivingUnit: string
  readonly settlingUnit: string
  readonly limit: Limit | null
  readonly lateAfter: string | null
  /** Working days the applicant has to answer a supplement request, where the procedure states them. */
  readonly answerWithin?: number
}

/** Steps reached and left by one act, with the marking after it. */
export type Moves = {
  readonly marking: Marking
  readonly entered: readonly OpenStep[]
  readonly left: readonly { readonly token: string; readonly outcome: string }[]
}

export type StepTimes = Pick<OpenStep, 'token' | 'dueAt' | 'timers'>

/** The events of a dossier, past tense. Names are stable: logs, reports and other systems read them. */
export type EventData = {
  'dossier.filed': Filing & { readonly code: string }
  'dossier.received':
    (Filing & { readonly code: string } & Clocked & Moves) | (Clocked & Moves & { readonly code?: undefined })
  'dossier.settled-at-once': Filing & { readonly code: string; readonly result: ResultEntry }
  'dossier.not-accepted': { readonly reasons: readonly Reason[] }
  'dossier.supplement-requested': {
    readonly reasons: readonly Reason[]
    readonly accepted: boolean
    readonly answerBy?: Instant
  }
  'dossier.supplemented': {
    readonly papers: readonly PaperEntry[]
    readonly note: string
    readonly form?: Readonly<Record<string, unknown>>
    /** Where a step of the process waited for it: the way on. */
    readonly moves?: Moves
  }
  'dossier.fee-requested': { readonly amount: number; readonly reason: string }
  'dossier.fee-paid': {
    readonly amount: number
    readonly method: 'cash' | 'transfer' | 'online'
    readonly receipt: string
  }
  'clock.paused': { readonly cause: PauseCause }
  'clock.resumed': {
    readonly cause: PauseCause
    readonly dueAt: Instant | null
    /** The open steps' own times, counted anew with the pause. */
    readonly steps?: readonly StepTimes[]
  }
  'clock.extended': { readonly limit: Limit; readonly reason: string; readonly from: Instant; readonly dueAt: Instant }
  'clock.recomputed': {
    readonly from: Instant | null
    readonly dueAt: Instant | null
    readonly because: string
    /** The open steps' own times that moved with it. */
    readonly steps?: readonly StepTimes[]
    /** Until when the applicant may answer, where that moved. */
    readonly answerBy?: { readonly from: Instant; readonly to: Instant }
  }
  'step.claimed': { readonly token: string; readonly officer: string; readonly officerName: string }
  'step.assigned': {
    readonly token: string
    readonly officer: string
    readonly officerName: string
    readonly note: string
  }
  'step.released': { readonly token: string; readonly note: string }
  'step.completed': Moves & {
    readonly step: string
    readonly name: string
    readonly outcome: string
    readonly note: string
    readonly files: readonly FileRef[]
    readonly data?: Readonly<Record<string, unknown>>
    /** Who has signed the result after this act, where that changed. */
    readonly signings?: readonly Signing[]
    /** Who signs from here on in which order, where that was chosen. */
    readonly signers?: readonly SigningTurn[]
  }
  /** An initial that was added to the order: the step stays open for the one who signs next. */
  'result.initialled': {
    readonly token: string
    readonly step: string
    readonly name: string
    readonly note: string
    readonly signings: readonly Signing[]
    readonly next: { readonly officer: string; readonly name: string } | null
  }
  'step.timed-out': Moves & {
    readonly token: string
    readonly step: string
    readonly name: string
    readonly timer: string | null
  }
  'step.sent-back': Moves & {
    readonly step: string
    readonly name: string
    readonly to: string
    readonly reason: string
    readonly signings?: readonly Signing[]
  }
  'result.signed': { readonly result: ResultEntry }
  'dossier.settled': { readonly kind: ResultEntry['kind'] }
  'dossier.refused': { readonly reasons: readonly Reason[]; readonly result: ResultEntry }
  'dossier.returned': { readonly to: string; readonly how: 'counter' | 'online' | 'post' }
  'dossier.withdrawal-requested': { readonly reason: string }
  'dossier.withdrawal-declined': { readonly reason: string }
  'dossier.withdrawn': { readonly reason: string }
  'dossier.stopped': { readonly reason: string }
  'dossier.corrected': { readonly changes: readonly Change[]; readonly reason: string }
  'dossier.voided': { readonly reason: string }
}
export type Change = { readonly field: CorrectableField; readonly from: unknown; readonly to: unknown }
export const CORRECTABLE = ['applicant', 'content', 'papers', 'fee', 'receivingUnit'] as const
export type CorrectableField = (typeof CORRECTABLE)[number]

type Clocked = { readonly startedAt: Instant; readonly originalDueAt: Instant | null; readonly dueAt: Instant | null }

export type DossierEventType = keyof EventData
export type DossierEvent = {
  [T in DossierEventType]: { readonly type: T; readonly at: Instant; readonly data: EventData[T] }
}[DossierEventType]

/** Makes an event of this case; its actor and place in the chain are added when it is stored. */
export const event = <T extends DossierEventType>(type: T, at: Date, data: EventData[T]): DossierEvent =>
  ({ type, at: at.toISOString(), data }) as DossierEvent

export type Stored = DossierEvent & {
  readonly caseId: DossierId
  readonly version: number
  readonly actorId: string | null
  readonly actorName: string
  readonly actorUnit: string | null
}
