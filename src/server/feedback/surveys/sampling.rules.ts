/** One group of the settled dossiers: how many there are, and how many of them are asked. */
export type Stratum = { readonly key: string; readonly size: number; readonly sample: number }

/**
 * How many to ask in each stratum: in proportion to its size by largest remainders, at least `least` of each as far as
 * it has that many, never more than there are. The sum is the wanted sample, or all there are.
 */
export function allocate(sizes: ReadonlyMap<string, number>, wanted: number, least = 2): Stratum[] {
  const strata = [...sizes].filter(([, size]) => size > 0).sort(([a], [b]) => (a < b ? -1 : 1))
  const all = strata.reduce((sum, [, size]) => sum + size, 0)
  const floors = strata.map(([, size]) => Math.min(size, least))
  const target = Math.min(
    all,
    Math.max(
      wanted,
      floors.reduce((sum, each) => sum + each, 0)
    )
  )
  const shares = strata.map(([, size]) => (size / Math.max(1, all)) * target)
  const sample = strata.map(([, size], i) => Math.min(size, Math.max(floors[i]!, Math.floor(shares[i]!))))
  const sum = () => sample.reduce((whole, each) => whole + each, 0)
  const owed = (i: number) => shares[i]! - sample[i]!
  while (sum() < target) {
    const open = strata.keys().filter(i => sample[i]! < strata[i]![1])
    sample[[...open].reduce((best, i) => (owed(i) > owed(best) ? i : best))]! += 1
  }
  while (sum() > target) {
    const open = [...strata.keys()].filter(i => sample[i]! > floors[i]!)
    sample[open.reduce((best, i) => (owed(i) < owed(best) ? i : best))]! -= 1
  }
  return strata.map(([key, size], i) => ({ key, size, sample: sample[i]! }))
}

/** The older rule of samples: n = N / (1 + N·e²), e the error allowed. */
export const sampleFor = (population: number, error = 0.05): number =>
  Math.ceil(population / (1 + population * error * error) - 1e-9)
