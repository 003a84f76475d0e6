import { holds } from './feel.rules.ts'
import type { FlowNode, ProcessModel } from './model.ts'

/**
 * Whether finishing a step with this outcome sends the case back instead of onward: by the outcome itself, or because the
 * way drawn for it is a way back. Ways that hang on other data are taken as if nothing was known of it.
 */
export function leadsBack(model: ProcessModel, step: string, outcome: string): boolean {
  if (model.steps[step]?.outcomes.some(each => each.code === outcome && each.returnTo !== null)) return true
  const seen = new Set<string>()
  let flow = onward(model, model.nodes[step], outcome)
  while (flow && !flow.back && !seen.has(flow.id)) {
    seen.add(flow.id)
    const next = model.nodes[flow.to]
    flow = next?.kind === 'choice' ? onward(model, next, outcome) : undefined
  }
  return flow?.back === true
}

function onward(model: ProcessModel, node: FlowNode | undefined, outcome: string) {
  if (node?.kind === 'step') return model.flows[node.out]
  if (node?.kind !== 'choice') return undefined
  const chosen = node.out.find(out => {
    const condition = model.flows[out]?.condition
    if (out === node.otherwise || !condition) return false
    const met = holds(condition, { outcome })
    return met.ok && met.value
  })
  return model.flows[chosen ?? node.otherwise]
}
