import { ownPath } from '#lib/preferences.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { providersShown } from '#server/identity/index.ts'
import type { PageServerLoad } from './$types'

/** Why a sign-on did not succeed, and the ways on; nothing is done here. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const t = translator(locals.language)
  const why = url.searchParams.get('why') ?? ''
  const back = ownPath(url.searchParams.get('back') || '/')
  const code = url.searchParams.get('provider')
  const provider = (await providersShown(locals.ctx)).find(one => one.code === code)
  const again = new URLSearchParams({ back, again: '' })
  return {
    why: explain({ code: t.has(`refusal.${why}`) ? why : 'attempt-over' }, t),
    back,
    signedIn: locals.session !== null,
    again: provider && !locals.session ? { href: `/sign-on/${provider.code}?${again}`, name: provider.name } : null,
    local: `/sign-in?${new URLSearchParams({ back })}`
  }
}
