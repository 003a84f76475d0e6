import { deskOnly } from '#lib/server/desk.ts'
import { figures, unitAndPeriod, unitNamesOf } from '#lib/server/figures.ts'
import { dayOf } from '#server/platform/index.ts'
import { appraisalWithDifferences, quarterOf } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

/** A province has thousands of officers. */
const A_PAGE = 50
const DIFFERENCES = 100

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const { url } = event
  const asked = await unitAndPeriod(ctx, url.searchParams, quarterOf(dayOf(ctx.now())))
  const periods = asked.periods.filter(each => each.includes('-Q'))
  const { appraisal, kept } = figures(await appraisalWithDifferences(ctx, asked))
  const { officers, ...whole } = appraisal
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1)
  const shown = officers.slice((page - 1) * A_PAGE, page * A_PAGE)
  const rest = officers.length > page * A_PAGE
  const names = await unitNamesOf(ctx, [...whole.units, ...shown])
  const differing = kept && {
    ...kept,
    count: kept.differences.length,
    differences: kept.differences.slice(0, DIFFERENCES)
  }
  const shownPage = { page, rest, all: officers.length, appraisal: { ...whole, officers: shown } }
  return { ...asked, names, periods, kept: differing, ...shownPage }
}
