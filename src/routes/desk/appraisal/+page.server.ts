import { deskOnly } from '#lib/server/desk.ts'
import { figures, unitAndPeriod } from '#lib/server/figures.ts'
import { dayOf } from '#server/platform/index.ts'
import { appraisal, quarterOf } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const { url } = event
  const asked = await unitAndPeriod(ctx, url.searchParams, quarterOf(dayOf(ctx.now())))
  const periods = asked.periods.filter(each => each.includes('-Q'))
  return { ...asked, periods, appraisal: figures(await appraisal(ctx, asked)) }
}
