import { deskOnly } from '#lib/server/desk.ts'
import { calendarScreen } from '#server/reform/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = event => calendarScreen(deskOnly(event, 'reform.read'), event.url.searchParams)
