import type { Comparable, NodeKind, Score, Verdict } from './model.ts'

/** A criterion's result in one year, with the range it moves in. */
export type Outcome = Pick<Score, 'final' | 'low' | 'high'> & { readonly minimum: number; readonly maximum: number }
/** What was lost: the maximum that was not reached, or the own level of the year before. */
export type Loss = 'not-reached' | 'fallen'

/** Half a unit in the fourth decimal: finer than any published score. */
const EPSILON = 0.00005
const range = ({ minimum, maximum }: Outcome) => maximum - minimum
const shareOf = (outcome: Outcome, value: number) => (value - outcome.minimum) / range(outcome)

/** Points not reached in a year; null where there is no score. */
export const notReached = ({ final, maximum }: Pick<Outcome, 'final' | 'maximum'>): number | null =>
  final === null ? null : Math.max(0, round(maximum - final))

/** Points fallen since last year, in points of this year; null where the two cannot be compared. */
export function fallen(before: Outcome, now: Outcome, comparable: Comparable): number | null {
  if (before.final === null || now.final === null || comparable === 'no') return null
  if (comparable === 'yes') return Math.max(0, round(before.final - now.final))
  return Math.max(0, round((shareOf(before, before.final) - shareOf(now, now.final)) * range(now)))
}

/** Whether a survey's fall is more than its interval explains; without an interval nobody can say. */
export const outsideInterval = (before: Outcome, now: Outcome): boolean | null =>
  before.final === null || now.high === null ? null : now.high < before.final

/**
 * The verdict of the year after on a lost point. `level` is what had to be regained: the maximum, or the level before
 * the fall, in points of the year of the loss. A survey point counts as lost again only when the level lies outside the
 * interval of the new score; inside it, or without an interval, the years cannot be compared unless the level was met.
 */
export function verdictOn(
  loss: { readonly then: Outcome; readonly level: number },
  after: Outcome | null,
  { kind, comparable }: { kind: NodeKind; comparable: Comparable }
): Verdict {
  const { then, level } = loss
  if (!after || after.final === null || then.final === null || comparable === 'no') return 'cannot-compare'
  const inNow = (value: number) =>
    comparable === 'share' ? after.minimum + shareOf(then, value) * range(after) : value
  const [wanted, was] = [inNow(level), inNow(then.final)]
  if (after.final >= wanted - EPSILON) return 'mended'
  if (kind === 'survey' && (after.high === null || after.high >= wanted)) return 'cannot-compare'
  return after.final > was + EPSILON ? 'partly' : 'lost-again'
}

/** The worst quarter of a year: who stands at or below the first quartile (linear between neighbours, as databases count it). */
export function worstQuarter(scores: ReadonlyMap<string, number>): Set<string> {
  const sorted = [...scores.values()].sort((a, b) => a - b)
  const place = (sorted.length - 1) * 0.25
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  const quartile = below + (place - Math.floor(place)) * (above - below)
  return new Set([...scores].filter(([, score]) => score <= quartile + 1e-12).map(([subject]) => subject))
}

/** Among those scored in both years: how many of the worst quarter are there again, and of how many. */
export function repeated(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): [number, number] {
  const both = (scores: ReadonlyMap<string, number>) =>
    new Map([...scores].filter(([subject]) => before.has(subject) && after.has(subject)))
  const [then, now] = [worstQuarter(both(before)), worstQuarter(both(after))]
  return [[...then].filter(subject => now.has(subject)).length, then.size]
}

const round = (value: number) => Math.round(value * 1e4) / 1e4
