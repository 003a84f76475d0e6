import { redirect } from '@sveltejs/kit'
import { codeFrom, slowDownLookups } from '#lib/server/following.ts'
import { progressOf } from '#server/dossiers/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const code = codeFrom(event.url.searchParams.get('code') ?? '')
  if (!code) return { code, unknown: false }
  slowDownLookups(event)
  if (await progressOf(event.locals.ctx, code)) redirect(303, `/track/${encodeURIComponent(code)}`)
  return { code, unknown: true }
}
