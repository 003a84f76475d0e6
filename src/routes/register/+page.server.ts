import { fail, redirect } from '@sveltejs/kit'
import type { FieldErrors } from '#lib/components/fields.ts'
import { parseDay } from '#lib/format.ts'
import { explain, NO_ERRORS, parseForm, typedIn } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { explainPassword } from '#lib/server/passwords.ts'
import { originOf, registerCitizen, RegisterInput } from '#server/identity/index.ts'
import { addressKey, limiter } from '#server/platform/limit.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async event => {
    const { request, locals } = event
    const t = translator(locals.language)
    const data = await request.formData()
    const values = typedIn(data)
    const seconds = limiter.take('register', addressKey(originOf(event).address), locals.ctx.now())
    if (seconds > 0) {
      event.setHeaders({ 'retry-after': String(seconds) })
      return fail(429, { values, errors: NO_ERRORS, problem: explain({ code: 'too-many-requests', seconds }, t) })
    }
    const form = parseForm(RegisterInput, data, t, { birthDate: parseDay(values.birthDate ?? '') ?? '' })
    if (!form.ok) return fail(400, { values, errors: form.errors, problem: null })
    const done = await registerCitizen(locals.ctx, form.value)
    if (done.ok) redirect(303, '/sign-in?registered')
    if (done.error.code === 'password-weak') {
      return fail(400, {
        values,
        errors: { password: explainPassword(done.error.faults, t) } as FieldErrors,
        problem: null
      })
    }
    return fail(409, { values, errors: NO_ERRORS, problem: explain(done.error, t) })
  }
}
