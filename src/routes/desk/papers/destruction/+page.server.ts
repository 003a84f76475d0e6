import { deskOnly } from '#lib/server/desk.ts'
import { listsScreen } from '#server/papers/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => ({ lists: await listsScreen(deskOnly(event, 'paper.read')) })
