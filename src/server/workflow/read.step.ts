import type { Element } from 'bpmn-moddle'
import { NORM_UNITS, ROLES, STEP_KINDS } from './model.ts'
import type { Field, Norm, NormUnit, Outcome, Role, StepKind } from './model.ts'
import { fault } from './raw.ts'
import type { RawStep } from './raw.ts'
import type { ProcessFault } from './refusals.ts'
import { DEFAULT_OUTCOMES } from './outcomes.ts'

type Read<T> = { readonly value: T; readonly faults: readonly ProcessFault[] }

const KIND_OF: Readonly<Record<string, StepKind>> = {
  'bpmn:Task': 'user',
  'bpmn:UserTask': 'user',
  'bpmn:ManualTask': 'user',
  'bpmn:ServiceTask': 'service',
  'bpmn:ReceiveTask': 'wait-applicant',
  'bpmn:IntermediateCatchEvent': 'timer'
}
const ROLE_OF: Readonly<Partial<Record<StepKind, Role>>> = {
  'wait-applicant': 'applicant',
  'wait-agency': 'consulted',
  timer: 'system',
  service: 'system'
}
const UNIT_OF: Readonly<Partial<Record<Role, string>>> = { 'one-stop-officer': 'receiving', consulted: 'consulted' }

export const isStepElement = (element: Element) => element.$type in KIND_OF

/** Reads one task or timer event with what our namespace says about it. */
export function readStep(element: Element): Read<RawStep> {
  const faults: ProcessFault[] = []
  const id = element.id ?? ''
  const name = (element.name ?? '').trim().normalize('NFC')
  const kind = readKind(element, faults)
  if (name === '' && kind !== 'timer') faults.push(fault('name-missing', element))
  const role = readRole(element, kind, faults)
  const unit = text(element, 'motcua:unit') ?? UNIT_OF[role] ?? 'settling'
  if (!/^[\w.-]{1,60}$/.test(unit)) faults.push(fault('unit-unknown', element, unit))
  const step: RawStep = {
    id,
    name: words(name, text(element, 'motcua:nameEn')),
    guide: documentation(element),
    kind,
    role,
    roleText: text(element, 'motcua:roleText'),
    unit,
    norm: readNorm(element, 'motcua:norm', 'norm-broken', faults),
    stage: Number(element.get('motcua:stage') ?? 1) || 1,
    outcomes: readOutcomes(element, kind, faults),
    fields: readFields(element, faults),
    noteRequired: element.get('motcua:noteRequired') === true,
    fileRequired: element.get('motcua:fileRequired') === true
  }
  return { value: step, faults }
}

function readKind(element: Element, faults: ProcessFault[]): StepKind {
  const natural = KIND_OF[element.$type] ?? 'user'
  const said = text(element, 'motcua:kind')
  if (said === null || natural === 'timer') return natural
  if (STEP_KINDS.includes(said as StepKind)) return said as StepKind
  faults.push(fault('kind-unknown', element, said))
  return natural
}

function readRole(element: Element, kind: StepKind, faults: ProcessFault[]): Role {
  const said = text(element, 'motcua:role') ?? ROLE_OF[kind] ?? null
  if (said === null) faults.push(fault('role-missing', element))
  else if (ROLES.includes(said as Role)) return said as Role
  else faults.push(fault('role-unknown', element, said))
  return 'other'
}

/** A pair of attributes `<prefix>Value` and `<prefix>Unit`; neither present: no norm. */
export function readNorm(
  element: Element,
  prefix: string,
  code: ProcessFault['code'],
  faults: ProcessFault[]
): Norm | null {
  const value = element.get(`${prefix}Value`) as number | undefined
  const unit = text(element, `${prefix}Unit`)
  if (value === undefined && unit === null) return null
  if (typeof value === 'number' && value > 0 && Number.isFinite(value) && NORM_UNITS.includes(unit as NormUnit))
    return { value, unit: unit as NormUnit }
  faults.push(fault(code, element, `${value ?? ''} ${unit ?? ''}`.trim()))
  return null
}

function readOutcomes(element: Element, kind: StepKind, faults: ProcessFault[]): readonly Outcome[] {
  const listed = extensions(element, 'motcua:Outcome').map(each => ({
    code: text(each, 'code') ?? '',
    name: words(text(each, 'name') ?? '', text(each, 'nameEn')),
    returnTo: text(each, 'returnTo')
  }))
  for (const outcome of listed)
    if (
      !/^[a-z][a-z0-9-]*$/.test(outcome.code) ||
      outcome.name.vi === '' ||
      listed.filter(other => other.code === outcome.code).length > 1
    )
      faults.push(fault('outcome-broken', element, outcome.code))
  return listed.length > 0 ? listed : DEFAULT_OUTCOMES[kind]
}

function readFields(element: Element, faults: ProcessFault[]): readonly Field[] {
  return extensions(element, 'motcua:Field').map(each => {
    const key = text(each, 'key') ?? ''
    const type = text(each, 'type') ?? 'text'
    const known = type === 'text' || type === 'number' || type === 'boolean'
    if (!known || !/^[A-Za-z_]\w*$/.test(key)) faults.push(fault('field-broken', element, `${key} ${type}`.trim()))
    return {
      key,
      type: known ? type : 'text',
      label: words(text(each, 'label') ?? key, text(each, 'labelEn')),
      required: each.get('required') === true
    }
  })
}

const words = (vi: string, en: string | null) => (en ? { vi, en } : { vi })

export const text = (element: Element, name: string): string | null => {
  const value = element.get(name)
  return typeof value === 'string' && value.trim() !== '' ? value.trim().normalize('NFC') : null
}

function extensions(element: Element, type: string): Element[] {
  const holder = element.get('extensionElements') as Element | undefined
  const values = (holder?.get('values') ?? []) as Element[]
  return values.filter(each => each.$type === type)
}

function documentation(element: Element): string | null {
  const all = (element.get('documentation') ?? []) as Element[]
  const joined = all.flatMap(each => text(each, 'text') ?? []).join('\n')
  return joined === '' ? null : joined
}
