import { error } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { fileStoreScreen } from '#server/dossiers/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const screen = await fileStoreScreen(deskOnly(event, 'exchange.see-health'), event.url.searchParams.get('after'))
  if (!screen.ok) error(403)
  return { ...screen.value, paged: event.url.searchParams.has('after') }
}
