import { needs } from '#lib/server/webhooks.ts'
import { FORMATS, KINDS } from '#server/transfer/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals: { ctx } }) => {
  needs(ctx, 'transfer.export')
  return { kinds: KINDS, formats: FORMATS }
}
