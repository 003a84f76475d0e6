import { fail, redirect } from '@sveltejs/kit'
import { ownPath } from '#lib/preferences.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import {
  awaitsCode,
  clearSideCookie,
  homeOf,
  originOf,
  readSideCookie,
  resume,
  takeSecondStep,
  writeCookie
} from '#server/identity/index.ts'
import { addressKey, limiter } from '#server/platform/limit.ts'
import { policy } from '#server/policy.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const back = ownPath(event.url.searchParams.get('back') || '/')
  if (!(await awaitsCode(event.locals.ctx, readSideCookie(event, 'second'))))
    redirect(303, `/sign-in?${new URLSearchParams({ back })}`)
  return { back }
}

export const actions: Actions = {
  default: async event => {
    const { ctx, language } = event.locals
    const t = translator(language)
    const origin = originOf(event)
    const data = await event.request.formData()
    const back = ownPath(data.get('back')?.toString() || '/')
    const seconds = limiter.take('sign-in', addressKey(origin.address), ctx.now())
    if (seconds > 0) return fail(429, { back, errors: { code: explain({ code: 'too-many-requests', seconds }, t) } })
    const token = readSideCookie(event, 'second') ?? ''
    const taken = await takeSecondStep(ctx, { token, code: data.get('code')?.toString() ?? '', ...origin })
    if (!taken.ok) return fail(403, { back, errors: { code: explain(taken.error, t) } })
    clearSideCookie(event, 'second')
    writeCookie(event, taken.value.token)
    const session = await resume(ctx, taken.value.token, policy, origin)
    if (taken.value.by === 'recovery' && session && !session.mustChangePassword) redirect(303, '/account/second-step')
    redirect(303, session && (back === '/' || session.mustChangePassword) ? homeOf(session) : back)
  }
}
