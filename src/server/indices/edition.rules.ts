import type { Crossing, EditionDraft, IndexNode, NodeKey } from './model.ts'
import { exampleFaults, groupRule, ruleFault } from './rule.rules.ts'
import type { RuleFault } from './rule.rules.ts'

export type EditionFault = { readonly row: number | null; readonly key: string } & (
  | RuleFault
  | { readonly code: 'key-twice' | 'parent-missing' | 'root-not-one' | 'owner-rule-missing' | 'tree-loops' }
  | { readonly code: 'maxima-differ'; readonly stated: number; readonly found: number }
)

export const childrenOf = (nodes: readonly IndexNode[], key: NodeKey): IndexNode[] =>
  nodes.filter(node => node.parent === key && node.kind !== 'indicator')
export const rootOf = (nodes: readonly IndexNode[]): IndexNode | undefined =>
  nodes.find(node => node.parent === null && node.kind !== 'indicator')
/** Criteria that carry points of their own. */
export const leavesOf = (nodes: readonly IndexNode[]): IndexNode[] =>
  nodes.filter(node => node.kind !== 'group' && node.kind !== 'indicator' && childrenOf(nodes, node.key).length === 0)

/** Everything wrong with an edition, by the row it was read from (`rows` beside `nodes`). */
export function faultsOf(draft: EditionDraft, rows: readonly number[] = []): EditionFault[] {
  const { nodes } = draft
  const keys = new Set<NodeKey>()
  const faults: EditionFault[] = []
  const at = (node: IndexNode) => ({ row: rows[nodes.indexOf(node)] ?? null, key: node.key })
  for (const node of nodes) {
    if (keys.has(node.key)) faults.push({ ...at(node), code: 'key-twice' })
    keys.add(node.key)
  }
  for (const node of nodes) {
    if (node.parent !== null && !keys.has(node.parent)) faults.push({ ...at(node), code: 'parent-missing' })
    else if (loops(nodes, node)) faults.push({ ...at(node), code: 'tree-loops' })
    faults.push(
      ...(node.kind === 'group' ? groupFaults(nodes, node) : leafFaults(node)).map(one => ({ ...at(node), ...one }))
    )
  }
  const roots = nodes.filter(node => node.parent === null && node.kind !== 'indicator')
  if (roots.length !== 1) faults.push({ row: null, key: roots.map(({ key }) => key).join(', '), code: 'root-not-one' })
  return faults
}

function loops(nodes: readonly IndexNode[], from: IndexNode): boolean {
  let above = from.parent
  for (let step = 0; above !== null; step++) {
    if (above === from.key || step > nodes.length) return true
    above = nodes.find(node => node.key === above)?.parent ?? null
  }
  return false
}

type Bare = RuleFault | { code: 'owner-rule-missing' } | { code: 'maxima-differ'; stated: number; found: number }

/** A group's maximum is what its parts add up to, weighted where its rule says so. */
function groupFaults(nodes: readonly IndexNode[], group: IndexNode): Bare[] {
  const rule = groupRule(group.rule)
  if (!rule) return [{ code: 'rule-broken', detail: group.rule }]
  const found = combine(
    childrenOf(nodes, group.key).map(({ weight, maximum }) => ({ weight, value: maximum ?? 0 })),
    rule
  )
  const stated = group.maximum ?? 0
  return found !== null && Math.abs(found - stated) < 0.005
    ? []
    : [{ code: 'maxima-differ', stated, found: found ?? 0 }]
}

function leafFaults(node: IndexNode): Bare[] {
  if (node.kind === 'indicator') return []
  if (node.rule === '') return node.kind === 'appraised' ? [{ code: 'owner-rule-missing' }] : []
  const broken = ruleFault(node.rule)
  if (broken) return [broken]
  return exampleFaults(node.rule, { minimum: node.minimum, maximum: node.maximum! }, node.examples)
}

/** Values of the parts as the value of the whole; null when one is not known. */
export function combine(
  parts: readonly { readonly weight: number; readonly value: number | null }[],
  rule: NonNullable<ReturnType<typeof groupRule>>
): number | null {
  if (parts.length === 0 || parts.some(({ value }) => value === null)) return null
  const sum = parts.reduce((all, { weight, value }) => all + (rule.kind === 'weighted' ? weight : 1) * value!, 0)
  return Math.round((rule.kind === 'weighted' ? rule.factor : 1) * sum * 1e6) / 1e6
}

/** The value of every node from those of the leaves; a group with an unknown part is unknown. */
export function totals(
  nodes: readonly IndexNode[],
  leaves: ReadonlyMap<NodeKey, number | null>
): Map<NodeKey, number | null> {
  const found = new Map<NodeKey, number | null>()
  const valueOf = (node: IndexNode): number | null => {
    const before = found.get(node.key)
    if (before !== undefined) return before
    const children = childrenOf(nodes, node.key)
    const value =
      children.length === 0
        ? (leaves.get(node.key) ?? null)
        : combine(
            children.map(child => ({ weight: child.weight, value: valueOf(child) })),
            groupRule(node.rule) ?? { kind: 'sum' }
          )
    found.set(node.key, value)
    return value
  }
  for (const node of nodes) if (node.kind !== 'indicator') valueOf(node)
  return found
}

/** A proposal by stable keys: same where nothing changed, comparable as a share where only the range did. */
export function proposeCrosswalk(before: readonly IndexNode[], after: readonly IndexNode[]): Crossing[] {
  const then = new Map(before.map(node => [node.key, node]))
  const now = new Set(after.map(node => node.key))
  const met = after.map((node): Crossing => {
    const old = then.get(node.key)
    if (!old) return { from: null, to: node.key, relation: 'new', comparable: 'no', note: '' }
    const sameRange = old.maximum === node.maximum && old.minimum === node.minimum
    const renamed = old.code !== node.code || old.name.vi !== node.name.vi
    return {
      from: node.key,
      to: node.key,
      relation: renamed ? 'renamed' : 'same',
      comparable: old.kind !== node.kind ? 'no' : sameRange ? 'yes' : 'share',
      note: ''
    }
  })
  const gone = before
    .filter(node => !now.has(node.key))
    .map((node): Crossing => ({ from: node.key, to: null, relation: 'dropped', comparable: 'no', note: '' }))
  return [...met, ...gone]
}
