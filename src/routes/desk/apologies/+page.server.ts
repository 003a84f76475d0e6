import { error, fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import { apologiesScreen, approveApologies, isReason, noteHandedOver, setAside } from '#server/transparency/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => ({
  ...((await apologiesScreen(deskOnly(event, 'dossier.extend'))) ?? error(403)),
  saved: event.url.searchParams.has('saved')
})

const chosen = (form: FormData): string[] => form.getAll('letter').map(String).filter(isId)

/** Marks the chosen letters and comes back, or says why not. */
const marking =
  (mark: (ctx: Ctx, ids: readonly string[]) => Promise<Result<unknown, Refusal>>) => async (event: RequestEvent) => {
    const ctx = deskOnly(event, 'dossier.extend')
    const done = await mark(ctx, chosen(await event.request.formData()))
    if (!done.ok) {
      const message = explain(done.error, translator(event.locals.language))
      return fail(409, { message, approved: null, refused: [] })
    }
    redirect(303, '/desk/apologies?saved')
  }

export const actions: Actions = {
  approve: async event => {
    const ctx = deskOnly(event, 'dossier.extend')
    const t = translator(event.locals.language)
    const form = await event.request.formData()
    const reason = String(form.get('reason') ?? '')
    const days = Number(form.get('days') ?? '')
    const done = await approveApologies(ctx, chosen(form), {
      reason: isReason(reason) ? reason : null,
      days: Number.isInteger(days) && days >= 1 && days <= 30 ? days : null
    })
    if (!done.ok) return fail(409, { message: explain(done.error, t), approved: null, refused: [] })
    const { approved, refused } = done.value
    return {
      message: null,
      approved: approved.length,
      refused: refused.map(({ code, why }) => ({ code, why: explain(why, t) }))
    }
  },
  aside: marking(setAside),
  hand: marking(noteHandedOver)
}
