import type { Day, Words } from '#server/platform/index.ts'

export type RuleSetId = 'vn-2018' | 'vn-2025'

/** Why a clock may stand still. */
export type PauseCause = 'supplement' | 'fee' | 'other-agency' | 'force-majeure'

/** What a pause does to the clock: go on with what is left, start again from zero, or nothing at all. */
export type PauseEffect = 'resume' | 'restart' | 'none'

export type FormKind =
  'receipt' | 'supplement-request' | 'refusal' | 'apology' | 'stop-notice' | 'control-slip' | 'register'

/** What stands behind the slash of a paper's number: the same everywhere, or by the kind of unit that issues it. */
export type Sign = string | { readonly centre: string; readonly desk: string }

/**
 * The law as dated configuration: everything a decree can change is data here. A dossier, a report and an index carry
 * the id of the rule set they run under. A member marked unverified is shown so where it is configured.
 */
export type RuleSet = {
  readonly id: RuleSetId
  readonly name: Words
  readonly validFrom: Day
  readonly tiers: 2 | 3
  /** Whether the province takes online filings itself or only through the national portal. */
  readonly ownOnlineFiling: boolean
  readonly deadline: {
    readonly pauseEffects: Readonly<Record<PauseCause, PauseEffect>>
    readonly dueTime: 'closing' | 'same-time' | 'day-end'
    readonly fraction: 'from-moment' | 'part-of-last-day'
    readonly extensionNotice: 'calendar-day' | 'working-day'
    /** Limit without an own late rule: receipt after this hour counts from the next opening. Null: no such rule. */
    readonly lateAfter: string | null
    /** At most this many new dates (Decree 61/2018 art. 19(9)). */
    readonly extensions: number
    /** At most this many supplement requests by the desk (Decree 118/2025 art. 11). Null: not limited. */
    readonly supplementRequests: number | null
    /** Working days an applicant has to answer; then the settling stops. A procedure may state its own. Null: no end. */
    readonly answerWithin: number | null
  }
  /** Working hours to answer an online filing (Decree 45/2020 art. 11). */
  readonly onlineCheck: { readonly workingHours: number }
  /** Articles named in explanations, by what they govern. */
  readonly articles: Readonly<Record<ArticleKey, string>>
  readonly forms: Readonly<Partial<Record<FormKind, { readonly number: string; readonly sign: Sign }>>>
  /** The sign of a paper that this rule set has no form for: a plain notice of the office. */
  readonly noticeSign: string
  readonly formsDecree: string
  /** National dossier states by our state, as exchanged with the national portal. */
  readonly nationalStates: Readonly<Record<DossierPhase, number | null>>
  /** What people are asked and answered about the service itself. */
  readonly feedback: FeedbackRules
  readonly unverified: readonly string[]
}

/** What a petition is about: a rule, how an officer behaved, something late, anything else. */
export const PETITION_KINDS = ['rule', 'behaviour', 'lateness', 'other'] as const
export type PetitionKind = (typeof PETITION_KINDS)[number]

/** Times of petitions in working days; a province may set its own over them. */
export type PetitionLimits = {
  readonly sort: number
  readonly refuse: number
  readonly ask: number
  readonly answer: Readonly<Record<PetitionKind, number>>
  readonly answerAgain: number
  /** How long the person has to tell what was asked. */
  readonly supply: number
  /** How long a named officer has to be heard. */
  readonly hearing: number
  /** How long the person may send an answer back. */
  readonly sendBack: number
  readonly publish: number
}
export type FeedbackRules = {
  readonly petitions: PetitionLimits & {
    /** Kinds that may be filed without a name. */
    readonly anonymous: readonly PetitionKind[]
    readonly article: string
  }
  readonly ratings: {
    readonly basis: string
    /** How long an invitation to rate can be used. */
    readonly expiresDays: number
    /** Averages of fewer answers are not shown. */
    readonly smallNumber: number
    readonly criteria: readonly RatingCriterion[]
  }
}
/** One thing citizens are asked after a result; `indicator`: which of the nine of Circular 01/2018 art. 13 it answers. */
export type RatingCriterion = {
  readonly code: string
  readonly about: 'procedure' | 'officer' | 'place'
  readonly indicator: number | null
  readonly name: Words
  readonly choices: readonly { readonly points: 0 | 1 | 2; readonly name: Words }[]
}

export type ArticleKey =
  | 'first-day'
  | 'last-day-off'
  | 'month-end'
  | 'working-days'
  | 'holidays'
  | 'late-receipt'
  | 'supplement'
  | 'consultation'
  | 'extension'
  | 'refusal'
  | 'withdrawal'
  | 'receipt'
  | 'online-check'

/** Where a dossier stands, in our words. */
export const DOSSIER_PHASES = [
  'filed',
  'accepted',
  'not-accepted',
  'processing',
  'supplement',
  'fee-due',
  'withdrawing',
  'stopped',
  'settled',
  'returned',
  'voided'
] as const
export type DossierPhase = (typeof DOSSIER_PHASES)[number]
