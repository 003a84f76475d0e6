import type { Day } from '#server/platform/index.ts'
import type { OfficialDocument } from '../layout/model.ts'

export const LETTER_KINDS = ['urging', 'criticism', 'request', 'report'] as const
export type LetterKind = (typeof LETTER_KINDS)[number]
export type LetterState = 'drafted' | 'approved' | 'sent'

export type Letter = {
  readonly id: string
  readonly kind: LetterKind
  readonly unit: string
  readonly number: number | null
  readonly content: OfficialDocument
  readonly addressees: readonly string[]
  readonly tasks: readonly string[]
  readonly draftedBy: string
  readonly draftedAt: Date
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  readonly sentBy: string | null
  readonly sentAt: Date | null
  /** Events so far. */
  readonly version: number
  /** One of each addressee, from the day it was sent. */
  readonly receipts: readonly Receipt[]
}
export type Receipt = {
  readonly unit: string
  readonly openedAt: Date | null
  readonly openedBy: string | null
  readonly answeredAt: Date | null
  readonly answer: string | null
}
export const stateOf = (letter: Pick<Letter, 'approvedAt' | 'sentAt'>): LetterState =>
  letter.sentAt ? 'sent' : letter.approvedAt ? 'approved' : 'drafted'

export type LateTask = {
  readonly content: string
  readonly leadName: string
  readonly due: Day | null
  readonly source: string
  readonly days: number
}
