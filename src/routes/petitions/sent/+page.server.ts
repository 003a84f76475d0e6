import { keepPrivate } from '#lib/server/following.ts'
import { slipOf } from '#lib/server/petitions.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = event => {
  keepPrivate(event)
  return { slip: slipOf(event) }
}
