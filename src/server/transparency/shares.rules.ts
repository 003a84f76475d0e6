import type { OpenStep } from '#server/dossiers/index.ts'

/** Steps that no unit works on: the applicant, a body outside the system or the clock ends them. */
export const isNobodysWork = (step: Pick<OpenStep, 'kind' | 'unit'>, settlingUnit: string): boolean =>
  step.kind === 'wait-applicant' || step.kind === 'timer' || (step.kind === 'wait-agency' && step.unit === settlingUnit)

/** A whole number shared out by weights, in whole numbers that add up to it exactly: largest remainders first. */
export function sharedOut(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum <= 0) return weights.map(() => 0)
  const exact = weights.map(weight => (whole * weight) / sum)
  const shares = exact.map(Math.floor)
  const rest = whole - shares.reduce((all, share) => all + share, 0)
  const byRemainder = exact
    .map((share, i) => [share - Math.floor(share), i] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1])
  for (const [, i] of byRemainder.slice(0, rest)) shares[i]! += 1
  return shares
}
