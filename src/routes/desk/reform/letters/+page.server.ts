import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainReform } from '#lib/server/reform.ts'
import { draftUrging, lettersScreen } from '#server/reform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = event => lettersScreen(deskOnly(event, 'reform.read'), event.url.searchParams)

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'reform.read')
    const form = await event.request.formData()
    const kind = form.get('kind') === 'criticism' ? 'criticism' : 'urging'
    const drafted = await draftUrging(ctx, kind, form.getAll('to').map(String))
    if (!drafted.ok) return fail(409, { message: explainReform(event, drafted.error) })
    redirect(303, `/desk/reform/letters/${drafted.value.id}`)
  }
}
