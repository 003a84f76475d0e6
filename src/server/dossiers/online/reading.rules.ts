import { evaluate } from '@bpmn-io/feelin'
import { isGroup } from '#server/catalogue/index.ts'
import type { Component, Group } from '#server/catalogue/index.ts'
import type { FileRef } from '../model.ts'
import { readAnswer } from './answer.rules.ts'
import type { Question } from './answer.rules.ts'
import { MOST } from './model.ts'
import type { Entered, Fault } from './model.ts'

/** The form as it stands with these answers: every part of it, whether it is asked now, and what is wrong. */
export type Node =
  | {
      readonly kind: 'question'
      readonly question: Question
      readonly name: string
      readonly hidden: boolean
      readonly typed: readonly string[]
      readonly files: readonly FileRef[]
      readonly value: unknown
      readonly fault: Fault | null
    }
  | { readonly kind: 'text'; readonly text: string; readonly en: string | undefined; readonly hidden: boolean }
  | {
      readonly kind: 'group'
      readonly group: Group
      readonly name: string
      readonly hidden: boolean
      readonly nodes: readonly Node[]
    }
  | {
      readonly kind: 'list'
      readonly group: Group
      readonly name: string
      readonly hidden: boolean
      readonly rows: readonly (readonly Node[])[]
    }
export type Reading = { readonly nodes: readonly Node[]; readonly values: Scope }
export type Scope = { readonly [key: string]: unknown }

/**
 * Reads a form with what was entered. A hidden question counts as unanswered, also for the conditions of others, so
 * hiding is repeated until nothing changes; after as many rounds as there are parts it stops in any case.
 */
export function readForm(components: readonly Component[], entered: Entered): Reading {
  let hidden: ReadonlySet<string> = new Set()
  const rounds = countOf(components) + 1
  for (let round = 0; round < rounds; round++) {
    const next = hiddenIn(components, valuesOf(components, entered, '', '', hidden), '')
    const settled = next.size === hidden.size && [...next].every(place => hidden.has(place))
    hidden = next
    if (settled) break
  }
  return {
    nodes: nodesOf(components, entered, { prefix: '', place: '', hidden: false }, hidden),
    values: valuesOf(components, entered, '', '', hidden)
  }
}

const countOf = (components: readonly Component[]): number =>
  components.reduce((sum, component) => sum + 1 + (isGroup(component) ? countOf(component.components) : 0), 0)

const textsOf = ({ typed }: Entered, name: string): readonly string[] => {
  const text = typed[name]
  return text === undefined ? [] : typeof text === 'string' ? [text] : text
}

/** How many times a list is filled: what was asked for, at least once unless the form starts with none. */
export function rowsOf(group: Group, entered: Entered, name: string): number {
  const start = group.defaultRepetitions ?? 1
  const wanted = Number(textsOf(entered, `${name}.#`)[0] ?? start)
  return Math.min(MOST.rows, Math.max(Math.min(1, start), Number.isInteger(wanted) ? wanted : start))
}
const indices = (count: number): number[] => Array.from({ length: count }, (_, at) => at)

/** The answers as an object; what is hidden is null. */
function valuesOf(
  components: readonly Component[],
  entered: Entered,
  prefix: string,
  place: string,
  hidden: ReadonlySet<string>
): Scope {
  const values: Record<string, unknown> = {}
  components.forEach((component, at) => {
    const here = `${place}/${at}`
    const gone = hidden.has(here)
    if (isGroup(component)) {
      const inside = (start: string, where: string) => valuesOf(component.components, entered, start, where, hidden)
      if (component.type === 'dynamiclist' && component.path) {
        const name = prefix + component.path
        values[component.path] = gone
          ? null
          : indices(rowsOf(component, entered, name)).map(row => inside(`${name}.${row}.`, `${here}[${row}]`))
      } else if (component.path) values[component.path] = gone ? null : inside(`${prefix}${component.path}.`, here)
      else if (gone) for (const key of keysIn(component.components)) values[key] = null
      else Object.assign(values, inside(prefix, here))
    } else if (component.type !== 'text') {
      const name = prefix + component.key
      values[component.key] = gone
        ? null
        : readAnswer(component, textsOf(entered, name), entered.files[name] ?? []).value
    }
  })
  return values
}

const keysIn = (components: readonly Component[]): string[] =>
  components.flatMap(component =>
    isGroup(component)
      ? component.path
        ? [component.path]
        : keysIn(component.components)
      : 'key' in component
        ? [component.key]
        : []
  )

/** Where a condition says `hide`; what is inside a hidden part is not looked at. */
function hiddenIn(components: readonly Component[], scope: Scope, place: string): Set<string> {
  const hidden = new Set<string>()
  components.forEach((component, at) => {
    const here = `${place}/${at}`
    if (component.conditional && holds(component.conditional.hide, scope)) {
      hidden.add(here)
      return
    }
    if (!isGroup(component)) return
    const own = component.path ? scope[component.path] : undefined
    if (Array.isArray(own))
      own.forEach((row: Scope, index) => {
        for (const inner of hiddenIn(component.components, { ...scope, ...row }, `${here}[${index}]`)) hidden.add(inner)
      })
    else
      for (const inner of hiddenIn(component.components, { ...scope, ...(own as Scope | undefined) }, here))
        hidden.add(inner)
  })
  return hidden
}

/** Whether a FEEL condition holds; one that cannot be evaluated hides nothing, so no question is ever lost. */
function holds(condition: string, scope: Scope): boolean {
  try {
    return evaluate(condition.slice(1), { ...scope }).value === true
  } catch {
    return false
  }
}

type Around = { readonly prefix: string; readonly place: string; readonly hidden: boolean }

function nodesOf(
  components: readonly Component[],
  entered: Entered,
  around: Around,
  places: ReadonlySet<string>
): Node[] {
  return components.map((component, at): Node => {
    const place = `${around.place}/${at}`
    const hidden = around.hidden || places.has(place)
    if (!isGroup(component)) {
      if (component.type === 'text') return { kind: 'text', text: component.text, en: component.properties?.en, hidden }
      const name = around.prefix + component.key
      const typed = textsOf(entered, name)
      const files = entered.files[name] ?? []
      const { value, fault } = readAnswer(component, typed, files)
      return { kind: 'question', question: component, name, hidden, typed, files, value, fault: hidden ? null : fault }
    }
    if (component.type === 'dynamiclist' && component.path) {
      const name = around.prefix + component.path
      const rows = indices(rowsOf(component, entered, name)).map(row =>
        nodesOf(component.components, entered, { prefix: `${name}.${row}.`, place: `${place}[${row}]`, hidden }, places)
      )
      return { kind: 'list', group: component, name, hidden, rows }
    }
    const prefix = component.path ? `${around.prefix}${component.path}.` : around.prefix
    return {
      kind: 'group',
      group: component,
      name: component.path ? around.prefix + component.path : place,
      hidden,
      nodes: nodesOf(component.components, entered, { prefix, place, hidden }, places)
    }
  })
}

/** Every question of these nodes, rows included. */
export const questionsOf = (nodes: readonly Node[]): Extract<Node, { kind: 'question' }>[] =>
  nodes.flatMap(node => {
    switch (node.kind) {
      case 'question':
        return [node]
      case 'group':
        return questionsOf(node.nodes)
      case 'list':
        return node.rows.flatMap(questionsOf)
      default:
        return []
    }
  })

/** The answers without what is hidden or empty: what the dossier keeps. */
export function answersOf(values: Scope): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (value === null || value === undefined) return []
      if (Array.isArray(value) && value.some(isRow))
        return [[key, value.filter(isRow).map(row => answersOf(row))] as const]
      return [[key, isRow(value) ? answersOf(value) : value] as const]
    })
  )
}
const isRow = (value: unknown): value is Scope =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('id' in value && 'bytes' in value)
