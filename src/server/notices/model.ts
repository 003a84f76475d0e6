import type { Language } from '#server/platform/index.ts'

/** The office that speaks, as its reader knows it. */
export type Office = { readonly name: string; readonly phone?: string }

/** Whom a notice is for. A citizen is addressed as Ông/Bà, an organisation as Quý đơn vị. */
export type Addressee = { readonly name: string; readonly organisation?: boolean }

/** What every notice about a dossier says. Times are instants in UTC, ISO 8601: facts travel through jobs as JSON. */
export type DossierFacts = {
  readonly addressee: Addressee
  readonly office: Office
  readonly code: string
  readonly procedure: string
  /** Public address of the page that follows the dossier. */
  readonly link: string
}

/** What an answer to a letter says of it. */
export type LetterFacts = {
  readonly addressee: Addressee
  readonly office: Office
  readonly subject: string
  readonly at: string
}

/** One thing that is missing or wrong: the paper or field, and what to do about it. */
export type Point = { readonly about: string; readonly note: string }
export type Cause = 'supplement' | 'fee' | 'other-agency' | 'force-majeure'
export type Collect = 'counter' | 'online' | 'post'

/** What each template needs to know. */
export type Facts = {
  filed: DossierFacts & { readonly at: string }
  received: DossierFacts & { readonly at: string; readonly dueAt: string | null }
  'supplement-requested': DossierFacts & { readonly missing: readonly Point[]; readonly accepted: boolean }
  'fee-due': DossierFacts & { readonly amount: number; readonly reason: string }
  'due-changed': DossierFacts & {
    readonly from: string | null
    readonly dueAt: string
    /** The reason in words, or why the clock had stood still. */
    readonly because: { readonly reason: string } | { readonly cause: Cause }
    readonly article?: string
    /** True where the office did not keep its word, so that it says sorry. */
    readonly sorry: boolean
  }
  'answer-changed': DossierFacts & {
    readonly from: string
    readonly answerBy: string
    readonly because: string
  }
  'result-ready': DossierFacts & { readonly number: string; readonly collect: Collect; readonly where: string }
  refused: DossierFacts & { readonly reasons: readonly Point[]; readonly number: string; readonly where: string }
  'not-accepted': DossierFacts & { readonly reasons: readonly Point[] }
  stopped: DossierFacts & { readonly reason: string }
  withdrawn: DossierFacts
  /** To an officer, about work: a reminder, a digest, a letter that came. */
  'steering-note': {
    readonly addressee: Addressee
    readonly office: Office
    readonly title: string
    readonly lead: string
    readonly lines: readonly string[]
    readonly link: string
  }
  'webhook-paused': {
    readonly addressee: Addressee
    readonly office: Office
    readonly name: string
    readonly address: string
    readonly failures: number
    readonly link: string
  }
  /** To who wrote to a desk: attachments that were not taken in. */
  'letter-refused': LetterFacts & { readonly points: readonly Point[] }
  /** To who wrote to a desk: the officer's reason for setting the letter aside. */
  'letter-dismissed': LetterFacts & { readonly reason: string }
  'number-taken': {
    readonly addressee: Addressee
    readonly office: Office
    readonly login: string
    readonly link: string
  }
  'password-code': {
    readonly addressee: Addressee
    readonly office: Office
    readonly passcode: string
    readonly minutes: number
  }
}
export type Template = keyof Facts

/** A template with the facts it needs. */
export type Message = { [T in Template]: { readonly template: T; readonly facts: Facts[T] } }[Template]

/** Bodies of these are wiped after delivery and never shown in the application. */
export const SECRET: ReadonlySet<Template> = new Set(['password-code'])

export type NoticeId = string & { readonly brand?: 'NoticeId' }
export type NoticeState = 'waiting' | 'sent' | 'failed' | 'no-address'
export type About = { readonly kind: string; readonly id: string }

/** A message for somebody. `key` names the occasion: the same occasion twice is one notice. */
export type Announcement = Message & {
  readonly key: string
  readonly to: {
    readonly name: string
    readonly email?: string | null
    /** Told by text message where there is no e-mail, or where the person asked for it. */
    readonly phone?: string | null
    readonly prefers?: 'sms'
    readonly account?: string | null
  }
  readonly language: Language
  readonly about: About
}

/** A notice as a dossier's page and timeline show it. */
export type NoticeLine = {
  readonly id: NoticeId
  readonly template: Template
  readonly channel: 'email' | 'sms' | 'in-app'
  readonly toName: string
  readonly toAddress: string | null
  readonly subject: string
  readonly body: string
  readonly state: NoticeState
  readonly lastError: string | null
  readonly createdAt: Date
  readonly sentAt: Date | null
}

/** A notice as its addressee reads it in the application. */
export type UnreadNotice = {
  readonly id: NoticeId
  readonly subject: string
  readonly body: string
  readonly aboutKind: string
  readonly aboutId: string
  readonly createdAt: Date
}

/** Some three days of tries with graphile-worker's back-off; then a person must look. */
export const MOST_ATTEMPTS = 20
