import { typedDay } from '#server/documents/index.ts'
import type { FieldName, Proposed, Reading } from '#server/documents/index.ts'

/** Fields of the counter's sheet that a paper can propose, in the order of the sheet. */
export const FORM_FIELDS = ['name', 'number', 'birth', 'sex', 'address', 'phone', 'email'] as const
export type FormField = (typeof FORM_FIELDS)[number]

/** A proposed field as the officer sees it: beside what stands in the form already, with its mark on the picture. */
export type ProposalRow = {
  readonly name: FieldName
  /** As it would stand in the form. */
  readonly value: string
  /** What stands there; empty when nothing does. */
  readonly current: string
  readonly state: 'new' | 'same' | 'differs' | 'told'
  /** Ticked beforehand: nothing stands there and the reading is sure. What was typed is never ticked away. */
  readonly suggested: boolean
  readonly source: Proposed['source']
  readonly percent: number
  readonly mark: number
  readonly page: number
}

const SURE = 0.85

/** Every field the paper proposes; those without a place in the form are only told. */
export function proposalsOf(fields: Reading['fields'], typed: Readonly<Record<string, string>>): ProposalRow[] {
  const known = Object.entries(fields) as [FieldName, Proposed][]
  const order = (name: FieldName) => (isFormField(name) ? FORM_FIELDS.indexOf(name) : FORM_FIELDS.length)
  const sorted = known.sort(([one], [other]) => order(one) - order(other))
  return sorted.map(([name, field], at) => {
    const value = asTyped(name, field.value)
    const current = isFormField(name) ? (typed[name] ?? '').trim() : ''
    const state = !isFormField(name) ? 'told' : current === '' ? 'new' : same(current, value) ? 'same' : 'differs'
    const suggested = state === 'new' && field.confidence >= SURE
    const { source, page, confidence } = field
    return { name, value, current, state, suggested, source, percent: Math.round(confidence * 100), mark: at + 1, page }
  })
}

/** The sheet with the accepted proposals in it; only fields that were ticked change. */
export function withAccepted(
  typed: Readonly<Record<string, string>>,
  fields: Reading['fields'],
  accepted: readonly string[]
): Record<string, string> {
  const taken = FORM_FIELDS.flatMap(name => {
    const field = accepted.includes(name) ? fields[name] : undefined
    return field ? [[name, asTyped(name, field.value)]] : []
  })
  return { ...typed, ...Object.fromEntries(taken) }
}

const isFormField = (name: string): name is FormField => (FORM_FIELDS as readonly string[]).includes(name)

const asTyped = (name: FieldName, value: string): string =>
  name === 'birth' || name === 'issued' || name === 'expires' ? typedDay(value) : value

const same = (one: string, other: string): boolean =>
  one.normalize('NFC').replace(/\s+/g, '').toLowerCase() === other.normalize('NFC').replace(/\s+/g, '').toLowerCase()
