import type { OpenStep } from '#server/dossiers/index.ts'
import { isWait } from '#server/dossiers/index.ts'

export const APOLOGY_REASONS = ['workload', 'complex', 'other-agency', 'outside-system', 'staff'] as const
export type ApologyReason = (typeof APOLOGY_REASONS)[number]
export const isReason = (typed: string): typed is ApologyReason => APOLOGY_REASONS.includes(typed as ApologyReason)

/** The new date is asked for by this many working days unless the leader says otherwise. */
export const USUAL_DAYS = 2

/** What a draft gives as the reason: an outage noted on the dossier, an agency waited for, nobody at work, or the load. */
export function reasonFor(steps: readonly OpenStep[], outage: boolean): ApologyReason {
  if (outage) return 'outside-system'
  if (steps.some(step => step.kind === 'wait-agency')) return 'other-agency'
  return steps.every(step => step.officer === null) ? 'staff' : 'workload'
}

/** Whether a letter is due: work is still to be done, no new date was given yet, and a working day or two are left. */
export const needsLetter = (
  { steps, extensions }: { readonly steps: readonly OpenStep[]; readonly extensions: number },
  { allowed, workingDaysLeft }: { readonly allowed: number; readonly workingDaysLeft: number }
): boolean =>
  extensions < allowed &&
  workingDaysLeft >= 1 &&
  workingDaysLeft <= 2 &&
  steps.some(step => step.kind !== 'return-result' && (step.kind === 'wait-agency' || !isWait(step)))
