import type { Standing } from '#server/payments/index.ts'

/** What can be paid online now; null: nothing, or not here. */
export const payableNow = (standing: Standing): number | null =>
  standing.kind === 'due' || standing.kind === 'open' ? standing.due : null
