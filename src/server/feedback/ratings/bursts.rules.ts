/** One rating as the rule looks at it: when, from which desk (officer) and from which keyed address. */
export type Given = {
  readonly at: Date
  readonly officer: string | null
  readonly origin: string | null
  readonly overall: number
}
export type Source = { readonly kind: 'officer' | 'origin'; readonly id: string }
export type Burst = Source & {
  readonly from: Date
  readonly to: Date
  readonly count: number
  /** How many the source's own past makes likely in that time. */
  readonly expected: number
  /** How improbable that is, by a Poisson tail. */
  readonly chance: number
  /** All answers of it were the best, or the worst. */
  readonly alike: boolean
}
export type BurstSettings = {
  readonly minutes: number
  /** Fewer than this is never a burst, whatever the past. */
  readonly least: number
  readonly chance: number
}
export const USUAL_BURSTS: BurstSettings = { minutes: 30, least: 6, chance: 0.001 }

/** Office minutes in a week: a source's own rate is spread over the time in which results are handed over. */
const OFFICE_MINUTES_A_DAY = (8 * 60 * 5) / 7

/**
 * Times in which a source gave improbably many ratings against its own past (the days before the span looked at, with
 * one rating added so that a silent past is no proof). Overlapping windows are one burst, its widest.
 */
export function unusualBursts(
  given: readonly Given[],
  past: readonly Given[],
  pastDays: number,
  settings: BurstSettings = USUAL_BURSTS
): Burst[] {
  const [officers, origins] = [Map.groupBy(past, each => each.officer), Map.groupBy(past, each => each.origin)]
  return sourcesOf(given)
    .flatMap(([source, ratings]) => {
      const before = (source.kind === 'officer' ? officers : origins).get(source.id)?.length ?? 0
      const expected = ((before + 1) / (Math.max(1, pastDays) * OFFICE_MINUTES_A_DAY)) * settings.minutes
      return burstsIn(source, ratings, expected, settings)
    })
    .sort((a, b) => a.chance - b.chance || b.count - a.count || a.from.getTime() - b.from.getTime())
}

function sourcesOf(given: readonly Given[]): [Source, Given[]][] {
  const found = new Map<string, [Source, Given[]]>()
  for (const rating of given)
    for (const kind of ['officer', 'origin'] as const) {
      const id = rating[kind]
      if (id === null) continue
      const entry = found.get(`${kind} ${id}`) ?? [{ kind, id }, []]
      entry[1].push(rating)
      found.set(`${kind} ${id}`, entry)
    }
  return [...found.values()]
}

function burstsIn(source: Source, ratings: readonly Given[], expected: number, settings: BurstSettings): Burst[] {
  const sorted = ratings.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const span = settings.minutes * 60_000
  const bursts: Burst[] = []
  let start = 0
  for (let end = 0; end < sorted.length; end++) {
    while (sorted[end]!.at.getTime() - sorted[start]!.at.getTime() > span) start++
    const count = end - start + 1
    const chance = atLeast(count, expected)
    if (count < settings.least || chance >= settings.chance) continue
    const within = sorted.slice(start, end + 1)
    const alike = within.every(({ overall }) => overall === 5) || within.every(({ overall }) => overall === 1)
    const burst = { ...source, from: within[0]!.at, to: within.at(-1)!.at, count, expected, chance, alike }
    const last = bursts.at(-1)
    if (last && last.to >= burst.from) {
      if (burst.count > last.count) bursts[bursts.length - 1] = burst
    } else bursts.push(burst)
  }
  return bursts
}

/** P(X ≥ n) of a Poisson variable with this mean. */
export function atLeast(n: number, mean: number): number {
  if (n <= 0) return 1
  // The tail summed from n on, so that tiny chances are not lost in 1 - something near 1.
  let term = Math.exp(-mean + n * Math.log(mean) - logFactorial(n))
  let sum = 0
  for (let k = n; k < n + 400 && (term > 1e-18 * sum || k < mean); k++) {
    sum += term
    term *= mean / (k + 1)
  }
  return Math.min(1, sum)
}
function logFactorial(n: number): number {
  let sum = 0
  for (let k = 2; k <= n; k++) sum += Math.log(k)
  return sum
}
