import { branchScope, isTimerScope, timerScope } from './graph.rules.ts'
import { fault } from './raw.ts'
import type { RawNode, RawProcess } from './raw.ts'
import type { ProcessFault } from './refusals.ts'

export type Scope = readonly string[]
export type Scoped = { readonly scopes: ReadonlyMap<string, Scope>; readonly faults: readonly ProcessFault[] }

/**
 * Finds in which branches of parallel work each node lies. Parallel work must be nested like brackets: every branch of a
 * split comes to the same join, nothing enters or leaves a branch by the side. That is stricter than BPMN, and it is why
 * every marking the interpreter can reach can also finish.
 */
export function scopesOf(raw: RawProcess): Scoped {
  const scopes = new Map<string, Scope>()
  const arrived = new Map<string, Scope>()
  const faults: ProcessFault[] = []
  const start = [...raw.nodes.values()].find(node => node.kind === 'start')
  const open: { node: RawNode; scope: Scope }[] = start ? [{ node: start, scope: [] }] : []
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, scope } = next
    const known = scopes.get(node.id)
    if (known) {
      if (!same(known, scope)) faults.push(fault('parallel-not-nested', node))
      continue
    }
    scopes.set(node.id, scope)
    if (node.kind === 'end' && scope.length > 0 && !isTimerScope(scope.at(-1)!))
      faults.push(fault('end-inside-parallel', node))
    for (const { flow, within } of onward(node, scope)) {
      arrived.set(flow, within)
      const to = raw.nodes.get(raw.flows.get(flow)!.to)!
      if (!isJoin(to)) open.push({ node: to, scope: within })
      else if (to.in.every(each => arrived.has(each))) {
        const joined = afterJoin(raw, to, arrived)
        if (joined) open.push({ node: to, scope: joined })
        else faults.push(fault('join-mismatched', to))
      }
    }
  }
  const stuck = [...raw.nodes.values()].filter(node => isJoin(node) && !node.in.every(flow => arrived.has(flow)))
  return { scopes, faults: [...once(faults), ...stuck.map(node => fault('join-mismatched', node))] }
}

export const isJoin = (node: RawNode) => node.kind === 'parallel' && node.in.length > 1

function onward(node: RawNode, scope: Scope): { flow: string; within: Scope }[] {
  const split = node.kind === 'parallel' && node.out.length > 1
  const inner = isJoin(node) ? scope.slice(0, -1) : scope
  return [
    ...node.out.map(flow => ({ flow, within: split ? [...inner, branchScope(node.id, flow)] : inner })),
    ...node.timers.flatMap(timer =>
      timer.out.map(flow => ({ flow, within: timer.interrupting ? inner : [...inner, timerScope(timer.id)] }))
    )
  ]
}

/**
 * The scope tokens have while they wait at a join (named after the first branch), or null when the flows into it are not
 * exactly the branches of one split.
 */
function afterJoin(raw: RawProcess, node: RawNode, arrived: ReadonlyMap<string, Scope>): Scope | null {
  const incoming = node.in.map(flow => arrived.get(flow)!)
  const first = incoming[0]!
  const split = first.at(-1)?.split('#')[0]
  const branches = raw.nodes.get(split ?? '')?.out ?? []
  const labels = new Set(incoming.map(scope => scope.at(-1)))
  const whole = branches.length === incoming.length && branches.every(flow => labels.has(branchScope(split!, flow)))
  return whole && incoming.every(scope => same(scope.slice(0, -1), first.slice(0, -1))) ? first : null
}

const same = (a: Scope, b: Scope) => a.length === b.length && a.every((each, index) => each === b[index])
const once = (faults: ProcessFault[]) =>
  faults.filter((each, index) => faults.findIndex(other => other.at === each.at && other.code === each.code) === index)
