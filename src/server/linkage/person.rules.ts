import { readDay } from '#server/documents/index.ts'
import type { Party, Typed } from '#server/dossiers/index.ts'
import type { Difference, Fetched, Named, TypedPerson } from '#server/exchange/index.ts'
import { differences } from '#server/exchange/index.ts'
import type { CheckOutcome } from './model.ts'

/** The person of a half-typed sheet, once there is enough to ask about: number, name and birth. */
export function namedFrom(typed: Typed): Named | null {
  const number = (typed.number ?? '').replace(/\s/g, '')
  const name = (typed.name ?? '').trim()
  const birth = birthFrom(typed.birth ?? '')
  if (typed.kind === 'organisation' || !birth || name.length < 2) return null
  return /^\d{12}$|^\d{9}$/.test(number) ? { number, name, birth } : null
}

const birthFrom = (text: string): string | null =>
  /^(19|20)\d{2}$/.test(text.trim()) ? text.trim() : (readDay(text) ?? null)

export const typedPerson = (typed: Typed): TypedPerson => ({
  name: typed.name ?? '',
  birth: birthFrom(typed.birth ?? '') ?? '',
  sex: typed.sex ?? '',
  address: typed.address ?? ''
})

/** The applicant of a dossier as somebody to ask about. */
export function namedOf({ kind, number, name, birth }: Party): Named | null {
  if (kind !== 'person' || !birth || !/^\d{12}$|^\d{9}$/.test(number)) return null
  return { number, name, birth }
}

/** An answer beside what was typed: the outcome and the rows that both sides have. */
export function compared(typed: TypedPerson, answer: Fetched): { outcome: CheckOutcome; rows: Difference[] } {
  if (answer.kind !== 'found') return { outcome: answer.kind, rows: [] }
  const rows = differences(typed, answer.person)
  return { outcome: rows.every(row => row.same) ? 'match' : 'differs', rows }
}

export const differing = (rows: readonly Difference[]): string[] => rows.filter(row => !row.same).map(row => row.field)
