import { conditionFault } from './feel.rules.ts'
import { fault, leaving } from './raw.ts'
import type { RawNode, RawProcess } from './raw.ts'
import type { ProcessFault } from './refusals.ts'

/** What is wrong with single nodes and flows, and with what can be reached. */
export function shapeFaults(raw: RawProcess): ProcessFault[] {
  const nodes = [...raw.nodes.values()]
  const starts = nodes.filter(node => node.kind === 'start')
  return [
    ...(starts.length === 0 ? [fault('start-missing', null)] : []),
    ...starts.slice(1).map(node => fault('several-starts', node)),
    ...(nodes.some(node => node.kind === 'end') ? [] : [fault('end-missing', null)]),
    ...nodes.flatMap(node => nodeFaults(raw, node)),
    ...flowFaults(raw),
    ...reachFaults(raw, starts[0]),
    ...idleCycles(raw)
  ]
}

function nodeFaults(raw: RawProcess, node: RawNode): ProcessFault[] {
  const found: ProcessFault[] = []
  if (node.kind === 'start' && node.in.length > 0) found.push(fault('start-entered', node))
  if (node.kind !== 'end' && node.out.length === 0) found.push(fault('flow-out-missing', node))
  if ((node.kind === 'step' || node.kind === 'start') && node.out.length > 1)
    found.push(fault('flow-out-several', node))
  if (node.kind === 'end' && node.out.length > 0) found.push(fault('flow-out-several', node))
  if (node.kind === 'parallel' && node.in.length > 1 && node.out.length > 1) found.push(fault('parallel-mixed', node))
  for (const timer of node.timers)
    if (timer.out.length !== 1) found.push(fault('timer-broken', { id: timer.id, name: node.name }, 'flow'))
  return node.kind === 'choice' && node.out.length > 1 ? [...found, ...choiceFaults(raw, node)] : found
}

function choiceFaults(raw: RawProcess, node: RawNode): ProcessFault[] {
  const bare = node.out.filter(flow => flow !== node.otherwise && !raw.flows.get(flow)?.condition)
  const lost = node.otherwise !== null && !node.out.includes(node.otherwise)
  return [
    ...(node.otherwise === null || lost ? [fault('choice-without-default', node)] : []),
    ...bare.map(flow => fault('flow-without-condition', { id: flow, name: node.name }))
  ]
}

function flowFaults(raw: RawProcess): ProcessFault[] {
  return [...raw.flows.values()].flatMap(flow => {
    if (flow.condition === null) return []
    const from = raw.nodes.get(flow.from)
    if (from?.kind !== 'choice') return [fault('condition-not-at-choice', { id: flow.id, name: from?.name ?? '' })]
    const broken = conditionFault(flow.condition)
    return broken ? [fault(broken.code, { id: flow.id, name: from.name }, broken.detail)] : []
  })
}

function reachFaults(raw: RawProcess, start: RawNode | undefined): ProcessFault[] {
  if (!start) return []
  const ends = [...raw.nodes.values()].filter(node => node.kind === 'end').map(node => node.id)
  const ahead = spread([start.id], id => leaving(raw.nodes.get(id)!).map(flow => raw.flows.get(flow)!.to))
  const back = sources(raw)
  const toEnd = spread(ends, id => back.get(id) ?? [])
  return [...raw.nodes.values()].flatMap(node =>
    !ahead.has(node.id)
      ? [fault('node-unreachable', node)]
      : ends.length > 0 && !toEnd.has(node.id)
        ? [fault('end-unreachable', node)]
        : []
  )
}

/** Which nodes lead to a node; a timer's flow leads from the step it sits on. */
function sources(raw: RawProcess): Map<string, string[]> {
  const back = new Map<string, string[]>()
  for (const node of raw.nodes.values())
    for (const flow of leaving(node)) {
      const to = raw.flows.get(flow)!.to
      back.set(to, [...(back.get(to) ?? []), node.id])
    }
  return back
}

function spread(from: string[], next: (id: string) => string[]): Set<string> {
  const seen = new Set(from)
  const open = [...from]
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const each of next(id))
      if (!seen.has(each)) {
        seen.add(each)
        open.push(each)
      }
  return seen
}

/** Gateways that lead round to themselves without a step between: a dossier would turn there for ever. */
function idleCycles(raw: RawProcess): ProcessFault[] {
  const gateways = [...raw.nodes.values()].filter(node => node.kind === 'choice' || node.kind === 'parallel')
  const idle = (id: string) => {
    const node = raw.nodes.get(id)
    return node && node.kind !== 'step' ? node.out.map(flow => raw.flows.get(flow)!.to) : []
  }
  return gateways
    .filter(node => spread(idle(node.id), idle).has(node.id))
    .map(node => fault('cycle-without-step', node))
}
