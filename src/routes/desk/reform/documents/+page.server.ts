import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { parseForm } from '#lib/server/forms.ts'
import { explainReform } from '#lib/server/reform.ts'
import { parseDay } from '#lib/format.ts'
import { translator } from '#lib/text.ts'
import { DirectiveInput, directivesScreen, enterDirective } from '#server/reform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = event => directivesScreen(deskOnly(event, 'reform.read'), event.url.searchParams)

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'reform.give')
    const data = await event.request.formData()
    const file = data.get('file')
    const typedDay = String(data.get('issuedOn') ?? '')
    const form = parseForm(DirectiveInput, data, translator(event.locals.language), {
      issuedOn: parseDay(typedDay) ?? ''
    })
    if (!form.ok) return fail(400, { values: { ...form.values, issuedOn: typedDay }, errors: form.errors, message: '' })
    const entered = await enterDirective(ctx, form.value, file instanceof File ? file : null)
    if (entered.ok) redirect(303, `/desk/reform/documents/${entered.value.id}`)
    const upload = 'allowed' in entered.error || 'limit' in entered.error
    const values = Object.fromEntries([...data].filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
    return fail(409, { values, errors: {}, message: explainReform(event, { ...entered.error, upload }) })
  }
}
