import { parseExpression } from '@bpmn-io/feelin'
import type { Component, Field, FormSchema } from './form.model.ts'
import { isGroup } from './form.model.ts'
import type { Paper, ProcedureContent } from './model.ts'

/** A fault that would leave the citizen in front of a form that cannot be filled. */
export type FormFault = {
  readonly code:
    | 'key-twice'
    | 'condition-unreadable'
    | 'condition-names-nobody'
    | 'option-twice'
    | 'list-without-path'
    | 'pattern-unreadable'
  readonly key: string
  readonly detail: string
}

/** Checks what the schema cannot: keys unique in their scope, FEEL that parses and names real fields, options unique. */
export function checkForm(form: FormSchema): FormFault[] {
  const known = new Set(keysOf(form.components))
  return faultsIn(form.components, known)
}

function faultsIn(components: readonly Component[], known: ReadonlySet<string>): FormFault[] {
  const faults: FormFault[] = []
  for (const key of twice(scopeKeys(components))) faults.push({ code: 'key-twice', key, detail: key })
  for (const component of components) {
    const key = nameOf(component)
    if (component.conditional) faults.push(...conditionFaults(component.conditional.hide, key, known))
    if (isGroup(component)) {
      if (component.type === 'dynamiclist' && !component.path)
        faults.push({ code: 'list-without-path', key, detail: component.label })
      if (component.path)
        faults.push(...faultsIn(component.components, new Set([...known, ...keysOf(component.components)])))
      else faults.push(...faultsIn(component.components, known).filter(fault => fault.code !== 'key-twice'))
    } else {
      if ('values' in component)
        for (const value of twice(component.values.map(option => option.value)))
          faults.push({ code: 'option-twice', key, detail: value })
      if ('validate' in component && component.validate?.pattern && !readablePattern(component.validate.pattern))
        faults.push({ code: 'pattern-unreadable', key, detail: component.validate.pattern })
    }
  }
  return faults
}

function conditionFaults(condition: string, key: string, known: ReadonlySet<string>): FormFault[] {
  const names = namesIn(condition)
  if (names === null) return [{ code: 'condition-unreadable', key, detail: condition }]
  return names
    .filter(name => !known.has(name))
    .map(name => ({ code: 'condition-names-nobody', key, detail: name }) as const)
}

/** The variables a FEEL condition (`=a = "b"`) reads; null when it does not parse. */
export function namesIn(condition: string): string[] | null {
  const source = condition.replace(/^=/, '')
  const names = new Set<string>()
  let broken = false
  parseExpression(source, {}, undefined).iterate({
    enter: node => {
      if (node.type.isError) broken = true
      const isFunction = source[node.to] === '('
      if (node.name === 'VariableName' && !isFunction) names.add(source.slice(node.from, node.to))
    }
  })
  return broken ? null : [...names]
}

const readablePattern = (pattern: string): boolean => {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

const nameOf = (component: Component): string =>
  isGroup(component)
    ? (component.path ?? component.label)
    : 'key' in component
      ? component.key
      : component.text.slice(0, 30)

/** The keys that share one object: groups without a path are only a frame. */
const scopeKeys = (components: readonly Component[]): string[] =>
  components.flatMap(component =>
    isGroup(component)
      ? component.path
        ? [component.path]
        : scopeKeys(component.components)
      : 'key' in component
        ? [component.key]
        : []
  )

/** Every key a condition may name: the answers at the top, and lists by their path. */
const keysOf = (components: readonly Component[]): string[] => scopeKeys(components)

const twice = (keys: readonly string[]): string[] => [...new Set(keys.filter((key, at) => keys.indexOf(key) !== at))]

/** One upload per paper, hidden as the paper's own condition says; required where the paper is. */
export const paperFields = (papers: readonly Paper[]): Field[] =>
  papers.map(paper => ({
    type: 'filepicker',
    key: fileKey(paper.code),
    label: paper.name.vi,
    accept: '.pdf,.jpg,.jpeg,.png,.docx',
    multiple: true,
    ...(paper.required && !paper.replacedBy ? { validate: { required: true } } : {}),
    ...(paper.when ? { conditional: { hide: `=not(${paper.when.slice(1)})` } } : {}),
    properties: { paper: paper.code, ...(paper.name.en ? { en: paper.name.en } : {}) }
  }))

/** The form key under which the files of a paper are handed in. */
export const fileKey = (paper: string): string => `giay_to_${paper.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`

/** The form of a procedure that has none of its own: what is asked, for what, and the papers one by one. */
export function genericForm(procedure: Pick<ProcedureContent, 'code' | 'name' | 'papers'>): FormSchema {
  return {
    type: 'default',
    id: `form_${procedure.code.replace(/[^a-z0-9]+/gi, '_')}`,
    schemaVersion: 18,
    components: [
      {
        type: 'textarea',
        key: 'noi_dung',
        label: 'Nội dung yêu cầu',
        description: procedure.name.vi,
        validate: { required: true, maxLength: 2000 },
        properties: { en: 'What do you ask for?' }
      },
      {
        type: 'textarea',
        key: 'ghi_chu',
        label: 'Thông tin cần lưu ý thêm (nếu có)',
        validate: { maxLength: 1000 },
        properties: { en: 'Anything else we should know (optional)' }
      },
      ...(procedure.papers.length > 0
        ? [
            {
              type: 'group' as const,
              label: 'Giấy tờ kèm theo',
              properties: { en: 'Papers' },
              components: paperFields(procedure.papers)
            }
          ]
        : [])
    ]
  }
}

/** The form shown for a procedure: its own, else the generic one. */
export const formOf = (procedure: ProcedureContent): FormSchema => procedure.form ?? genericForm(procedure)
