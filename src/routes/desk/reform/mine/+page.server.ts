import { deskOnly } from '#lib/server/desk.ts'
import { mineScreen } from '#server/reform/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = event => mineScreen(deskOnly(event, 'reform.read'))
