import type { Group } from '#server/catalogue/index.ts'
import type { FileRef } from '../model.ts'
import { MOST } from './model.ts'
import type { DraftBody, Entered, Typed } from './model.ts'
import { questionsOf, rowsOf } from './reading.rules.ts'
import type { Node } from './reading.rules.ts'

/** A post that no page of ours can have sent. */
export type PostRefusal = { readonly code: 'post-too-large' }

/**
 * What a page's post adds to the draft: only the questions of that page count, whatever else was sent. A question that
 * was on the page and sent nothing (an unticked box) is emptied; one that was hidden keeps what it had.
 */
export function enterPost(
  body: DraftBody,
  nodes: readonly Node[],
  sent: readonly (readonly [string, string])[]
): DraftBody | PostRefusal {
  const size = sent.reduce((sum, [name, text]) => sum + name.length + text.length, 0)
  if (sent.length > 2000 || size > MOST.characters) return { code: 'post-too-large' }
  const typed: Record<string, string | readonly string[]> = { ...body.typed }
  for (const { name, question, hidden } of questionsOf(nodes)) {
    if (question.type === 'filepicker') continue
    const texts = sent.filter(([key]) => key === name).map(([, text]) => text.replace(/\r\n/g, '\n'))
    if (question.type === 'checklist') {
      if (texts.length > 0 || !hidden) typed[name] = texts.filter(Boolean).slice(0, 100)
    } else if (question.type === 'checkbox') {
      if (texts.length > 0 || !hidden) typed[name] = texts.at(-1) ?? ''
    } else if (texts.length > 0) typed[name] = texts[0]!
  }
  return { ...body, typed }
}

/** One row more, up to the most. */
export function addRow(body: DraftBody, list: { group: Group; name: string }): DraftBody {
  const rows = rowsOf(list.group, body, list.name)
  return { ...body, typed: { ...body.typed, [`${list.name}.#`]: String(Math.min(MOST.rows, rows + 1)) } }
}

/** Takes row `at` out; the rows behind it move up. */
export function removeRow(body: DraftBody, list: { group: Group; name: string }, at: number): DraftBody {
  const rows = rowsOf(list.group, body, list.name)
  if (!(at >= 0 && at < rows)) return body
  return {
    ...body,
    typed: { ...moveUp(body.typed, list.name, at), [`${list.name}.#`]: String(rows - 1) },
    files: moveUp(body.files, list.name, at)
  }
}

function moveUp<T>(entries: Readonly<Record<string, T>>, list: string, at: number): Record<string, T> {
  const moved: Record<string, T> = {}
  for (const [name, value] of Object.entries(entries)) {
    const [, row, rest] = name.startsWith(`${list}.`) ? (/^(\d+)(\..+)$/.exec(name.slice(list.length + 1)) ?? []) : []
    if (row === undefined || Number(row) < at) moved[name] = value
    else if (Number(row) > at) moved[`${list}.${Number(row) - 1}${rest}`] = value
  }
  return moved
}

/** Adds a file to a paper; the same file again changes nothing. */
export function addFile(body: DraftBody, name: string, file: FileRef, multiple: boolean): DraftBody {
  const kept = multiple ? (body.files[name] ?? []).filter(({ id }) => id !== file.id) : []
  return { ...body, files: { ...body.files, [name]: [...kept, file].slice(-MOST.files) } }
}

export const removeFile = (body: DraftBody, name: string, id: string): DraftBody => ({
  ...body,
  files: { ...body.files, [name]: (body.files[name] ?? []).filter(file => file.id !== id) }
})

/** Answers that the applicant has given already, for questions nobody has touched yet. */
export const prefilled = (entered: Entered, known: Typed): Entered => ({
  typed: { ...known, ...entered.typed },
  files: entered.files
})
