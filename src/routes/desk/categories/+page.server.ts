import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain, NO_ERRORS, parseForm, typedIn } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { categories, CategoryInput, saveCategory } from '#server/portal/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => ({
  rows: await categories(deskOnly(event, 'portal.arrange')),
  saved: event.url.searchParams.has('saved')
})

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'portal.arrange')
    const t = translator(event.locals.language)
    const data = await event.request.formData()
    const form = parseForm(CategoryInput, data, t)
    if (!form.ok) return fail(400, { values: form.values, errors: form.errors, message: '' })
    const done = await saveCategory(ctx, form.value)
    if (!done.ok) return fail(409, { values: typedIn(data), errors: NO_ERRORS, message: explain(done.error, t) })
    redirect(303, '/desk/categories?saved')
  }
}
