import type { Comparable, Crossing, NodeKey } from './model.ts'
import { fallen } from './verdict.rules.ts'
import type { Outcome } from './verdict.rules.ts'

type Outcomes = ReadonlyMap<NodeKey, Outcome>
type Link = Pick<Crossing, 'from' | 'to' | 'comparable'>
export type Linked = {
  /** What must be looked at together: the criterion, what it was merged with, what it was split into. */
  readonly from: readonly NodeKey[]
  readonly to: readonly NodeKey[]
  readonly comparable: Comparable
}

/** Everything that hangs together with a criterion over the links of a crosswalk; null where it has none. */
export function linkedWith(crossings: readonly Link[], of: { from?: NodeKey; to?: NodeKey }): Linked | null {
  const links = crossings.filter(({ from, to }) => from !== null && to !== null)
  const [from, to] = [new Set(of.from ? [of.from] : []), new Set(of.to ? [of.to] : [])]
  const met = new Set<Link>()
  for (let grown = true; grown;) {
    grown = false
    for (const link of links) {
      if (met.has(link) || !(from.has(link.from!) || to.has(link.to!))) continue
      met.add(link)
      from.add(link.from!)
      to.add(link.to!)
      grown = true
    }
  }
  if (met.size === 0) return null
  const said = [...met].map(({ comparable }) => comparable)
  const comparable = said.includes('no') ? 'no' : said.includes('share') ? 'share' : 'yes'
  return { from: [...from], to: [...to], comparable }
}

/** Several criteria as one: points add up; an interval stays only where there is one criterion. Null when one is unknown. */
export function together(keys: readonly NodeKey[], outcomes: Outcomes): Outcome | null {
  const found = keys.flatMap(key => outcomes.get(key) ?? [])
  if (found.length === 0 || found.length < keys.length || found.some(({ final }) => final === null)) return null
  if (found.length === 1) return found[0]!
  const sum = (of: (one: Outcome) => number) => Math.round(found.reduce((all, one) => all + of(one), 0) * 1e6) / 1e6
  return {
    final: sum(({ final }) => final!),
    minimum: sum(({ minimum }) => minimum),
    maximum: sum(({ maximum }) => maximum),
    low: null,
    high: null
  }
}

/**
 * What of a fall since the year before a criterion carries: of what was split or merged the fall of the whole, divided
 * among its parts by their maxima, so that it is counted once. Null where the years cannot be compared.
 */
export function fallOf(node: NodeKey, crossings: readonly Link[], then: Outcomes, now: Outcomes) {
  const linked = linkedWith(crossings, { to: node })
  const own = now.get(node)
  if (!linked || !own) return null
  const [before, after] = [together(linked.from, then), together(linked.to, now)]
  if (!before || !after) return null
  const whole = fallen(before, after, linked.comparable)
  return whole === null
    ? null
    : { points: Math.round(((whole * own.maximum) / after.maximum) * 1e4) / 1e4, before, after }
}

/**
 * What a lost point is judged by in the year after. A merged criterion is judged through all its links: what was merged
 * with it must have kept what it had, and this one regained what it lost.
 */
export function judgedBy(
  lost: { readonly node: NodeKey; readonly level: number; readonly then: Outcome },
  crossings: readonly Link[],
  then: Outcomes,
  now: Outcomes
): { comparable: Comparable; level: number; then: Outcome; after: Outcome | null } {
  const nothing = { comparable: 'no' as const, level: lost.level, then: lost.then, after: null }
  const linked = linkedWith(crossings, { from: lost.node })
  if (!linked || linked.comparable === 'no') return nothing
  const after = together(linked.to, now)
  const others = linked.from.filter(key => key !== lost.node)
  const beside = others.length === 0 ? null : together(others, then)
  if (!after || (others.length > 0 && !beside)) return nothing
  const whole = beside
    ? together(['lost', 'beside'], new Map([['lost', lost.then] as const, ['beside', beside] as const]))
    : lost.then
  return whole
    ? { comparable: linked.comparable, level: lost.level + (beside?.final ?? 0), then: whole, after }
    : nothing
}
