import { error, fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { openFiling } from '#lib/server/filing.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { fieldsOf } from '#server/exchange/index.ts'
import { person } from '#server/identity/index.ts'
import { canPrefill, lookUpSelf, takeOver } from '#server/linkage/index.ts'
import { wordsIn } from '#server/platform/language.ts'
import type { Actions, PageServerLoad } from './$types'

async function opened(event: RequestEvent) {
  const { ctx, session } = event.locals
  const filing = await openFiling(event)
  const self = session ? await person(ctx, session.account) : undefined
  if (!self || !canPrefill(ctx, self)) redirect(303, filing.address)
  return { ctx, filing, self }
}

export const load: PageServerLoad = async event => {
  const { ctx, filing } = await opened(event)
  const { fields, legalGround } = await fieldsOf(ctx, filing.draft.procedure)
  const name = wordsIn(event.locals.language, filing.sheet.content.name)
  return { name, address: filing.address, fields, legalGround }
}

export const actions: Actions = {
  ask: async event => {
    const { ctx, filing, self } = await opened(event)
    const consent = (await event.request.formData()).get('consent') === 'on'
    const procedureName = wordsIn('vi', filing.sheet.content.name)
    const body = { ...filing.draft.body, typed: { ...filing.sheet.known, ...filing.draft.body.typed } }
    const told = await lookUpSelf(ctx, self, { draft: { ...filing.draft, body }, procedureName, consent })
    if (told.ok) return { offered: told.value }
    return fail(409, { problem: explain(told.error, translator(event.locals.language)) })
  },
  take: async event => {
    const { ctx, filing } = await opened(event)
    const fields = (await event.request.formData()).getAll('take').map(String)
    const done = await takeOver(ctx, { draft: filing.draft, owner: filing.owner, fields })
    if (!done.ok) error(404)
    redirect(303, filing.address)
  }
}
