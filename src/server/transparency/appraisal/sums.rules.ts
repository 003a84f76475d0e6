import type { Day } from '#server/platform/index.ts'

/** Days, in their order, in runs to be read together: a weekend between two of them does not part them. */
export function runsOf(days: readonly Day[]): { readonly first: Day; readonly last: Day }[] {
  const runs: { first: Day; last: Day }[] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run && Date.parse(day) - Date.parse(run.last) <= 4 * 86_400_000) run.last = day
    else runs.push({ first: day, last: day })
  }
  return runs
}
