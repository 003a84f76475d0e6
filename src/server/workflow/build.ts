import { draw } from './draw.ts'
import type { Edge, Shape } from './draw.ts'
import type { Draft, ProcessAbout, StepDraft } from './draft.ts'
import { MOTCUA_NAMESPACE } from './extension.ts'
import type { Norm } from './model.ts'

/**
 * Writes a process of steps, ways back and parallel work as BPMN 2.0 with its diagram, so that any BPMN tool can show
 * and edit it. The same drafts give the same text, byte for byte.
 */
export function buildProcess(about: ProcessAbout, drafts: readonly Draft[]): string {
  const { shapes, edges } = draw(drafts)
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:motcua="${MOTCUA_NAMESPACE}" id="${about.id}-definitions" targetNamespace="${MOTCUA_NAMESPACE}">
  <bpmn:process${attributes({ id: about.id, name: about.name, isExecutable: true, 'motcua:code': about.code, 'motcua:source': about.source, ...norm('motcua:total', about.total ?? null) })}>
${shapes.map(shape => node(shape, edges)).join('\n')}
${edges.map(flow).join('\n')}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="${about.id}-diagram">
    <bpmndi:BPMNPlane id="${about.id}-plane" bpmnElement="${about.id}">
${shapes.map(shapeDi).join('\n')}
${edges.map(edgeDi).join('\n')}
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
`
}

const TAG = { start: 'startEvent', end: 'endEvent', choice: 'exclusiveGateway', parallel: 'parallelGateway' } as const

function node(shape: Shape, edges: readonly Edge[]): string {
  if (shape.kind === 'step') return task(shape.step!)
  const otherwise = edges.find(edge => edge.from === shape.id && edge.otherwise)?.id
  return `    <bpmn:${TAG[shape.kind]}${attributes({ id: shape.id, default: otherwise })} />`
}

function task(step: StepDraft): string {
  const kind = step.kind ?? 'user'
  const tag = kind.startsWith('wait-') ? 'receiveTask' : kind === 'service' ? 'serviceTask' : 'userTask'
  const head = attributes({
    id: step.id,
    name: step.name.vi,
    'motcua:nameEn': step.name.en,
    'motcua:kind': kind,
    'motcua:role': step.role,
    'motcua:roleText': step.roleText,
    'motcua:unit': step.unit,
    ...norm('motcua:norm', step.norm),
    'motcua:stage': step.stage,
    'motcua:noteRequired': step.noteRequired,
    'motcua:fileRequired': step.fileRequired
  })
  const inside = [
    ...(step.guide ? [`      <bpmn:documentation>${escape(step.guide)}</bpmn:documentation>`] : []),
    ...extensions(step)
  ]
  return inside.length > 0
    ? `    <bpmn:${tag}${head}>\n${inside.join('\n')}\n    </bpmn:${tag}>`
    : `    <bpmn:${tag}${head} />`
}

function extensions(step: StepDraft): string[] {
  const outcomes = (step.outcomes ?? []).map(
    ({ code, name }) => `        <motcua:outcome${attributes({ code, name: name.vi, nameEn: name.en })} />`
  )
  const fields = (step.fields ?? []).map(
    ({ key, type, label, required }) =>
      `        <motcua:field${attributes({ key, type, label: label.vi, labelEn: label.en, required })} />`
  )
  const all = [...outcomes, ...fields]
  return all.length > 0 ? ['      <bpmn:extensionElements>', ...all, '      </bpmn:extensionElements>'] : []
}

function flow({ id, from, to, name, condition }: Edge): string {
  const head = attributes({ id, name: name || undefined, sourceRef: from, targetRef: to })
  if (!condition) return `    <bpmn:sequenceFlow${head} />`
  const body = `      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escape(condition)}</bpmn:conditionExpression>`
  return `    <bpmn:sequenceFlow${head}>\n${body}\n    </bpmn:sequenceFlow>`
}

const shapeDi = ({ id, kind, x, y, width, height }: Shape) =>
  `      <bpmndi:BPMNShape${attributes({ id: `${id}-shape`, bpmnElement: id, isMarkerVisible: kind === 'choice' ? true : undefined })}>
        <dc:Bounds${attributes({ x, y, width, height })} />
      </bpmndi:BPMNShape>`

const edgeDi = ({ id, points }: Edge) =>
  `      <bpmndi:BPMNEdge${attributes({ id: `${id}-edge`, bpmnElement: id })}>
${points.map(([x, y]) => `        <di:waypoint${attributes({ x, y })} />`).join('\n')}
      </bpmndi:BPMNEdge>`

const norm = (prefix: string, value: Norm | null) =>
  value ? { [`${prefix}Value`]: value.value, [`${prefix}Unit`]: value.unit } : {}

const attributes = (all: Readonly<Record<string, string | number | boolean | undefined>>) =>
  Object.entries(all)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escape(String(value))}"`]))
    .join('')

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;'
}

/** XML text and attribute values; characters XML 1.0 forbids are dropped. */
const escape = (text: string) =>
  text
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex -- these are the characters XML 1.0 cannot carry
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"\n]/g, character => ESCAPES[character] ?? '')
