import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain, parseForm } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { listsDesk, PolicyInput, setPolicy, setWarningShares, WarningShares } from '#server/transparency/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => ({
  ...(await listsDesk(deskOnly(event, 'late-list.read'), event.url.searchParams.get('month'))),
  saved: event.url.searchParams.has('saved')
})

export const actions: Actions = {
  policy: async event => {
    const ctx = deskOnly(event, 'late-list.set')
    const t = translator(event.locals.language)
    const data = await event.request.formData()
    const embedOn = String(data.get('embedOn') ?? '')
      .split(/\s+/)
      .filter(Boolean)
    const form = parseForm(PolicyInput, data, t, { embedOn })
    if (!form.ok) return fail(400, { message: Object.values(form.errors)[0] ?? t('field.missing') })
    const done = await setPolicy(ctx, form.value)
    if (!done.ok) return fail(409, { message: explain(done.error, t) })
    redirect(303, '/desk/late-lists?saved')
  },
  warnings: async event => {
    const ctx = deskOnly(event, 'late-list.set')
    const t = translator(event.locals.language)
    const form = parseForm(WarningShares, await event.request.formData(), t)
    if (!form.ok) return fail(400, { message: Object.values(form.errors)[0] ?? t('field.missing') })
    const done = await setWarningShares(ctx, form.value)
    if (!done.ok) return fail(409, { message: explain(done.error, t) })
    redirect(303, '/desk/late-lists?saved')
  }
}
