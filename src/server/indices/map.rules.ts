/** A figure of a subject, on the map of its own year. */
type Figure = {
  readonly subject: string
  readonly value: number | null
  readonly low?: number | null
  readonly high?: number | null
}
export type OnMap = {
  readonly subject: string
  readonly value: number
  readonly low: number | null
  readonly high: number | null
  readonly of: readonly string[]
}

/**
 * Figures on the map of today. The rule is the unweighted mean of the predecessors that were scored: a reading aid,
 * never a published figure, and labelled so wherever it is shown. A unit that was split hands its figure to each part.
 * An interval is kept only where a figure stands for itself: the mean of intervals is no interval.
 */
export function onTodaysMap(
  figures: readonly Figure[],
  successors: readonly { code: string; successor: string }[]
): OnMap[] {
  const after = Map.groupBy(successors, ({ code }) => code)
  const gathered = new Map<string, Figure[]>()
  for (const figure of figures) {
    if (figure.value === null) continue
    for (const subject of after.get(figure.subject)?.map(({ successor }) => successor) ?? [figure.subject])
      gathered.set(subject, [...(gathered.get(subject) ?? []), figure])
  }
  return [...gathered].map(([subject, from]) => ({
    subject,
    value: Math.round((from.reduce((sum, { value }) => sum + value!, 0) / from.length) * 1e6) / 1e6,
    low: from.length === 1 ? (from[0]!.low ?? null) : null,
    high: from.length === 1 ? (from[0]!.high ?? null) : null,
    of: from.map(one => one.subject)
  }))
}

/** Figures as they were, on the map of their year. */
export const onOwnMap = (figures: readonly Figure[]): OnMap[] =>
  figures.flatMap(({ subject, value, low, high }) =>
    value === null ? [] : [{ subject, value, low: low ?? null, high: high ?? null, of: [subject] }]
  )

/** Places by figure, the highest first; equal figures share a place. */
export function ranked(figures: readonly OnMap[]): (OnMap & { rank: number })[] {
  const sorted = [...figures].sort((a, b) => b.value - a.value || (a.subject < b.subject ? -1 : 1))
  return sorted.map(one => ({ ...one, rank: sorted.findIndex(other => other.value === one.value) + 1 }))
}

export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
