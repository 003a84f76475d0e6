import { differences } from '#server/exchange/index.ts'
import type { Difference, Person } from '#server/exchange/index.ts'

/** Answers of an online form by their names, as typed. */
type Answers = Readonly<Record<string, string | readonly string[]>>
/** Fields of the form that the population database can fill. */
export const FILLABLE = { name: 'who.name', birth: 'who.birth', address: 'who.address' } as const
export type Fillable = keyof typeof FILLABLE

const onForm = (birth: string): string => birth.split('-').reverse().join('/')
const asKnown = (birth: string): string => birth.split('/').reverse().join('-')

/** What the form says beside what the database knows; an empty answer counts as different, so that it can be filled. */
export function offered(typed: Answers, person: Person): Difference[] {
  const answer = (field: Fillable) => {
    const given = typed[FILLABLE[field]]
    return typeof given === 'string' ? given.trim() : ''
  }
  const own = { name: answer('name'), birth: asKnown(answer('birth')), address: answer('address') }
  const both = differences(own, person)
  const known = { name: person.name, birth: person.birth, address: person.residence?.detail }
  return (Object.keys(FILLABLE) as Fillable[]).flatMap(field => {
    const row = both.find(each => each.field === field)
    if (row) return [row]
    const value = known[field]
    return value ? [{ field, typed: '', known: value, same: false }] : []
  })
}

/** The answers to put in the form for the fields the person chose. */
export const taken = (rows: readonly Difference[], chosen: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    rows.flatMap(({ field, known }) =>
      field !== 'sex' && chosen.includes(field) ? [[FILLABLE[field], field === 'birth' ? onForm(known) : known]] : []
    )
  )
