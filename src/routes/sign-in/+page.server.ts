import { fail, redirect } from '@sveltejs/kit'
import { ownPath } from '#lib/preferences.ts'
import { explain, NO_ERRORS, parseForm, typedIn } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import {
  demonstrationTour,
  homeOf,
  isLocal,
  originOf,
  resume,
  signIn,
  SignInInput,
  writeCookie
} from '#server/identity/index.ts'
import { addressKey, limiter } from '#server/platform/limit.ts'
import { policy } from '#server/policy.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = event => {
  const { locals, url } = event
  if (locals.session) redirect(303, homeOf(locals.session))
  const shown = locals.ctx.province.demonstration && isLocal(originOf(event))
  return {
    back: url.searchParams.get('back') ?? '',
    registered: url.searchParams.has('registered'),
    tour: shown ? demonstrationTour().map(({ login, password, role, name }) => ({ login, password, role, name })) : []
  }
}

export const actions: Actions = {
  default: async event => {
    const { request, locals } = event
    const t = translator(locals.language)
    const data = await request.formData()
    const origin = originOf(event)
    const seconds = limiter.take('sign-in', addressKey(origin.address), locals.ctx.now())
    if (seconds > 0) {
      event.setHeaders({ 'retry-after': String(seconds) })
      return fail(429, {
        values: typedIn(data),
        errors: NO_ERRORS,
        problem: explain({ code: 'too-many-requests', seconds }, t)
      })
    }
    const form = parseForm(SignInInput, data, t)
    if (!form.ok) return fail(400, { ...form, problem: null })
    const signed = await signIn(locals.ctx, { ...form.value, ...origin })
    if (!signed.ok) return fail(403, { values: typedIn(data), errors: NO_ERRORS, problem: explain(signed.error, t) })
    writeCookie(event, signed.value.token)
    const session = await resume(locals.ctx, signed.value.token, policy, origin)
    const back = ownPath(data.get('back')?.toString() || '/')
    redirect(303, session && (back === '/' || session.mustChangePassword) ? homeOf(session) : back)
  }
}
