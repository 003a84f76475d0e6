import { demonstrationProcedures, formOf } from '#server/catalogue/index.ts'
import type { Component } from '#server/catalogue/index.ts'
import type { FileRef } from '../model.ts'
import type { Entered, Typed } from './model.ts'
import { questionsOf, readForm } from './reading.rules.ts'
import { whoForm } from './who.rules.ts'

/** Parts for tests of online filing. */
export const aFile = (name = 'giay.pdf'): FileRef => ({
  id: 'a'.repeat(64),
  name,
  bytes: 1234,
  type: 'application/pdf'
})
export const entered = (typed: Typed = {}, files: Entered['files'] = {}): Entered => ({ typed, files })

/** Every form of the demonstration with its first page, as citizens meet it. */
export const wholeForms = () =>
  demonstrationProcedures().map(({ content }) => ({
    code: content.code,
    components: [
      whoForm({ desks: [], cases: [], reliefs: [] }),
      ...formOf(content).components
    ] satisfies Component[] as Component[]
  }))

/** Answers every question that is asked, again while answers bring new questions. */
export function filled(components: readonly Component[], start: Typed = {}): Entered {
  let now = entered(start)
  for (let round = 0; round < 20; round++) {
    const open = questionsOf(readForm(components, now).nodes).filter(node => node.fault)
    if (open.length === 0) break
    const typed: Record<string, string | readonly string[]> = { ...now.typed }
    const files = { ...now.files }
    for (const { name, question } of open) {
      if (question.type === 'filepicker') files[name] = [aFile()]
      else typed[name] = someAnswer(question)
    }
    now = { typed, files }
  }
  return now
}

type Asked = ReturnType<typeof questionsOf>[number]['question']
function someAnswer(question: Asked): string | readonly string[] {
  switch (question.type) {
    case 'checkbox':
      return 'on'
    case 'select':
    case 'radio':
      return question.values[0]!.value
    case 'checklist':
      return [question.values[0]!.value]
    case 'number':
      return String(question.validate?.min ?? 1)
    case 'datetime':
      return question.subtype === 'date' ? '02/09/1990' : question.subtype === 'time' ? '14:30' : '02/09/1990 14:30'
    default:
      return textFor(question.validate?.pattern)
  }
}

/** A text that fits the patterns our forms use. */
function textFor(pattern: string | undefined): string {
  const known = ['099088000011', '0912345678', '0100109106', 'Nguyễn Văn An', '1234', '2026']
  return known.find(text => !pattern || new RegExp(pattern, 'u').test(text)) ?? 'Nguyễn Văn An'
}
