import { leaving } from './raw.ts'
import type { RawProcess } from './raw.ts'

/** Flows that lead back into a loop, and the nodes in the usual order: every other flow leads onward in it. */
export function orderOf(raw: RawProcess): { readonly back: ReadonlySet<string>; readonly order: readonly string[] } {
  const back = new Set<string>()
  const done = new Set<string>()
  const within = new Set<string>()
  const finished: string[] = []
  const visit = (id: string) => {
    within.add(id)
    for (const flow of leaving(raw.nodes.get(id)!).reverse()) {
      const to = raw.flows.get(flow)!.to
      if (within.has(to)) back.add(flow)
      else if (!done.has(to)) visit(to)
    }
    within.delete(id)
    done.add(id)
    finished.push(id)
  }
  for (const node of raw.nodes.values()) if (node.kind === 'start' && !done.has(node.id)) visit(node.id)
  return { back, order: finished.reverse() }
}
