import { error } from '@sveltejs/kit'
import { newsScreen } from '#server/portal/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) =>
  (await newsScreen(locals.ctx, null, url.searchParams)) ?? error(404)
