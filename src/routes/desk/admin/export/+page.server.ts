import { deskOnly } from '#lib/server/desk.ts'
import { FORMATS, KINDS } from '#server/transfer/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = event => {
  deskOnly(event, 'transfer.export')
  return { kinds: KINDS, formats: FORMATS }
}
