import type { ReasonCode } from '#server/dossiers/index.ts'

/** The coded reasons in the order an officer looks for them; the compiler holds the list to the slice's. */
export const REASON_CODES = Object.keys({
  missing: 0,
  expired: 0,
  'not-certified': 0,
  unreadable: 0,
  'wrong-form': 0,
  'data-mismatch': 0,
  'not-signed': 0,
  'wrong-authority': 0,
  'conditions-not-met': 0,
  'fee-unpaid': 0,
  other: 0
} satisfies Record<ReasonCode, 0>) as readonly ReasonCode[]
