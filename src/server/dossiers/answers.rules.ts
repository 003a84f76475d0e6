import { isGroup } from '#server/catalogue/index.ts'
import type { FormSchema, Group } from '#server/catalogue/index.ts'
import type { Language } from '#server/platform/index.ts'
import { text as en } from './desk.text.en.ts'
import { text as vi } from './desk.text.vi.ts'

/** One answer of a form as people read it. */
export type AnswerLine = { readonly label: string; readonly value: string }
type Answers = Readonly<Record<string, unknown>>
const WORDS = { vi, en }

/** The answers of a form in its own order and words; files stand with the papers and are left out. */
export function answersOf(form: FormSchema, answers: Answers, language: Language): AnswerLine[] {
  return linesOf(form.components, answers, language, '')
}

function linesOf(
  components: FormSchema['components'],
  answers: Answers,
  language: Language,
  before: string
): AnswerLine[] {
  return components.flatMap(component => {
    if (isGroup(component)) return groupLines(component, answers, language, before)
    if (component.type === 'text' || component.type === 'filepicker') return []
    const value = wordsOf(answers[component.key], component, language)
    const label = (language === 'en' && component.properties?.en) || component.label
    return value === '' ? [] : [{ label: before + label, value }]
  })
}

/** A group with a path has its answers apart; a repeating one has a list of them, told one by one. */
function groupLines(group: Group, answers: Answers, language: Language, before: string): AnswerLine[] {
  const inside = group.path ? answers[group.path] : answers
  const label = (language === 'en' && group.properties?.en) || group.label
  if (Array.isArray(inside))
    return inside.flatMap((each, at) =>
      linesOf(group.components, each as Answers, language, `${before}${label} ${at + 1}: `)
    )
  return inside && typeof inside === 'object' ? linesOf(group.components, inside as Answers, language, before) : []
}

type Field = Exclude<FormSchema['components'][number], Group>
function wordsOf(value: unknown, field: Field, language: Language): string {
  if (value === undefined || value === null || value === '') return ''
  if (typeof value === 'boolean') return WORDS[language][value ? 'filed.yes' : 'filed.no']
  if (Array.isArray(value)) return value.map(each => wordsOf(each, field, language)).join(', ')
  if (typeof value === 'object') return ''
  const option = 'values' in field ? field.values.find(each => each.value === value) : undefined
  if (option) return (language === 'en' && option.labelEn) || option.label
  const text = String(value)
  return field.type === 'datetime' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text.split('-').reverse().join('/') : text
}
