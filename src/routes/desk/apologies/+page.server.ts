import { error, fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { apologiesScreen, approveApologies, isReason } from '#server/transparency/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event =>
  (await apologiesScreen(deskOnly(event, 'dossier.extend'))) ?? error(403)

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'dossier.extend')
    const t = translator(event.locals.language)
    const form = await event.request.formData()
    const chosen = form.getAll('letter').map(String)
    const ids = chosen.filter(id => isId(id))
    const reason = String(form.get('reason') ?? '')
    const days = Number(form.get('days') ?? '')
    const done = await approveApologies(ctx, ids, {
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
  }
}
