import { shiftDay } from '#server/platform/index.ts'
import type { Day } from '#server/platform/index.ts'
import { lastOf } from '../tasks/periods.rules.ts'

export const PART_KEYS = ['quantity', 'quality', 'timeliness'] as const
export type PartKey = (typeof PART_KEYS)[number]
export type FormulaPart = { readonly key: PartKey; readonly weight: number }

/** A task as it is counted: what was to be done in the window, and how it went. */
export type Counted = {
  readonly code: string
  readonly content: string
  readonly due: Day
  readonly doneOn: Day | null
  readonly late: boolean
  readonly returns: number
}
export type ScorePart = {
  readonly key: PartKey
  readonly weight: number
  readonly of: number
  readonly reached: number
  readonly points: number | null
}

/**
 * The share reached of each part, times its weight; a part that nothing applies to is left out and the others are scaled to
 * 100. Quantity: done of what fell due. Quality: accepted without being sent back, of what was done. Timeliness: done on
 * time, of what fell due. Null when nothing fell due.
 */
export function scoreOf(
  rows: readonly Counted[],
  formula: readonly FormulaPart[]
): { parts: ScorePart[]; total: number | null } {
  const done = rows.filter(row => row.doneOn !== null)
  const BASIS = {
    quantity: [rows.length, done.length],
    quality: [done.length, done.filter(row => row.returns === 0).length],
    timeliness: [rows.length, done.filter(row => !row.late).length]
  } as const satisfies Record<PartKey, readonly [number, number]>
  const parts = formula.map(({ key, weight }) => {
    const [of, reached] = BASIS[key]
    return { key, weight, of, reached, points: of === 0 ? null : (weight * reached) / of }
  })
  const applies = parts.filter(part => part.points !== null)
  const weight = applies.reduce((sum, part) => sum + part.weight, 0)
  if (weight === 0) return { parts, total: null }
  const points = applies.reduce((sum, part) => sum + part.points!, 0)
  return { parts, total: Math.round((points * 10_000) / weight) / 100 }
}

/** The days of a month `2026-10` or quarter `2026-Q3`; null for anything else. */
export function windowOfPeriod(period: string): { from: Day; to: Day } | null {
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(period)
  if (month) return { from: `${period}-01`, to: lastOf(Number(month[1]), Number(month[2])) }
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period)
  if (!quarter) return null
  const [year, last] = [Number(quarter[1]), Number(quarter[2]) * 3]
  return { from: `${year}-${String(last - 2).padStart(2, '0')}-01`, to: lastOf(year, last) }
}

/** The month before the one a day lies in: what is scored on the first days of a month. */
export const monthBefore = (day: Day): string => shiftDay(`${day.slice(0, 7)}-01`, -1).slice(0, 7)
