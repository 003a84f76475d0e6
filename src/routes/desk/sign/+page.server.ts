import { fail, redirect } from '@sveltejs/kit'
import { officerOnly } from '#lib/server/officer.ts'
import { translator } from '#lib/text.ts'
import { signMany, signScreen } from '#server/desk/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
  officerOnly(ctx)
  return { sign: await signScreen(ctx), done: Number(url.searchParams.get('done')) || 0 }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    officerOnly(locals.ctx, 'dossier.step')
    const t = translator(locals.language)
    const form = await request.formData()
    if (!form.has('pick')) return fail(400, { problem: t('queue.none-picked'), refused: [] })
    const { done, refused } = await signMany(locals.ctx, form)
    if (refused.length > 0) return fail(409, { problem: t('queue.some-refused', { count: refused.length }), refused })
    redirect(303, `/desk/sign?done=${done}`)
  }
}
