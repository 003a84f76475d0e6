import type { FlowNode, ProcessModel, StepNode } from './model.ts'

/** The flows that lead out of a node, those of a step's timers included. */
export function flowsOut(model: ProcessModel, node: FlowNode): readonly string[] {
  switch (node.kind) {
    case 'end':
      return []
    case 'choice':
    case 'split':
      return node.out
    case 'step':
      return [node.out, ...(model.steps[node.id]?.timers ?? []).map(timer => timer.flow)]
    default:
      return [node.out]
  }
}

const onward = (model: ProcessModel, id: string): string[] => {
  const node = model.nodes[id]
  const flows = node ? flowsOut(model, node).flatMap(flow => model.flows[flow] ?? []) : []
  return flows.filter(flow => !flow.back).map(flow => flow.to)
}

/** Whether `from` comes before `to` in the usual course, loops left out: then a dossier at `to` may return to it. */
export function isEarlier(model: ProcessModel, from: string, to: string): boolean {
  const seen = new Set<string>()
  const open = onward(model, from)
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === to) return true
    if (seen.has(node)) continue
    seen.add(node)
    open.push(...onward(model, node))
  }
  return false
}

/** Why a dossier may not go back from one step to another, or null. What a timer began beside the course never joins it. */
export function returnFault(
  model: ProcessModel,
  from: string,
  to: string
): 'step-unknown' | 'step-not-earlier' | 'step-in-other-branch' | null {
  const target = model.nodes[to]
  const scope = model.nodes[from]?.scope ?? []
  if (target?.kind !== 'step') return 'step-unknown'
  if (!isEarlier(model, to, from)) return 'step-not-earlier'
  const shared = target.scope.every((branch, depth) => scope[depth] === branch)
  return shared && !scope.slice(target.scope.length).some(isTimerScope) ? null : 'step-in-other-branch'
}

/** The steps a dossier may be sent back to from a step, in their order. */
export const returnTargets = (model: ProcessModel, step: string): StepNode[] =>
  Object.values(model.steps)
    .filter(each => each.id !== step && returnFault(model, step, each.id) === null)
    .sort((a, b) => a.order - b.order)

/** Names of scopes: a branch of parallel work, or what a timer started beside the usual course. */
export const branchScope = (split: string, flow: string) => `${split}#${flow}`
export const timerScope = (timer: string) => `timer:${timer}`
export const isTimerScope = (scope: string) => scope.startsWith('timer:')
