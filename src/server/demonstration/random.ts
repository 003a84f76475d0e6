/** A seeded stream of numbers: the same seed always tells the same story. (mulberry32) */
export type Random = {
  /** In [0, 1). */
  next(): number
  between(from: number, to: number): number
  whole(from: number, to: number): number
  chance(share: number): boolean
  pick<T>(from: readonly T[]): T
  /** Picks a key by its weight. */
  weighted(weights: Readonly<Record<string, number>>): string
}

export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    between: (from, to) => from + next() * (to - from),
    chance: share => next() < share,
    pick: from => from[whole(0, from.length - 1)]!,
    weighted(weights) {
      const { entries, sum } = drawnUp(weights)
      let left = next() * sum
      for (const [key, weight] of entries) if ((left -= weight) < 0) return key
      return entries.at(-1)![0]
    }
  }
}

type Weights = Readonly<Record<string, number>>
const tables = new WeakMap<Weights, { readonly entries: readonly [string, number][]; readonly sum: number }>()

/** Weights as a list with their sum, drawn up once for the same object. */
function drawnUp(weights: Weights) {
  let table = tables.get(weights)
  if (!table) {
    const entries = Object.entries(weights)
    tables.set(weights, (table = { entries, sum: entries.reduce((sum, [, weight]) => sum + weight, 0) }))
  }
  return table
}
