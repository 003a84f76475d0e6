import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain, NO_ERRORS, parseForm, typedIn } from '#lib/server/forms.ts'
import { keepSlip, slipOf } from '#lib/server/petitions.ts'
import { translator } from '#lib/text.ts'
import { FileInput, filePetition, petitionAgencies } from '#server/feedback/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'petition.enter')
  return {
    agencies: await petitionAgencies(ctx),
    slip: event.url.searchParams.has('sent') ? slipOf(event) : null
  }
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'petition.enter')
    const t = translator(event.locals.language)
    const data = await event.request.formData()
    const form = parseForm(FileInput, data, t)
    if (!form.ok) {
      const errors = form.errors.words ? { ...form.errors, words: t('field.petition-words') } : form.errors
      return fail(400, { values: form.values, errors })
    }
    const filed = await filePetition(ctx, form.value, data.get('channel') === 'phone' ? 'phone' : 'desk')
    if (!filed.ok) return fail(409, { values: typedIn(data), errors: { ...NO_ERRORS, name: explain(filed.error, t) } })
    keepSlip(event, filed.value, '/desk/petitions/enter')
    redirect(303, '/desk/petitions/enter?sent')
  }
}
