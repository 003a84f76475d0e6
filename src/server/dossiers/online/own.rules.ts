import { fold } from '#server/platform/language.ts'
import type { Dossier } from '../model.ts'

/** What an account says of its person; null for somebody without an account. */
export type Self = {
  readonly id: string
  readonly fullName: string
  readonly personalNumber: string | null
  readonly businessNumber: string | null
  /** Somebody has checked the number; a number that was only typed in opens nothing. */
  readonly numberVerified: boolean
}

/**
 * Whether a dossier is this person's own: filed from the account, or by an applicant with the account's verified number.
 * A number alone is not enough, the name must be the same too, because a number may be mistyped at the desk.
 */
export const isOwn = (self: Self, dossier: Pick<Dossier, 'accountId' | 'applicant'>): boolean =>
  dossier.accountId === self.id ||
  (numbersOf(self).includes(dossier.applicant.number.replace(/-/g, '')) &&
    fold(self.fullName) === fold(dossier.applicant.name))

export const numbersOf = (self: Pick<Self, 'personalNumber' | 'businessNumber' | 'numberVerified'>): string[] =>
  (self.numberVerified ? [self.personalNumber, self.businessNumber] : []).flatMap(number =>
    number ? [number.replace(/-/g, '')] : []
  )
