/** A unit's dossiers of one procedure: how many, and the sum of what is compared (dossiers on time, office minutes). */
export type Stratum = {
  readonly unit: string
  readonly procedure: string
  readonly count: number
  readonly sum: number
}

export type Compared = {
  /** The unit's own figure over all it settled. */
  readonly raw: number
  /** As if it settled the common mix of procedures; null where too little of that mix is settled here. */
  readonly standard: number | null
  /** The share of the common mix that this unit settles at all. */
  readonly covered: number
}

/** Below this share of the common mix a comparison would speak of other work than the unit's. */
export const LEAST_COVERED = 0.5

/**
 * Compares units by direct standardisation: each unit's figure per procedure, weighted by the procedure's share in the
 * work of all units together, over the procedures that the unit settles. So a unit with the harder procedures is not
 * called slow for having them. Pure.
 */
export function compared(strata: readonly Stratum[]): Map<string, Compared> {
  const settled = strata.filter(({ count }) => count > 0)
  const all = settled.reduce((sum, { count }) => sum + count, 0)
  const mix = new Map<string, number>()
  for (const { procedure, count } of settled) mix.set(procedure, (mix.get(procedure) ?? 0) + count / all)
  const units = Map.groupBy(settled, ({ unit }) => unit)
  return new Map([...units].map(([unit, own]) => [unit, comparedTo(mix, own)]))
}

function comparedTo(mix: ReadonlyMap<string, number>, own: readonly Stratum[]): Compared {
  let [count, sum, weighted, covered] = [0, 0, 0, 0]
  for (const each of byProcedure(own)) {
    const weight = mix.get(each.procedure)!
    count += each.count
    sum += each.sum
    weighted += weight * (each.sum / each.count)
    covered += weight
  }
  const standard = covered < LEAST_COVERED - 1e-9 ? null : weighted / covered
  return { raw: sum / count, standard, covered: Math.min(1, covered) }
}

/** A unit with parts of its own (divisions) counts as one. */
function byProcedure(own: readonly Stratum[]): Iterable<Omit<Stratum, 'unit'>> {
  const found = new Map<string, { procedure: string; count: number; sum: number }>()
  for (const { procedure, count, sum } of own) {
    const before = found.get(procedure)
    if (before) {
      before.count += count
      before.sum += sum
    } else found.set(procedure, { procedure, count, sum })
  }
  return found.values()
}
