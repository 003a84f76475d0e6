import { deskOnly } from '#lib/server/desk.ts'
import { listAsked } from '#lib/server/digitisation.ts'
import { figures, unitWords } from '#lib/server/figures.ts'
import { digitisationDossiers } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const asked = await listAsked(ctx, event.url.searchParams)
  const after = event.url.searchParams.get('after')
  const list = figures(await digitisationDossiers(ctx, { ...asked, after }))
  return { ...asked, list, unitName: await unitWords(ctx, asked.desk ?? asked.unit) }
}
