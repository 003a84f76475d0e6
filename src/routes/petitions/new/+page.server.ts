import { fail, redirect } from '@sveltejs/kit'
import { waitFor } from '#lib/server/following.ts'
import { explain, NO_ERRORS, parseForm, typedIn } from '#lib/server/forms.ts'
import { keepSlip } from '#lib/server/petitions.ts'
import { translator } from '#lib/text.ts'
import { FileInput, filePetition, petitionAgencies } from '#server/feedback/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => ({ agencies: await petitionAgencies(locals.ctx) })

export const actions: Actions = {
  default: async event => {
    const t = translator(event.locals.language)
    const data = await event.request.formData()
    const form = parseForm(FileInput, data, t)
    if (!form.ok) {
      const errors = form.errors.words ? { ...form.errors, words: t('field.petition-words') } : form.errors
      return fail(400, { values: form.values, errors, message: '' })
    }
    const seconds = waitFor(event, 'petition-file')
    if (seconds > 0)
      return fail(429, { values: typedIn(data), errors: NO_ERRORS, message: t('petition.many', { seconds }) })
    const filed = await filePetition(event.locals.ctx, form.value, 'online')
    if (!filed.ok) {
      const message = explain(filed.error, t)
      const named = filed.error.code === 'petition-name-missing' || filed.error.code === 'petition-kind-named'
      return fail(409, { values: typedIn(data), errors: named ? { name: message } : NO_ERRORS, message })
    }
    keepSlip(event, filed.value, '/petitions/sent')
    redirect(303, '/petitions/sent')
  }
}
