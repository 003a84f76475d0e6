import { redirect } from '@sveltejs/kit'
import { draftOwner } from '#lib/server/filing.ts'
import { draftsOf, dropDraft, popularProcedures } from '#server/dossiers/index.ts'
import { procedureByCode } from '#server/catalogue/index.ts'
import { wordsIn } from '#server/platform/language.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const { ctx, language } = event.locals
  const owner = await draftOwner(event)
  const [drafts, popular] = await Promise.all([owner ? draftsOf(ctx, owner) : [], popularProcedures(ctx, 8)])
  const found = await Promise.all(popular.map(({ code }) => procedureByCode(ctx, code)))
  return {
    drafts,
    dropped: event.url.searchParams.has('dropped'),
    popular: found.flatMap(procedure => {
      if (!procedure.ok || procedure.value.content.serviceLevel === 'information') return []
      const { code, name } = procedure.value.content
      return [{ code, name: wordsIn(language, name) }]
    })
  }
}

export const actions: Actions = {
  drop: async event => {
    const owner = await draftOwner(event)
    const id = String((await event.request.formData()).get('draft') ?? '')
    if (owner && isId(id)) await dropDraft(event.locals.ctx, id, owner)
    redirect(303, '/apply?dropped')
  }
}
