import { deskOnly } from '#lib/server/desk.ts'
import { filedList } from '#server/dossiers/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.check')
  const phase = event.url.searchParams.has('supplement') ? 'supplement' : 'filed'
  return { phase, rows: await filedList(ctx, phase) } as const
}
