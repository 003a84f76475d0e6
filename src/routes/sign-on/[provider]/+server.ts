import { redirect } from '@sveltejs/kit'
import { ownPath } from '#lib/preferences.ts'
import { baseOf, browserSecret } from '#lib/server/sign-on.ts'
import { originOf, startSignOn } from '#server/identity/index.ts'
import type { Level } from '#server/identity/index.ts'
import { addressKey, limiter } from '#server/platform/limit.ts'
import type { RequestHandler } from './$types'

/**
 * Leaves for a provider: to sign in, or to raise the level of the session. A link of our own pages only; from another
 * site it leads to the page for signing in, where the person decides.
 */
export const GET: RequestHandler = async event => {
  const { locals, params, url, request } = event
  const { ctx, session } = locals
  const back = ownPath(url.searchParams.get('back') || '/')
  const rest = new URLSearchParams({ back })
  if (request.headers.get('sec-fetch-site') === 'cross-site') redirect(303, `/sign-in?${rest}`)
  const failed = (why: string) =>
    redirect(303, `/sign-on/failed?${new URLSearchParams({ why, provider: params.provider, back })}`)
  if (limiter.take('sign-in', addressKey(originOf(event).address), ctx.now()) > 0) return failed('too-many-sign-ons')
  const level = Number(url.searchParams.get('level'))
  const started = await startSignOn(ctx, {
    provider: params.provider,
    purpose: session ? 'step-up' : 'sign-in',
    back,
    level: (level === 2 || level === 3 ? level : 1) as Level,
    forDesk: url.searchParams.has('desk'),
    fresh: url.searchParams.has('again'),
    browser: browserSecret(event),
    base: baseOf(event),
    session: session && { id: session.id, account: session.account }
  })
  if (!started.ok) return failed(started.error.code)
  // Kit's own redirect leads to our pages only.
  return new Response(null, { status: 303, headers: { location: started.value.to, 'cache-control': 'no-store' } })
}
