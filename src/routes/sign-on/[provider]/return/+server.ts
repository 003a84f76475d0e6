import { redirect } from '@sveltejs/kit'
import {
  finishSignOn,
  homeOf,
  originOf,
  readSideCookie,
  resume,
  STEP_MINUTES,
  writeCookie,
  writeSideCookie
} from '#server/identity/index.ts'
import { policy } from '#server/policy.ts'
import type { RequestHandler } from './$types'

/** Where a provider sends people back to: opens the session, or tells calmly why not and keeps where they were going. */
export const GET: RequestHandler = async event => {
  const { locals, params, url } = event
  const origin = originOf(event)
  const done = await finishSignOn(locals.ctx, {
    provider: params.provider,
    search: url.search,
    browser: readSideCookie(event, 'signon'),
    origin,
    session: locals.session?.id ?? null
  })
  const { back } = done
  if (!done.ok) {
    const why = done.error.code
    redirect(303, `/sign-on/failed?${new URLSearchParams({ why, provider: params.provider, back })}`)
  }
  const { next, token } = done.value
  if (next === 'second-step') {
    writeSideCookie(event, 'second', token!, STEP_MINUTES * 60)
    redirect(303, `/sign-in/second-step?${new URLSearchParams({ back })}`)
  }
  writeCookie(event, token!)
  const session = await resume(locals.ctx, token!, policy, origin)
  redirect(303, next === 'in' && session && back === '/' ? homeOf(session) : back)
}
