import { deskOnly } from '#lib/server/desk.ts'
import { daysAsked, registerPage } from '#server/dossiers/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.receive')
  const days = daysAsked(ctx, event.url.searchParams)
  return { ...days, ...(await registerPage(ctx, { ...days, after: event.url.searchParams.get('after') })) }
}
