import { deskOnly } from '#lib/server/desk.ts'
import { figures, hrefsOf, unitAndPeriod, unitNamesOf, unitWords } from '#lib/server/figures.ts'
import { behindComponent } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

const COUNTS: Readonly<Record<string, boolean>> = { yes: true, no: false }

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const { url } = event
  const { unit, period } = await unitAndPeriod(ctx, url.searchParams)
  const component = url.searchParams.get('component') ?? '2.1'
  const which = url.searchParams.get('counts') ?? ''
  const after = url.searchParams.get('after')
  const page = figures(await behindComponent(ctx, { unit, period, component, counts: COUNTS[which] ?? null, after }))
  const rows = page.of === 'dossiers' || page.of === 'petitions' ? page.rows : []
  const names = await unitNamesOf(ctx, rows)
  const hrefs = await hrefsOf(ctx, page.of === 'dossiers' ? page.rows : [])
  const readsRatings = ctx.actor.may('rating.read')
  return { unit, period, component, which, page, names, hrefs, readsRatings, unitName: await unitWords(ctx, unit) }
}
