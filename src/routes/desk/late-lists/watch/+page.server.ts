import { error } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { watchScreen } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event =>
  (await watchScreen(deskOnly(event, 'late-list.watch'), event.url.searchParams.get('month'))) ?? error(403)
