import { error } from '@sveltejs/kit'
import { directiveScreen, isWithdrawn } from '#server/portal/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params }) =>
  (await directiveScreen(locals.ctx, params.slug)) ??
  error((await isWithdrawn(locals.ctx, 'directive', params.slug)) ? 410 : 404)
