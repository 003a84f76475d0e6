/** How the two sides may differ about a dossier. */
export const DIFFERENCES = [
  'waiting',
  'missing-there',
  'behind-there',
  'differs-there',
  'refused-there',
  'voided-here',
  'unknown-here'
] as const
export type Difference = (typeof DIFFERENCES)[number]

/** What can be done about it. */
export const REPAIRS = ['resend', 'accept', 'leave'] as const
export type Repair = (typeof REPAIRS)[number]

/** What each side believes, as last told or asked. */
export type Beliefs = {
  readonly ourState: number | null
  readonly ourVersion: number | null
  readonly ourAt: Date | null
  readonly toldVersion: number | null
  readonly toldAt: Date | null
  readonly theirState: number | null
  readonly theirVersion: number | null
  readonly askedAt: Date | null
  /** A message about the last version was refused there. */
  readonly refused: boolean
}
export type LedgerEntry = Beliefs & {
  readonly code: string
  readonly dossierId: string | null
  readonly dossierCode: string | null
  readonly source: 'own' | 'portal'
  readonly theirAt: Date | null
  readonly difference: Difference | null
  readonly foundAt: Date | null
  readonly acceptedAt: Date | null
  readonly acceptedBy: string | null
}

/** What became of a message from the portal. */
export type Heard = {
  readonly message: string
  readonly outcome: 'done' | 'waiting' | 'refused'
  readonly code: string
  readonly dossier: string | null
  readonly state: number | null
  readonly error: string | null
}
