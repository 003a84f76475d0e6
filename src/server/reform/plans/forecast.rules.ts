import { shiftDay } from '#server/platform/index.ts'
import type { Day } from '#server/platform/index.ts'
import type { Leaf } from './model.ts'

/** When everything will be done: one run in ten is earlier than `early`, one in ten later than `late`. */
export type Forecast =
  | { readonly kind: 'done'; readonly on: Day }
  | { readonly kind: 'unknown'; readonly why: 'nothing-planned' | 'no-past' }
  | {
      readonly kind: 'expected'
      readonly early: Day | null
      readonly median: Day | null
      readonly late: Day | null
      readonly inTime: number
      readonly runs: number
      readonly weeks: number
    }

const RUNS = 1000
const MOST_WEEKS = 156
const FEWEST_WEEKS = 4

/**
 * A bootstrap: each run draws past weeks (with what was done in them) until the rest is done. The same plan and day give
 * the same answer, for the seed is the plan's. Null: not within three years at the pace so far.
 */
export function forecast(leaves: readonly Leaf[], start: Day, today: Day, end: Day, seed: number): Forecast {
  const total = leaves.reduce((sum, leaf) => sum + leaf.weight, 0)
  if (total === 0) return { kind: 'unknown', why: 'nothing-planned' }
  const done = leaves.filter(leaf => leaf.doneOn !== null && leaf.doneOn <= today)
  const left = total - done.reduce((sum, leaf) => sum + leaf.weight, 0)
  if (left <= 0)
    return { kind: 'done', on: done.reduce((last, leaf) => (leaf.doneOn! > last ? leaf.doneOn! : last), start) }
  const weeks: number[] = []
  for (let to = today; to > start && weeks.length < 52; to = shiftDay(to, -7)) {
    const from = shiftDay(to, -7)
    weeks.push(
      done.filter(leaf => leaf.doneOn! > from && leaf.doneOn! <= to).reduce((sum, leaf) => sum + leaf.weight, 0)
    )
  }
  if (weeks.length < FEWEST_WEEKS || weeks.every(week => week === 0)) return { kind: 'unknown', why: 'no-past' }
  const next = mulberry(seed)
  const needed = Array.from({ length: RUNS }, () => {
    let rest = left
    let week = 0
    while (rest > 0 && week < MOST_WEEKS) {
      rest -= weeks[Math.floor(next() * weeks.length)]!
      week++
    }
    return rest > 0 ? Infinity : week
  }).sort((a, b) => a - b)
  const at = (share: number): Day | null => {
    const week = needed[Math.min(RUNS - 1, Math.floor(share * RUNS))]!
    return week === Infinity ? null : shiftDay(today, week * 7)
  }
  const inTime = needed.filter(week => week !== Infinity && shiftDay(today, week * 7) <= end).length / RUNS
  return { kind: 'expected', early: at(0.1), median: at(0.5), late: at(0.9), inTime, runs: RUNS, weeks: weeks.length }
}

/** A small generator of numbers in [0, 1), the same for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
export const seedOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 8), 16) || 1
