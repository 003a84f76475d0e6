import { deskOnly } from '#lib/server/desk.ts'
import { deskList } from '#server/portal/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = event =>
  deskList(deskOnly(event, 'portal.desk'), 'directive', event.url.searchParams)
