import { BpmnModdle } from 'bpmn-moddle'
import type { Element, Warning } from 'bpmn-moddle'
import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import { motcuaExtension } from './extension.ts'
import { returnFault } from './graph.rules.ts'
import type { Flow, FlowNode, ProcessModel, StepNode } from './model.ts'
import { orderOf } from './order.rules.ts'
import { fault } from './raw.ts'
import type { RawNode, RawProcess } from './raw.ts'
import { readProcess } from './read.ts'
import { readNorm } from './read.step.ts'
import type { ProcessFault, ProcessInvalid } from './refusals.ts'
import { isJoin, scopesOf } from './scope.rules.ts'
import type { Scope } from './scope.rules.ts'
import { shapeFaults } from './shape.rules.ts'

const moddle = new BpmnModdle({ motcua: motcuaExtension })
const LARGEST = 2_000_000

/** Compiles BPMN 2.0 into a process that can run, or names every fault and where it is. */
export async function compileProcess(xml: string): Promise<Result<ProcessModel, ProcessInvalid>> {
  if (xml.length > LARGEST) return invalid([fault('xml-too-large', null, String(xml.length))])
  const parsed = await parse(xml)
  if (!parsed.ok) return parsed
  const process = parsed.value
  const { raw, faults } = readProcess(process)
  const total = readNorm(process, 'motcua:total', 'norm-broken', faults)
  if (faults.length > 0) return invalid(faults)
  const shape = shapeFaults(raw)
  if (shape.length > 0) return invalid(shape)
  const scoped = scopesOf(raw)
  if (scoped.faults.length > 0) return invalid(scoped.faults)
  const model = assemble(process, raw, scoped.scopes, total)
  const returns = returnFaults(model)
  return returns.length > 0 ? invalid(returns) : ok(model)
}

const invalid = (faults: readonly ProcessFault[]) => err({ code: 'process-invalid', faults })

async function parse(xml: string): Promise<Result<Element, ProcessInvalid>> {
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml)
    if (warnings.length > 0) return invalid(warnings.map(warned))
    const roots = (rootElement.get('rootElements') ?? []) as Element[]
    const processes = roots.filter(each => each.$type === 'bpmn:Process')
    const [process, ...others] = processes.filter(each => processes.length === 1 || each.get('isExecutable') === true)
    if (!process) return invalid([fault(processes.length > 1 ? 'several-processes' : 'process-missing', null)])
    return others.length > 0 ? invalid(others.map(each => fault('several-processes', each))) : ok(process)
  } catch (error) {
    return invalid([fault('xml-broken', null, oneLine(error instanceof Error ? error.message : String(error)))])
  }
}

function warned({ message, element }: Warning): ProcessFault {
  const repeated = /duplicate ID <([^>]*)>/.exec(message)
  if (repeated) return fault('id-repeated', { id: repeated[1]! }, oneLine(message))
  const unresolved = /unresolved reference <([^>]*)>/.exec(message)
  if (unresolved) return fault('reference-missing', element ?? null, unresolved[1])
  return fault('xml-broken', element ?? null, oneLine(message))
}

const oneLine = (message: string) => message.replace(/\s+/g, ' ').trim()

function assemble(
  process: Element,
  raw: RawProcess,
  scopes: ReadonlyMap<string, Scope>,
  total: ProcessModel['total']
): ProcessModel {
  const { back, order } = orderOf(raw)
  const stepOrder = order.filter(id => raw.steps.has(id))
  const nodes = order.flatMap(id => nodeOf(raw.nodes.get(id)!, scopes.get(id) ?? []) ?? [])
  const steps = stepOrder.map((id, index): StepNode => ({
    ...raw.steps.get(id)!,
    order: index + 1,
    timers: raw.nodes.get(id)!.timers.map(({ out, ...timer }) => ({ ...timer, flow: out[0]! }))
  }))
  const flows = [...raw.flows.values()].map((flow): Flow => ({ ...flow, back: back.has(flow.id) }))
  return {
    format: 1,
    id: process.id ?? '',
    name: (process.name ?? '').normalize('NFC'),
    total,
    start: nodes.find(node => node.kind === 'start')!.id,
    nodes: Object.fromEntries(nodes.map(node => [node.id, node])),
    flows: Object.fromEntries(flows.map(flow => [flow.id, flow])),
    steps: Object.fromEntries(steps.map(step => [step.id, step]))
  }
}

/** A gateway with one way in and one way out decides nothing and is run as a choice of one. */
function nodeOf(node: RawNode, scope: Scope): FlowNode {
  const base = { id: node.id, name: node.name, scope }
  const out = node.out[0]!
  switch (node.kind) {
    case 'start':
    case 'step':
      return { ...base, kind: node.kind, out }
    case 'end':
      return { ...base, kind: 'end' }
    case 'choice':
      return { ...base, kind: 'choice', out: node.out, otherwise: node.otherwise ?? out }
    case 'parallel':
      if (isJoin(node)) return { ...base, kind: 'join', in: node.in, out }
      return node.out.length > 1
        ? { ...base, kind: 'split', out: node.out }
        : { ...base, kind: 'choice', out: node.out, otherwise: out }
    default:
      return node.kind satisfies never
  }
}

/** Outcomes that return to a step must name one that came before and may be gone back to. */
const returnFaults = (model: ProcessModel): ProcessFault[] =>
  Object.values(model.steps).flatMap(step =>
    step.outcomes.flatMap(outcome =>
      outcome.returnTo && returnFault(model, step.id, outcome.returnTo)
        ? [fault('return-broken', { id: step.id, name: step.name.vi }, `${outcome.code} → ${outcome.returnTo}`)]
        : []
    )
  )
