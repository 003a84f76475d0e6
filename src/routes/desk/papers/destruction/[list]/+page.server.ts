import { error, fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { approveList, listScreen, makeList, sendListBack } from '#server/papers/index.ts'
import { explainSigning } from '#server/signatures/index.ts'
import type { Ctx, Permission, Refusal, Result } from '#server/platform/index.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'paper.read')
  const asked = event.url.searchParams
  const page = Math.min(1000, Math.max(1, Math.floor(Number(asked.get('page'))) || 1))
  const screen = await listScreen(ctx, event.params.list, page)
  if (!screen) error(404)
  return { screen, page, saved: asked.has('saved') }
}

/** One decision on the list: done and back to it, or refused with the reason. */
const deciding =
  (needs: Permission, decide: (ctx: Ctx, id: string, form: FormData) => Promise<Result<unknown, Refusal>>) =>
  async (event: RequestEvent) => {
    const ctx = deskOnly(event, needs)
    const id = event.params.list
    const done = await decide(ctx, id, await event.request.formData())
    if (!done.ok) {
      const { language } = event.locals
      return fail(409, { message: explainSigning(language, done.error) ?? explain(done.error, translator(language)) })
    }
    redirect(303, `/desk/papers/destruction/${id}?saved`)
  }

export const actions: Actions = {
  make: deciding('paper.make-list', (ctx, id, form) => makeList(ctx, id, form.getAll('leave').map(String))),
  approve: deciding('paper.approve-list', (ctx, id) => approveList(ctx, id)),
  back: deciding('paper.approve-list', (ctx, id, form) =>
    sendListBack(ctx, id, String(form.get('reason') ?? '').slice(0, 1000))
  )
}
