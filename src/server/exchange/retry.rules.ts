const FIRST_MS = 5_000
const LONGEST_MS = 30 * 60_000

/** After so many tries (some two days) a person must look. */
export const MOST_ATTEMPTS = 60

/** Exponential back-off with full jitter: somewhere between at once and the pause, so that those who wait do not come back together. */
export function nextTry(attempts: number, now: Date, random: number): Date {
  const pause = Math.min(FIRST_MS * 2 ** Math.min(attempts, 20), LONGEST_MS)
  return new Date(now.getTime() + Math.ceil(random * pause))
}
