import type { Ctx } from '#server/platform/index.ts'
import type { DossierPhase } from './model.ts'
import * as store from './store.ts'
import type { Dossier } from './model.ts'

/** What the code alone shows: how far the dossier has gone, and no more (Circular 01/2018 art. 16(2)(d)). */
export type Progress = { code: string; phase: DossierPhase; stage: Stage; stages: typeof STAGES }
export const STAGES = ['filed', 'processing', 'settled', 'returned'] as const
export type Stage = (typeof STAGES)[number] | 'ended'

/** How far a phase is along the way that people know: filed, being settled, result ready, handed over. */
const STAGE = {
  filed: 'filed',
  accepted: 'processing',
  'not-accepted': 'ended',
  processing: 'processing',
  supplement: 'processing',
  'fee-due': 'processing',
  withdrawing: 'processing',
  stopped: 'ended',
  settled: 'settled',
  returned: 'returned',
  voided: 'ended'
} as const satisfies Record<DossierPhase, Stage>
/** The ten states exchanged with the national portal, in their numbers' order (1 filed … 10 returned). */
export const PORTAL_STATES = [
  'filed',
  'accepted',
  'not-accepted',
  'processing',
  'supplement',
  'fee-due',
  'withdrawing',
  'stopped',
  'settled',
  'returned'
] as const satisfies readonly DossierPhase[]

/** What is asked for before receipt leaves a dossier where it is: filed, and not yet being settled. */
export const stageOf = ({ phase, received }: { phase: DossierPhase; received: boolean }): Stage =>
  STAGE[phase] === 'processing' && !received ? 'filed' : STAGE[phase]

/** The public progress of a code; null when there is no such dossier. */
export async function progressOf({ sql }: Ctx, code: string): Promise<Progress | null> {
  const [row] = await sql<{ phase: DossierPhase; received: boolean }[]>`
    select phase as "phase", received_at is not null as "received" from dossier where code = ${code}`
  return row ? { code, phase: row.phase, stage: stageOf(row), stages: STAGES } : null
}

/**
 * The whole dossier for somebody who knows a second thing about it: the applicant's or delegate's phone or number.
 * Null when the code or the factor is wrong: the two are not told apart.
 */
export async function openByFactor(ctx: Ctx, code: string, factor: string): Promise<Dossier | null> {
  const dossier = await store.load(ctx, { code })
  const given = digits(factor)
  if (!dossier || given.length < 9) return null
  const known = [dossier.applicant, dossier.delegate].flatMap(party => (party ? [party.number, party.phone ?? ''] : []))
  return known.some(value => value !== '' && digits(value) === given) ? dossier : null
}

/** Numbers as typed: spaces, dots and the country code do not matter. */
const digits = (text: string): string => text.replace(/\D/g, '').replace(/^84(?=\d{9}$)/, '0')
