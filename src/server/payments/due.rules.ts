import { fits } from '#server/dossiers/index.ts'
import type { Dossier } from '#server/dossiers/index.ts'

/** What is still to be paid, where the dossier takes a payment now; else 0. */
export const dueOf = (dossier: Dossier): number =>
  fits(dossier, 'pay-fee') ? Math.max(0, dossier.fee.amount - dossier.fee.paid) : 0

/** An order nobody paid is given up this long after its page has closed; a payment under way has arrived by then. */
const GRACE_MS = 3_600_000
export const givenUp = (expiresAt: Date | null, now: Date): boolean =>
  expiresAt !== null && expiresAt.getTime() + GRACE_MS <= now.getTime()

/** What stands on the platform's page and on the bank statement: no personal data. */
export const descriptionOf = (code: string): string => `Phi, le phi ho so ${code}`
