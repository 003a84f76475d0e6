import { error } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { figures, unitAndPeriod, unitNamesOf, unitWords } from '#lib/server/figures.ts'
import { isId } from '#server/platform/ids.ts'
import { dayOf } from '#server/platform/index.ts'
import { behindIndicator, INDICATORS, quarterOf } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const { url } = event
  const asked = url.searchParams
  const { unit, period } = await unitAndPeriod(ctx, asked, quarterOf(dayOf(ctx.now())))
  const indicator = INDICATORS.find(each => String(each) === (asked.get('indicator') ?? '1')) ?? error(404)
  const agency = asked.get('of') || unit
  const officer = asked.get('officer')
  if (officer !== null && !isId(officer)) error(404)
  const page = Math.max(1, Math.floor(Number(asked.get('page'))) || 1)
  const behind = figures(await behindIndicator(ctx, { unit, period, indicator, agency, officer, page }))
  const names = await unitNamesOf(ctx, behind.of === 'petitions' ? behind.rows : [])
  const readsRatings = ctx.actor.may('rating.read')
  const name = (asked.get('name') ?? '').slice(0, 100)
  return { unit, period, indicator, page, behind, names, readsRatings, name, unitName: await unitWords(ctx, agency) }
}
