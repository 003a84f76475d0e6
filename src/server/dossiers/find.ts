import { searchProcedures } from '#server/catalogue/index.ts'
import { limitWords } from '#server/calendar/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { typedFromCard, typedFromParty } from './counter.rules.ts'
import type { Typed } from './counter.rules.ts'
import { returningApplicants, usedProcedures } from './counter.views.ts'

/** A line to choose at the counter. `typed` is what choosing it fills in. */
export type Choosable = { readonly id: string; readonly label: string; readonly note: string; readonly typed: Typed }
export type People = { readonly card: Typed | null; readonly people: readonly Choosable[] }

/** Who is meant by what was typed or scanned: the bearer of a card, or people this office knows. */
export async function findPeople(ctx: Ctx, text: string): Promise<People> {
  const card = typedFromCard(text)
  const known = await returningApplicants(ctx, card?.number ?? text)
  const people = known.map(({ party, last }) => ({
    id: party.number,
    label: party.name,
    note: [party.number, last?.name ?? party.address].filter(Boolean).join(' · '),
    typed: typedFromParty(party)
  }))
  if (!card) return { card, people }
  const { phone = '', email = '' } = people.find(({ id }) => id === card.number)?.typed ?? {}
  return { card: { ...card, phone, email }, people: [] }
}

/** Procedures for the counter: without words those this desk uses, else what the catalogue finds for them. */
export async function findProcedures(ctx: Ctx, text: string, atOnce: boolean): Promise<Choosable[]> {
  if (text.trim() === '') {
    const used = await usedProcedures(ctx, atOnce)
    if (used.length > 0) return used.map(({ code, name }) => chosen(code, name, code))
  }
  const found = await searchProcedures(ctx, { text, limit: atOnce ? 60 : 12 })
  if (!found.ok) return []
  return found.value.rows
    .filter(row => !atOnce || row.atOnce)
    .slice(0, 12)
    .map(row => {
      const note = [row.code, row.field.name, row.limit && limitWords(ctx.language, row.limit)]
      return chosen(row.code, wordsIn(ctx.language, row.name), note.filter(Boolean).join(' · '))
    })
}

const chosen = (code: string, label: string, note: string): Choosable => ({
  id: code,
  label,
  note,
  typed: { procedure: code, search: '', case: '', settlingUnit: '' }
})
