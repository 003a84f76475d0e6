import { deskOnly } from '#lib/server/desk.ts'
import { boardScreen } from '#server/reform/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = event => boardScreen(deskOnly(event, 'reform.read'), event.url.searchParams)
