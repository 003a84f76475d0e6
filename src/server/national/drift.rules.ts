import type { Beliefs, Difference, Repair } from './model.ts'

/** So long a message may be under way before it counts as a difference. */
export const GRACE_MS = 5 * 60_000

/** Where the two sides differ about a dossier; null when they agree, or when it is too early to say. */
export function differenceOf(row: Beliefs, now: Date): Difference | null {
  if (row.ourVersion === null) return 'unknown-here'
  if (row.ourState === null) return row.toldVersion === null ? null : 'voided-here'
  if (row.refused) return 'refused-there'
  if (row.toldVersion === null || row.toldVersion < row.ourVersion)
    return row.ourAt !== null && now.getTime() - row.ourAt.getTime() > GRACE_MS ? 'waiting' : null
  // What they said before they were last told proves nothing.
  if (row.askedAt === null || (row.toldAt !== null && row.askedAt < row.toldAt)) return null
  if (row.theirState === null) return 'missing-there'
  if (row.theirVersion !== null && row.theirVersion < row.ourVersion) return 'behind-there'
  return row.theirState === row.ourState ? null : 'differs-there'
}

/** Their states that tell of something a citizen did there, by our state: taking them over is right. */
const TAKEN_OVER: Readonly<Record<number, readonly number[]>> = { 7: [1, 2, 4, 5, 6], 10: [9] }
export const canAccept = ({ ourState, theirState }: Pick<Beliefs, 'ourState' | 'theirState'>): boolean =>
  theirState !== null && ourState !== null && (TAKEN_OVER[theirState] ?? []).includes(ourState)

export type Proposal = { readonly repairs: readonly Repair[]; readonly automatic: boolean }

/** What can be done about a difference, the best first; `automatic`: nobody need be asked. */
export function proposalFor(difference: Difference, row: Pick<Beliefs, 'ourState' | 'theirState'>): Proposal {
  switch (difference) {
    case 'waiting':
      return { repairs: [], automatic: false }
    case 'missing-there':
    case 'behind-there':
      return { repairs: ['resend'], automatic: true }
    case 'differs-there':
      return { repairs: canAccept(row) ? ['accept', 'resend', 'leave'] : ['resend', 'leave'], automatic: false }
    case 'refused-there':
      return { repairs: ['resend', 'leave'], automatic: false }
    case 'voided-here':
    case 'unknown-here':
      return { repairs: ['leave'], automatic: false }
    default:
      return difference satisfies never
  }
}
