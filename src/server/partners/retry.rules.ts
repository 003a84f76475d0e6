import type { Outcome } from './model.ts'

const SECOND = 1000
const HOUR = 3_600_000

/** The waits between attempts: growing, a little more than a day together. */
export const WAITS = [
  5 * SECOND,
  30 * SECOND,
  120 * SECOND,
  600 * SECOND,
  1800 * SECOND,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  8 * HOUR
] as const

/** How long to wait after the n-th attempt (from 1), a fifth more or less so that many do not come at once; null: given up. */
export function waitAfter(attempt: number, chance: number): number | null {
  const wait = WAITS[attempt - 1]
  return wait === undefined ? null : Math.round(wait * (0.8 + 0.4 * chance))
}

export const succeeded = (outcome: Outcome): boolean =>
  'status' in outcome && outcome.status >= 200 && outcome.status < 300

/** Whether a webhook that fails is paused: at once when the receiver says it is gone, else after ten failures in twelve hours. */
export function pauseFor(
  outcome: Outcome,
  run: { readonly failures: number; readonly failingSince: Date },
  now: Date
): 'gone' | 'failing' | null {
  if ('status' in outcome && outcome.status === 410) return 'gone'
  return run.failures >= 10 && now.getTime() - run.failingSince.getTime() >= 12 * HOUR ? 'failing' : null
}
