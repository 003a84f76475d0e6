import { deskOnly } from '#lib/server/desk.ts'
import { ganttScreen } from '#server/reform/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = event => ganttScreen(deskOnly(event, 'reform.read'), event.url.searchParams)
