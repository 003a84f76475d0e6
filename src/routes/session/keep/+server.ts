import { json, redirect } from '@sveltejs/kit'
import { ownPath } from '#lib/preferences.ts'
import { keepSession } from '#server/identity/index.ts'
import { policy } from '#server/policy.ts'
import type { RequestHandler } from './$types'

/** "I am still here": the idle time starts again. Without JavaScript the browser goes back to where it was. */
export const POST: RequestHandler = async event => {
  const session = await keepSession(event.locals.ctx, event, policy)
  if (event.request.headers.get('accept')?.includes('application/json')) {
    return json({ endsAt: session?.endsAt.toISOString() ?? null }, { status: session ? 200 : 401 })
  }
  const from = URL.parse(event.request.headers.get('referer') ?? '')
  const back = from && from.origin === event.url.origin ? ownPath(from.pathname + from.search) : '/'
  redirect(303, session ? back : `/sign-in?back=${encodeURIComponent(back)}`)
}
