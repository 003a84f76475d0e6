import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { translator } from '#lib/text.ts'
import { signMany, signScreen } from '#server/desk/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.read')
  return { sign: await signScreen(ctx), done: Number(event.url.searchParams.get('done')) || 0 }
}

export const actions: Actions = {
  default: async event => {
    const { locals, request } = event
    deskOnly(event, 'dossier.step')
    const t = translator(locals.language)
    const form = await request.formData()
    if (!form.has('pick')) return fail(400, { problem: t('queue.none-picked'), refused: [] })
    const { done, refused } = await signMany(locals.ctx, form)
    if (refused.length > 0) return fail(409, { problem: t('queue.some-refused', { count: refused.length }), refused })
    redirect(303, `/desk/sign?done=${done}`)
  }
}
