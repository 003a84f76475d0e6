import type { Day } from '#server/platform/index.ts'
import type { Leaf, PlanItem } from './model.ts'

export type Completion = {
  readonly leaves: number
  readonly done: number
  readonly weight: number
  readonly doneWeight: number
}
const NONE: Completion = { leaves: 0, done: 0, weight: 0, doneWeight: 0 }

/** A task item is done when every task given for it is accepted, a target when its last value has reached it. */
export function leafOf(item: PlanItem): Leaf {
  const { id, title, weight, due } = item
  if (item.kind === 'task') {
    const all = item.tasks > 0 && item.done === item.tasks
    const blocked = all
      ? null
      : item.tasks === 0
        ? 'not-given'
        : item.late > 0
          ? 'late'
          : item.waiting > 0
            ? 'waiting'
            : null
    return { id, title, weight, due, doneOn: all ? item.doneOn : null, blocked }
  }
  const reached =
    item.value !== null && item.target !== null && (item.falls ? item.value <= item.target : item.value >= item.target)
  return { id, title, weight, due, doneOn: reached ? item.valueOn : null, blocked: reached ? null : 'not-reached' }
}

const isLeaf = (item: PlanItem) => item.kind === 'task' || item.kind === 'target'

/** Every leaf of a plan, with those of other plans that roll up into it. */
export const leavesOf = (items: readonly PlanItem[]): Leaf[] => items.filter(isLeaf).map(leafOf)

/** Completion of each item by count and by weight: its own leaf, its children, and what rolls up into it. */
export function completions(items: readonly PlanItem[]): Map<string, Completion> {
  const below = new Map<string, PlanItem[]>()
  for (const item of items)
    for (const above of [item.parent, item.rollsUp]) if (above) below.set(above, [...(below.get(above) ?? []), item])
  const known = new Map<string, Completion>()
  const of = (item: PlanItem, path: ReadonlySet<string>): Completion => {
    const before = known.get(item.id)
    if (before) return before
    if (path.has(item.id)) return NONE
    const parts = (below.get(item.id) ?? []).map(child => of(child, new Set([...path, item.id])))
    const own = isLeaf(item) ? [asCompletion(leafOf(item))] : []
    const sum = [...own, ...parts].reduce(plus, NONE)
    known.set(item.id, sum)
    return sum
  }
  for (const item of items) of(item, new Set())
  return known
}

const asCompletion = ({ weight, doneOn }: Leaf): Completion => ({
  leaves: 1,
  done: doneOn ? 1 : 0,
  weight,
  doneWeight: doneOn ? weight : 0
})
const plus = (a: Completion, b: Completion): Completion => ({
  leaves: a.leaves + b.leaves,
  done: a.done + b.done,
  weight: a.weight + b.weight,
  doneWeight: a.doneWeight + b.doneWeight
})
export const completionOf = (leaves: readonly Leaf[]): Completion => leaves.map(asCompletion).reduce(plus, NONE)

export type BurnUp = { readonly day: Day; readonly planned: number; readonly done: number | null }[]
/** Weight planned and done by the end of each week of the year; nothing is said of days to come. */
export function burnUp(leaves: readonly Leaf[], year: number, today: Day): BurnUp {
  const points: BurnUp = []
  for (let at = Date.UTC(year, 0, 4); at < Date.UTC(year + 1, 0, 8); at += 7 * 86_400_000) {
    const day = new Date(Math.min(at, Date.UTC(year, 11, 31))).toISOString().slice(0, 10)
    const sum = (test: (leaf: Leaf) => boolean) => leaves.filter(test).reduce((total, leaf) => total + leaf.weight, 0)
    points.push({
      day,
      planned: sum(leaf => (leaf.due ?? `${year}-12-31`) <= day),
      done:
        day <= today || (points.at(-1)?.day ?? '') < today
          ? sum(leaf => leaf.doneOn !== null && leaf.doneOn <= day)
          : null
    })
  }
  return points
}
