import { fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { readCard } from '#server/documents/index.ts'
import { confirmationOf, confirmNumber, personByNumber, unconfirmNumber } from '#server/identity/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = event => {
  deskOnly(event, 'identity.confirm-person')
  return {}
}

/** The account under a number, as far as the desk needs it to compare with the card. */
async function found(ctx: Ctx, number: string) {
  const person = number ? await personByNumber(ctx, number) : null
  if (!person || person.kind !== 'citizen') return null
  const { id, fullName, birthDate } = person
  return { id, fullName, birthDate, number, confirmation: await confirmationOf(ctx, id) }
}

async function opened(event: RequestEvent) {
  const ctx = deskOnly(event, 'identity.confirm-person')
  const data = await event.request.formData()
  const text = (name: string) => (data.get(name)?.toString() ?? '').normalize('NFC').trim().slice(0, 500)
  return { ctx, text, t: translator(event.locals.language) }
}

/** No address carries the number: it is personal data. */
export const actions: Actions = {
  find: async event => {
    const { ctx, text, t } = await opened(event)
    const asked = readCard(text('who'))?.number ?? text('who').replace(/\s/g, '')
    const person = await found(ctx, asked)
    return person ? { person, done: null } : fail(400, { problem: t('people.none'), person: null, done: null })
  },
  confirm: async event => {
    const { ctx, text, t } = await opened(event)
    const card = readCard(text('card'))
    const seen = card
      ? ({ how: 'card-qr', number: card.number, name: card.name, birth: card.birth || null } as const)
      : ({ how: 'card-number', number: text('card').replace(/\s/g, '') } as const)
    const person = await found(ctx, text('number'))
    if (!person || seen.number === '' || text('present') === '')
      return fail(400, { problem: t(person ? 'people.card-missing' : 'people.none'), person, done: null })
    const confirmed = await confirmNumber(ctx, person.id, seen)
    if (!confirmed.ok) return fail(409, { problem: explain(confirmed.error, t), person, done: null })
    return { person: await found(ctx, person.number), done: 'confirmed' as const }
  },
  undo: async event => {
    const { ctx, text, t } = await opened(event)
    const person = await found(ctx, text('number'))
    if (!person) return fail(400, { problem: t('people.none'), person, done: null })
    const undone = await unconfirmNumber(ctx, person.id, text('reason'))
    if (!undone.ok) return fail(409, { problem: explain(undone.error, t), person, done: null })
    return { person: await found(ctx, person.number), done: 'undone' as const }
  }
}
