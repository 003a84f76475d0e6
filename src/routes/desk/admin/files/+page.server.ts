import { error } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { fileStoreScreen } from '#server/dossiers/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const screen = await fileStoreScreen(deskOnly(event, 'exchange.see-health'))
  if (!screen.ok) error(403)
  return screen.value
}
