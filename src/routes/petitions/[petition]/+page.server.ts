import { error } from '@sveltejs/kit'
import { codeFrom } from '#lib/server/following.ts'
import { publicPetition } from '#server/feedback/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) => ({
  shown: (await publicPetition(locals.ctx, codeFrom(params.petition))) ?? error(404)
})
