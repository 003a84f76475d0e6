import { publicPetitions } from '#server/feedback/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = url.searchParams
  const text = (asked.get('q') ?? '').slice(0, 100)
  const page = Math.max(1, Math.floor(Number(asked.get('page'))) || 1)
  const unit = asked.get('unit') || null
  const kind = asked.get('kind') || null
  return { text, page, unit, kind, ...(await publicPetitions(locals.ctx, { text, unit, kind, page })) }
}
