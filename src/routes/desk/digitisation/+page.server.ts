import { deskOnly } from '#lib/server/desk.ts'
import { figures, unitAndPeriod } from '#lib/server/figures.ts'
import { digitisation } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const asked = await unitAndPeriod(ctx, event.url.searchParams)
  return { ...asked, figures: figures(await digitisation(ctx, asked)), mayBatch: ctx.actor.may('papers.batch') }
}
