import type { Dossier, Instant, OpenStep } from './model.ts'

/** A step of the process at which the applicant is awaited. */
export const awaitsApplicant = (step: Pick<OpenStep, 'kind'>): boolean => step.kind === 'wait-applicant'

/** A step at which another unit is asked for its opinion. */
export const consults = (step: Pick<OpenStep, 'kind' | 'role'>): boolean =>
  step.kind === 'wait-agency' || step.role === 'consulted'

/** A step that nobody works on: the applicant or the clock ends it. */
export const isWait = (step: Pick<OpenStep, 'kind'>): boolean => awaitsApplicant(step) || step.kind === 'timer'

/** The supplement was asked for by a step of the process: its other branches are worked on meanwhile. */
export const waitsInBranch = (dossier: Dossier): boolean =>
  dossier.phase === 'supplement' && dossier.steps.some(awaitsApplicant)

/** Phases in which nobody in the office is expected to work: the clock stands or the applicant decides. */
const WAITING = new Set<Dossier['phase']>(['supplement', 'fee-due', 'withdrawing'])

/** Whether a step rests: shown in the queues, but not counted as work. */
export const rests = (dossier: Dossier, step: OpenStep): boolean =>
  isWait(step) ||
  (step.kind === 'wait-agency' && step.unit === dossier.settlingUnit) ||
  (WAITING.has(dossier.phase) && !waitsInBranch(dossier))

/** The waits themselves run while everything else stands still. */
export const runsOn = (step: Pick<OpenStep, 'kind'>): boolean => awaitsApplicant(step) || step.kind === 'wait-agency'

/** While the dossier waits its timers stand still. */
export const timersHeld = (dossier: Dossier, step: OpenStep): boolean =>
  !runsOn(step) && (WAITING.has(dossier.phase) || (dossier.ledger?.pauses.some(pause => pause.to === null) ?? false))

/** When the next timer of a step runs out; null where it has none or they stand still. */
export const nextTimer = (dossier: Dossier, step: OpenStep): Instant | null =>
  timersHeld(dossier, step) ? null : ((step.timers ?? []).map(({ at }) => at).sort()[0] ?? null)
