import { openHome, PERCENTILE_FROM } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const by = url.searchParams.get('by') === 'procedure' ? 'procedure' : 'unit'
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(url.searchParams.get('page'))) || 1))
  return { ...(await openHome(locals.ctx, by, page)), least: PERCENTILE_FROM }
}
