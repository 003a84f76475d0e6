import { redirect } from '@sveltejs/kit'
import { ownPath } from '#lib/preferences.ts'
import { providersFor } from '#server/identity/index.ts'
import type { Level } from '#server/identity/index.ts'
import type { PageServerLoad } from './$types'

/** A service asks more than the session shows: which providers can vouch for it. */
export const load: PageServerLoad = async ({ locals: { ctx, session }, url }) => {
  const back = ownPath(url.searchParams.get('back') || '/')
  if (!session) redirect(303, `/sign-in?${new URLSearchParams({ back })}`)
  const level: Level = url.searchParams.get('level') === '3' ? 3 : 2
  if (session.level >= level) redirect(303, back)
  const rest = new URLSearchParams({ back, level: String(level) })
  const able = await providersFor(ctx, level)
  return {
    level,
    own: session.level,
    officer: session.kind === 'officer' && level === 2,
    providers: able.map(({ code, name, downSince }) => ({ name, downSince, href: `/sign-on/${code}?${rest}` }))
  }
}
