import type { Element } from 'bpmn-moddle'
import { conditionOf } from './feel.rules.ts'
import { fault } from './raw.ts'
import type { RawNode, RawProcess } from './raw.ts'
import { isStepElement, readNorm, readStep, text } from './read.step.ts'
import type { ProcessFault } from './refusals.ts'

const SILENT = new Set(['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference'])
const KIND_OF: Readonly<Record<string, RawNode['kind']>> = {
  'bpmn:StartEvent': 'start',
  'bpmn:EndEvent': 'end',
  'bpmn:ExclusiveGateway': 'choice',
  'bpmn:ParallelGateway': 'parallel'
}

/** Reads what a BPMN process draws into plain nodes, flows and steps; everything we cannot run is a fault at its element. */
export function readProcess(process: Element): { raw: RawProcess; faults: ProcessFault[] } {
  const raw: RawProcess = { nodes: new Map(), flows: new Map(), steps: new Map() }
  const faults: ProcessFault[] = []
  const elements = (process.get('flowElements') ?? []) as Element[]
  for (const element of elements) readNode(raw, element, faults)
  for (const element of elements) if (element.$type === 'bpmn:BoundaryEvent') readBoundary(raw, element, faults)
  for (const element of elements) if (element.$type === 'bpmn:SequenceFlow') readFlow(raw, element, faults)
  return { raw, faults }
}

function readNode(raw: RawProcess, element: Element, faults: ProcessFault[]) {
  const { $type, id = '' } = element
  if (SILENT.has($type) || $type === 'bpmn:SequenceFlow' || $type === 'bpmn:BoundaryEvent') return
  const kind = KIND_OF[$type] ?? (isStepElement(element) ? 'step' : null)
  const timers = definitions(element)
  const unlikely = $type === 'bpmn:IntermediateCatchEvent' ? !isTimer(timers) : timers.length > 0
  if (kind === null || unlikely || element.get('loopCharacteristics')) {
    faults.push(fault('element-unsupported', element, [$type, ...timers.map(each => each.$type)].join(' ')))
    return
  }
  const otherwise = (element.get('default') as Element | undefined)?.id ?? null
  raw.nodes.set(id, { id, name: element.name ?? '', kind, in: [], out: [], otherwise, timers: [] })
  if (kind !== 'step') return
  const step = readStep(element)
  faults.push(...step.faults)
  const norm = timers[0] ? readAfter(timers[0], element, faults) : step.value.norm
  raw.steps.set(id, { ...step.value, norm })
}

function readBoundary(raw: RawProcess, element: Element, faults: ProcessFault[]) {
  const timers = definitions(element)
  const on = raw.nodes.get((element.get('attachedToRef') as Element | undefined)?.id ?? '')
  if (!isTimer(timers) || on?.kind !== 'step') {
    faults.push(fault('element-unsupported', element, [element.$type, ...timers.map(each => each.$type)].join(' ')))
    return
  }
  const after = readAfter(timers[0]!, element, faults)
  if (after)
    on.timers.push({ id: element.id ?? '', after, interrupting: element.get('cancelActivity') !== false, out: [] })
}

function readFlow(raw: RawProcess, element: Element, faults: ProcessFault[]) {
  const id = element.id ?? ''
  const from = (element.get('sourceRef') as Element | undefined)?.id ?? ''
  const to = (element.get('targetRef') as Element | undefined)?.id ?? ''
  const timer = [...raw.nodes.values()].flatMap(node => node.timers).find(each => each.id === from)
  const source = raw.nodes.get(from)?.out ?? timer?.out
  const target = raw.nodes.get(to)
  if (!source || !target) {
    if (from === '' || to === '')
      faults.push(fault('reference-missing', element, from === '' ? 'sourceRef' : 'targetRef'))
    return
  }
  const expression = element.get('conditionExpression') as Element | undefined
  const condition = expression ? conditionOf(text(expression, 'body') ?? '') : null
  raw.flows.set(id, { id, from, to, condition: condition === '' ? null : condition })
  source.push(id)
  target.in.push(id)
}

const definitions = (element: Element): Element[] =>
  element.$instanceOf('bpmn:Event') ? ((element.get('eventDefinitions') ?? []) as Element[]) : []
const isTimer = (list: Element[]) => list.length === 1 && list[0]?.$type === 'bpmn:TimerEventDefinition'

/** How long a timer runs: our attributes, or whole calendar days as ISO 8601 `P3D`, the one duration that law can count. */
function readAfter(definition: Element, at: Element, faults: ProcessFault[]) {
  const broken: ProcessFault[] = []
  const own = readNorm(definition, 'motcua:after', 'timer-broken', broken)
  const duration = definition.get('timeDuration') as Element | undefined
  const days = /^P([1-9]\d{0,3})D$/.exec((duration && text(duration, 'body')) ?? '')
  if (own) return own
  if (days && broken.length === 0) return { value: Number(days[1]), unit: 'calendar-day' as const }
  faults.push(fault('timer-broken', at, broken[0]?.detail ?? ''))
  return null
}
