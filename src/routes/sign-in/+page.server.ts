import { fail, redirect } from '@sveltejs/kit'
import { ownPath } from '#lib/preferences.ts'
import { explain, NO_ERRORS, parseForm, typedIn } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import {
  demonstrationTour,
  homeOf,
  isLocal,
  originOf,
  providersShown,
  resume,
  signIn,
  SignInInput,
  STEP_MINUTES,
  writeCookie,
  writeSideCookie
} from '#server/identity/index.ts'
import { addressKey, limiter } from '#server/platform/limit.ts'
import { policy } from '#server/policy.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const { locals, url } = event
  if (locals.session) redirect(303, homeOf(locals.session))
  const shown = locals.ctx.province.demonstration && isLocal(originOf(event))
  return {
    back: url.searchParams.get('back') ?? '',
    signedOut: url.searchParams.has('signed-out'),
    providers: await providersShown(locals.ctx),
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
    const wanted = ownPath(data.get('back')?.toString() || '/')
    if (signed.value.next === 'second-step') {
      writeSideCookie(event, 'second', signed.value.token, STEP_MINUTES * 60)
      redirect(303, `/sign-in/second-step?${new URLSearchParams({ back: wanted })}`)
    }
    writeCookie(event, signed.value.token)
    const session = await resume(locals.ctx, signed.value.token, policy, origin)
    redirect(303, session && (wanted === '/' || session.mustChangePassword) ? homeOf(session) : wanted)
  }
}
