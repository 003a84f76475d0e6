import { deskOnly } from '#lib/server/desk.ts'
import { listScreen } from '#server/reform/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = event => listScreen(deskOnly(event, 'reform.read'), event.url.searchParams)
