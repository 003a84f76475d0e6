import { error } from '@sveltejs/kit'
import { openSubject, PERCENTILE_FROM } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => {
  const found = await openSubject(locals.ctx, 'unit', params.code)
  if (!found) error(404)
  return { ...found, code: params.code, least: PERCENTILE_FROM }
}
