import { directivesScreen } from '#server/portal/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => directivesScreen(locals.ctx, url.searchParams)
