import { deskOnly } from '#lib/server/desk.ts'
import { listScreen } from '#server/desk/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => ({
  list: await listScreen(deskOnly(event, 'dossier.read'), event.url.searchParams)
})
