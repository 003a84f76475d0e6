/** What the answers of one stratum say of one question: how many gave a number, their sum and sum of squares. */
export type Answered = {
  readonly key: string
  /** Dossiers in the stratum, of which these were asked. */
  readonly size: number
  readonly count: number
  readonly sum: number
  readonly squares: number
}
export type Estimate = {
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly count: number
  /** Dossiers in strata where nobody answered: the mean does not speak for them. */
  readonly unheard: number
}

/** 97.5 % of the normal distribution. */
const Z = 1.959964

/**
 * The weighted mean over strata with its 95 % interval: each stratum speaks for its size, its spread shrinks with the
 * share that answered. A stratum with one answer lends its spread from the others. Null where nobody answered.
 */
export function stratified(strata: readonly Answered[], bounds: { least: number; most: number }): Estimate | null {
  const heard = strata.filter(({ count }) => count > 0)
  const size = heard.reduce((sum, each) => sum + each.size, 0)
  if (size === 0) return null
  const pooled = pooledVariance(heard)
  let mean = 0
  let variance = 0
  for (const stratum of heard) {
    const weight = stratum.size / size
    const spread = varianceOf(stratum) ?? pooled
    mean += weight * (stratum.sum / stratum.count)
    variance += (weight * weight * Math.max(0, 1 - stratum.count / stratum.size) * spread) / stratum.count
  }
  const half = Z * Math.sqrt(variance)
  return {
    mean,
    low: Math.max(bounds.least, mean - half),
    high: Math.min(bounds.most, mean + half),
    count: heard.reduce((sum, each) => sum + each.count, 0),
    unheard: strata.reduce((sum, each) => sum + (each.count === 0 ? each.size : 0), 0)
  }
}

const varianceOf = ({ count, sum, squares }: Answered): number | null =>
  count < 2 ? null : Math.max(0, (squares - (sum * sum) / count) / (count - 1))

function pooledVariance(strata: readonly Answered[]): number {
  const told = strata.filter(({ count }) => count >= 2)
  const free = told.reduce((sum, { count }) => sum + count - 1, 0)
  return free === 0 ? 0 : told.reduce((sum, each) => sum + (varianceOf(each) ?? 0) * (each.count - 1), 0) / free
}
