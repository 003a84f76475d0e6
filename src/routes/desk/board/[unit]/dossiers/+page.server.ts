import { deskOnly } from '#lib/server/desk.ts'
import { figures, hrefsOf, unitAndPeriod, unitWords } from '#lib/server/figures.ts'
import { boardDossiers, WHICH } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const asked = event.url.searchParams
  const { unit } = event.params
  const { period } = await unitAndPeriod(ctx, asked)
  const [procedure, holder, after] = [asked.get('procedure'), asked.get('holder'), asked.get('after')]
  const which = WHICH.find(each => each === asked.get('which')) ?? (holder ? 'open' : 'settled')
  const page = figures(await boardDossiers(ctx, { unit, period, which, procedure, holder, after }))
  return {
    unit,
    period,
    which,
    procedure,
    holder,
    page,
    hrefs: await hrefsOf(ctx, page.rows),
    unitName: await unitWords(ctx, unit)
  }
}
