import { fail, redirect } from '@sveltejs/kit'
import { keepPrivate, openedOrAsk } from '#lib/server/following.ts'
import { askToWithdraw, explainRefusal, follow } from '#server/dossiers/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  keepPrivate(event)
  const { dossier } = await openedOrAsk(event)
  const { may, code, procedure } = await follow(event.locals.ctx, dossier)
  if (!may.withdraw) redirect(303, `/track/${encodeURIComponent(code)}`)
  return { code, name: procedure.name }
}

export const actions: Actions = {
  default: async event => {
    const { ctx, language } = event.locals
    const own = await openedOrAsk(event)
    const reason = String((await event.request.formData()).get('reason') ?? '')
    const asked = await askToWithdraw(ctx, own, reason)
    if (!asked.ok) return fail(400, { reason, errors: { reason: explainRefusal(asked.error, language) } })
    redirect(303, `/track/${encodeURIComponent(own.dossier.code)}?sent=withdraw`)
  }
}
