import { isGroup } from '#server/catalogue/index.ts'
import type { FormSchema } from '#server/catalogue/index.ts'
import type { Language } from '#server/platform/index.ts'
import { say } from './say.ts'

/** `key` names the field of the form, with the round where it is asked several times. */
export type Answer = { readonly key: string; readonly label: string; readonly value: string }
type Component = FormSchema['components'][number]
type Data = Readonly<Record<string, unknown>>

/** What was answered on the form, under the questions of the revision it was filled in on; unknown answers under their key. */
export function answersOf(form: FormSchema | null, data: Data, language: Language): Answer[] {
  const asked = form ? answered(form.components, data, language) : []
  const known = new Set(form ? namesIn(form.components) : [])
  const rest = Object.entries(data).filter(([key]) => !known.has(key))
  return [...asked, ...rest.map(([key, value]) => ({ key, label: key, value: inWords(value, language) }))].filter(
    answer => answer.value !== ''
  )
}

const namesIn = (components: readonly Component[]): string[] =>
  components.flatMap(component =>
    isGroup(component)
      ? component.path
        ? [component.path]
        : namesIn(component.components)
      : 'key' in component
        ? [component.key]
        : []
  )

function answered(components: readonly Component[], data: Data, language: Language): Answer[] {
  return components.flatMap(component => {
    if (isGroup(component)) {
      const under = component.path ? data[component.path] : data
      const rounds = Array.isArray(under) ? under : [under ?? {}]
      return rounds.flatMap((round, at) =>
        answered(component.components, round as Data, language).map(answer => ({
          key: [component.path ?? '', rounds.length > 1 ? String(at) : '', answer.key]
            .filter(part => part !== '')
            .join('.'),
          label: rounds.length > 1 ? `${component.label} ${at + 1} – ${answer.label}` : answer.label,
          value: answer.value
        }))
      )
    }
    if (!('key' in component)) return []
    const value = data[component.key]
    const options = 'values' in component ? component.values : []
    const nameOf = (code: unknown) => options.find(option => option.value === code)?.label ?? inWords(code, language)
    const label = (language === 'en' && component.properties?.en) || component.label
    return [{ key: component.key, label, value: Array.isArray(value) ? value.map(nameOf).join(', ') : nameOf(value) }]
  })
}

function inWords(value: unknown, language: Language): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return say(language, value ? 'case.yes' : 'case.no')
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value.split('-').reverse().join('/')
  if (Array.isArray(value)) return value.map(each => inWords(each, language)).join(', ')
  return typeof value === 'object'
    ? Object.values(value)
        .map(each => inWords(each, language))
        .join(' · ')
    : String(value)
}
