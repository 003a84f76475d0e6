import type { Norm } from './model.ts'

/** Sizes a share may be counted in, from whole units down; 0.001 for totals that are no binary fraction. */
const GRAINS = [1, 0.5, 0.25, 0.125, 0.0625, 0.001] as const

/**
 * Cuts a total into shares by weight that add up to it exactly. Every share is at least one grain; the grain is the
 * largest that leaves the weights recognisable.
 */
export function shares(total: Norm, weights: readonly number[]): Norm[] {
  const parts = weights.length
  const fits = (grain: number) =>
    Number.isInteger(total.value / grain) && total.value / grain >= parts * (grain === 1 ? 5 : 3)
  const grain = GRAINS.find(fits) ?? 0.001
  const grains = Math.round(total.value / grain)
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const spare = grains - parts
  const exact = weights.map(weight => (spare * weight) / whole)
  const given = exact.map(Math.floor)
  const rest = spare - given.reduce((sum, each) => sum + each, 0)
  const neediest = exact
    .map((each, index) => ({ index, lacks: each - Math.floor(each) }))
    .sort((a, b) => b.lacks - a.lacks || a.index - b.index)
    .slice(0, rest)
  for (const { index } of neediest) given[index]!++
  return given.map(each => ({ value: grain === 0.001 ? (each + 1) / 1000 : (each + 1) * grain, unit: total.unit }))
}
