import { fail, redirect } from '@sveltejs/kit'
import { codeFrom, waitFor } from '#lib/server/following.ts'
import { keepSecret } from '#lib/server/petitions.ts'
import { translator } from '#lib/text.ts'
import { openAsFiler, ownPetitionsOf } from '#server/feedback/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({ own: await ownPetitionsOf(locals.ctx) })

export const actions: Actions = {
  default: async event => {
    const t = translator(event.locals.language)
    const data = await event.request.formData()
    const code = codeFrom(String(data.get('code') ?? ''))
    const secret = String(data.get('secret') ?? '').slice(0, 60)
    const seconds = waitFor(event, 'tracking-second-factor', code)
    if (seconds > 0) return fail(429, { code, error: t('petition.many', { seconds }) })
    if (!secret || !(await openAsFiler(event.locals.ctx, { code, secret })))
      return fail(403, { code, error: t('petition.not-found') })
    keepSecret(event, code, secret)
    redirect(303, `/petitions/follow/${code}`)
  }
}
