import { error, redirect } from '@sveltejs/kit'
import { follow, openOwn } from '#server/dossiers/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { ctx, session }, params, url }) => {
  if (!session) redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`)
  const own = await openOwn(ctx, params.code, undefined)
  if (!own) error(404)
  return { full: await follow(ctx, own.dossier) }
}
