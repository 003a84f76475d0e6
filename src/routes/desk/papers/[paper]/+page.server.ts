import { error, fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { paperScreen, withdrawPaper } from '#server/papers/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const screen = await paperScreen(deskOnly(event, 'paper.read'), event.params.paper)
  if (!screen) error(404)
  const asked = event.url.searchParams
  return { screen, withdrawing: asked.has('withdraw') && screen.mayWithdraw, withdrawn: asked.has('withdrawn') }
}

export const actions: Actions = {
  withdraw: async event => {
    const ctx = deskOnly(event, 'paper.withdraw')
    const reason = String((await event.request.formData()).get('reason') ?? '').slice(0, 1000)
    const done = await withdrawPaper(ctx, event.params.paper, reason)
    if (!done.ok) return fail(409, { reason, message: explain(done.error, translator(event.locals.language)) })
    redirect(303, `/desk/papers/${event.params.paper}?withdrawn`)
  }
}
