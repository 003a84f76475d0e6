import type { Words, Language } from '#server/platform/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import { FILE_BYTES, MOST } from './model.ts'
import type { Fault } from './model.ts'
import type { Part } from './parts.rules.ts'
import { faultsOf } from './parts.rules.ts'
import type { Node } from './reading.rules.ts'
import { sayCitizen } from './words.ts'

type Choice = { readonly value: string; readonly label: string }
/** One part of a form as a page draws it; plain data in the reader's language. */
export type View =
  | {
      readonly kind: 'question'
      readonly type: 'text' | 'area' | 'number' | 'date' | 'check' | 'select' | 'radio' | 'checks' | 'files'
      readonly name: string
      readonly label: string
      readonly hint: string | undefined
      readonly optional: boolean
      readonly hidden: boolean
      readonly values: readonly string[]
      readonly choices: readonly Choice[]
      readonly files: readonly { readonly id: string; readonly name: string; readonly bytes: number }[]
      readonly accept: string
      readonly multiple: boolean
      readonly mode: 'numeric' | 'tel' | 'email' | undefined
      readonly fills: string | undefined
    }
  | { readonly kind: 'text'; readonly text: string; readonly hidden: boolean }
  | {
      readonly kind: 'group'
      readonly name: string
      readonly title: string
      readonly hidden: boolean
      readonly views: readonly View[]
    }
  | {
      readonly kind: 'list'
      readonly name: string
      readonly title: string
      readonly hidden: boolean
      readonly rows: readonly (readonly View[])[]
      readonly more: boolean
      readonly fewer: boolean
    }
export type Errors = Readonly<Record<string, string>>

/** What is wrong, in a sentence that says what to do. */
export const explainFault = (language: Language, fault: Fault, label: string): string =>
  fault.words && language === 'vi'
    ? `${label}: ${fault.words}`
    : sayCitizen(language, `citizen.fault.${fault.code}`, { label, limit: fault.limit ?? 0 })

/** The errors of one page by field, for the summary and beside the fields. */
export const errorsOf = (language: Language, part: Pick<Part, 'nodes'>): Errors => {
  const labels = new Map(labelsOf(language, part.nodes))
  return Object.fromEntries(
    faultsOf(part).map(({ name, fault }) => [name, explainFault(language, fault, labels.get(name) ?? name)])
  )
}

const labelsOf = (language: Language, nodes: readonly Node[]): [string, string][] =>
  nodes.flatMap((node): [string, string][] => {
    switch (node.kind) {
      case 'question':
        return [[node.name, labelOf(language, node.question)]]
      case 'group':
        return labelsOf(language, node.nodes)
      case 'list':
        return node.rows.flatMap(row => labelsOf(language, row))
      default:
        return []
    }
  })

const labelOf = (language: Language, { label, properties }: Labelled): string =>
  (language === 'en' && properties?.en) || label
type Labelled = { label: string; properties?: Record<string, string> | undefined }
export const titleOf = (language: Language, title: Words | null): string =>
  title ? wordsIn(language, title) : sayCitizen(language, 'citizen.part.form')

/** The page's parts as plain data. */
export const viewsOf = (language: Language, nodes: readonly Node[]): View[] =>
  nodes.map((node): View => {
    switch (node.kind) {
      case 'text':
        return { kind: 'text', text: (language === 'en' && node.en) || node.text, hidden: node.hidden }
      case 'group':
        return {
          kind: 'group',
          name: node.name,
          title: labelOf(language, node.group),
          hidden: node.hidden,
          views: viewsOf(language, node.nodes)
        }
      case 'list':
        return {
          kind: 'list',
          name: node.name,
          title: labelOf(language, node.group),
          hidden: node.hidden,
          rows: node.rows.map(row => viewsOf(language, row)),
          more: node.rows.length < MOST.rows,
          fewer: node.rows.length > Math.min(1, node.group.defaultRepetitions ?? 1)
        }
      case 'question':
        return questionView(language, node)
      default:
        return node satisfies never
    }
  })

type Asked = Extract<Node, { kind: 'question' }>
const TYPES = {
  textfield: 'text',
  textarea: 'area',
  number: 'number',
  datetime: 'date',
  checkbox: 'check',
  select: 'select',
  radio: 'radio',
  checklist: 'checks',
  filepicker: 'files'
} as const satisfies Record<Asked['question']['type'], string>

function questionView(language: Language, node: Asked): View {
  const { question, name, hidden, typed, files } = node
  return {
    kind: 'question',
    type: question.type === 'datetime' && question.subtype !== 'date' ? 'text' : TYPES[question.type],
    name,
    label: labelOf(language, question),
    hint: hintOf(language, node),
    optional: question.validate?.required !== true,
    hidden,
    values: typed,
    choices:
      'values' in question
        ? question.values.map(({ value, label, labelEn }) => ({
            value,
            label: (language === 'en' && labelEn) || label
          }))
        : [],
    files: files.map(({ id, name, bytes }) => ({ id, name, bytes })),
    accept: question.type === 'filepicker' ? (question.accept ?? '.pdf,.jpg,.jpeg,.png,.docx') : '',
    multiple: question.type === 'filepicker' && question.multiple === true,
    mode: modeOf(node),
    fills: FILLS[name]
  }
}

const hintOf = (language: Language, { question }: Asked): string | undefined =>
  question.type === 'filepicker'
    ? sayCitizen(language, 'citizen.files.hint', { size: Math.round(FILE_BYTES / (1 << 20)) })
    : language === 'vi'
      ? question.description
      : question.properties?.hintEn

const modeOf = ({ question, name }: Asked) =>
  question.type === 'number' || question.validate?.pattern?.includes('\\d{12}')
    ? 'numeric'
    : question.validate?.pattern?.startsWith('^0\\d{9}') || name.endsWith('phone')
      ? 'tel'
      : question.validate?.validationType === 'email'
        ? 'email'
        : undefined

/** What the browser may fill in by itself. */
const FILLS: Readonly<Record<string, string>> = {
  'who.name': 'name',
  'who.birth': 'bday',
  'who.address': 'street-address',
  'who.phone': 'tel',
  'who.email': 'email'
}

export type Line = { readonly term: string; readonly value: string }
export type Summary = { readonly key: string; readonly title: string; readonly lines: readonly Line[] }

/** Every answer of a page in words, for the last look before sending. */
export const summaryOf = (language: Language, part: Part): Summary => ({
  key: part.key,
  title: titleOf(language, part.title),
  lines: linesOf(language, part.nodes, '')
})

function linesOf(language: Language, nodes: readonly Node[], before: string): Line[] {
  return nodes.flatMap((node): Line[] => {
    if (node.hidden) return []
    switch (node.kind) {
      case 'question':
        return [{ term: `${before}${labelOf(language, node.question)}`, value: answerWords(language, node) || '–' }]
      case 'group':
        return linesOf(language, node.nodes, before)
      case 'list':
        return node.rows.flatMap((row, at) => linesOf(language, row, `${labelOf(language, node.group)} ${at + 1} – `))
      default:
        return []
    }
  })
}

function answerWords(language: Language, { question, typed, files }: Asked): string {
  switch (question.type) {
    case 'filepicker':
      return files.map(file => file.name).join('; ')
    case 'checkbox':
      return sayCitizen(language, typed.some(Boolean) ? 'citizen.yes' : 'citizen.no')
    case 'select':
    case 'radio':
    case 'checklist':
      return question.values
        .filter(({ value }) => typed.includes(value))
        .map(({ label, labelEn }) => (language === 'en' && labelEn) || label)
        .join('; ')
    default:
      return typed[0] ?? ''
  }
}
