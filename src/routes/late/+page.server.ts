import { publicLists } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => publicLists(locals.ctx, url.searchParams.get('month'))
