/** A component as one side tells it. */
export type Told = {
  readonly numerator: number | null
  readonly denominator: number | null
  readonly points: number | null
}
/**
 * Where two figures of one component part: what is counted (`numerator`), what it is taken of (`denominator`), both
 * (`counts`), the points given for the same counts (`rule`), or one side says nothing.
 */
export const CAUSES = ['none', 'numerator', 'denominator', 'counts', 'rule', 'ours-silent', 'theirs-silent'] as const
export type Cause = (typeof CAUSES)[number]

/** What rounding and the portal's own fractions explain (rebuilt figures agree to within 0.015). */
const CLOSE = 0.015

const differ = (ours: number | null, theirs: number | null) => ours !== null && theirs !== null && ours !== theirs

/** Why our figure and the national portal's are not the same; null is a side that has none at all. */
export function causeOf(ours: Told, theirs: Told | null): Cause {
  if (!theirs || (theirs.points === null && theirs.numerator === null)) return 'theirs-silent'
  if (ours.points === null && ours.numerator === null) return 'ours-silent'
  const above = differ(ours.numerator, theirs.numerator)
  const below = differ(ours.denominator, theirs.denominator)
  if (above && below) return 'counts'
  if (above || below) return above ? 'numerator' : 'denominator'
  if (ours.points === null) return 'ours-silent'
  return theirs.points === null || Math.abs(ours.points - theirs.points) <= CLOSE ? 'none' : 'rule'
}
