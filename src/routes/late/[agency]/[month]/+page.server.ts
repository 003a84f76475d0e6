import { error } from '@sveltejs/kit'
import { publicEdition } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  (await publicEdition(locals.ctx, params.agency, params.month)) ?? error(404)
