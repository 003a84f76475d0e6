import { error } from '@sveltejs/kit'
import { agencyLists } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  (await agencyLists(locals.ctx, params.agency)) ?? error(404)
