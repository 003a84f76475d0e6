import type { Address, Person } from './model.ts'

/** What was typed of a person; a field left empty is not compared. */
export type Typed = {
  readonly name?: string
  readonly birth?: string
  readonly sex?: string
  readonly address?: string
}
/** One field on both sides. Nobody's side is changed by comparing. */
export type Difference = {
  readonly field: 'name' | 'birth' | 'sex' | 'address'
  readonly typed: string
  readonly known: string
  readonly same: boolean
}

const plain = (text: string) =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/[\s.,;-]+/g, ' ')
    .trim()
const addressText = ({ detail, country }: Address) => detail || country

/** Each field that both sides have, side by side. */
export function differences(typed: Typed, person: Person): Difference[] {
  const rows = [
    { field: 'name', typed: typed.name, known: person.name },
    { field: 'birth', typed: typed.birth, known: person.birth },
    { field: 'sex', typed: typed.sex, known: person.sex === 'unknown' ? undefined : person.sex },
    { field: 'address', typed: typed.address, known: person.residence && addressText(person.residence) }
  ] as const
  return rows.flatMap(({ field, typed: own, known }) =>
    own && known ? [{ field, typed: own, known, same: plain(own) === plain(known) }] : []
  )
}
