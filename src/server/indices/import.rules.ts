import type { IndexNode, NodeKey } from './model.ts'
import { totals } from './edition.rules.ts'

/** A total of the data beside the one its parts give. */
export type Rebuilt = {
  readonly subject: string
  readonly stated: number
  readonly found: number
  readonly differs: boolean
}

/**
 * How far a total may stand from its parts because both were printed rounded: half a unit in the last place of each
 * part, times its weight, and half of one in the total.
 */
export function roundingRoom(nodes: readonly IndexNode[], key: NodeKey, decimals: number): number {
  const half = 0.5 * 10 ** -decimals
  const spread = (node: IndexNode): number => {
    const children = nodes.filter(one => one.parent === node.key && one.kind !== 'indicator')
    if (children.length === 0) return half
    const factor = Number(/^weighted\(\s*([\d.]+)/.exec(node.rule)?.[1] ?? 1)
    return factor * children.reduce((sum, child) => sum + (factor === 1 ? 1 : child.weight) * spread(child), 0)
  }
  return spread(nodes.find(node => node.key === key)!) + half + 1e-9
}

/** Rebuilds one node of every subject from the leaves and compares it with what the data state. */
export function rebuild(
  nodes: readonly IndexNode[],
  key: NodeKey,
  subjects: ReadonlyMap<
    string,
    { readonly leaves: ReadonlyMap<NodeKey, number | null>; readonly stated: number | null }
  >,
  decimals: number
): Rebuilt[] {
  const room = roundingRoom(nodes, key, decimals)
  return [...subjects].flatMap(([subject, { leaves, stated }]) => {
    const found = totals(nodes, leaves).get(key) ?? null
    if (found === null || stated === null) return []
    return [{ subject, stated, found, differs: Math.abs(found - stated) > room }]
  })
}

/** The criteria of one year of PAPI from the codes that carry data in it; a dimension's 1–10 is shared equally by its parts. */
export function papiNodes(
  parts: readonly { key: NodeKey; code: string }[],
  names: ReadonlyMap<string, Named>
): IndexNode[] {
  const dimensions = [...new Set(parts.map(({ code }) => code.split('.')[0]!))].sort()
  const root = group('papi', 'PAPI', null, names.get('papi')!, dimensions.length, 10 * dimensions.length)
  return [
    root,
    ...dimensions.flatMap(dimension => {
      const own = parts
        .filter(({ code }) => code.startsWith(`${dimension}.`))
        .sort((a, b) => (a.code < b.code ? -1 : 1))
      const share = (points: number) => Math.round((points / own.length) * 1e6) / 1e6
      return [
        group(`d${dimension}`, dimension, 'papi', names.get(`d${dimension}`)!, 1, 10),
        ...own.map(({ key, code }) => ({
          ...group(key, code, `d${dimension}`, names.get(key) ?? { vi: key }, share(1), share(10)),
          kind: 'survey' as const,
          rule: ''
        }))
      ]
    })
  ]
}

/** The ten parts of PCI under the total out of 100. */
export const pciNodes = (
  parts: readonly { key: NodeKey; weight: number }[],
  names: ReadonlyMap<string, Named>
): IndexNode[] => [
  { ...group('pci', 'PCI', null, names.get('pci')!, 10, 100), rule: 'weighted(10)' },
  ...parts.map(({ key, weight }, at) => ({
    ...group(key, String(at + 1), 'pci', names.get(key)!, 1, 10),
    kind: 'survey' as const,
    rule: '',
    weight
  }))
]

/** Values below the points: what an index owner publishes under a part. */
export const indicatorNodes = (list: readonly { code: string; part: NodeKey; label: string }[]): IndexNode[] =>
  list.map(({ code, part, label }) => ({
    ...group(`i-${code}`, code, part, { vi: label }, 0, 0),
    kind: 'indicator',
    rule: '',
    maximum: null
  }))

type Named = { readonly vi: string; readonly en?: string }
const group = (
  key: string,
  code: string,
  parent: string | null,
  name: Named,
  minimum: number,
  maximum: number
): IndexNode => ({
  key,
  code,
  parent,
  name,
  kind: 'group',
  minimum,
  maximum,
  weight: 1,
  rule: 'allOf()',
  examples: [],
  evidence: '',
  owner: ''
})

export const numberOr = (text: string | undefined): number | null => {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  return Number.isNaN(value) ? null : value
}
