import { deskOnly } from '#lib/server/desk.ts'
import { figures, unitAndPeriod } from '#lib/server/figures.ts'
import { unitBoard } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const { period, periods } = await unitAndPeriod(ctx, event.url.searchParams)
  return {
    ...{ period, periods, mayReadAll: ctx.actor.may('figures.read-all') },
    board: figures(await unitBoard(ctx, event.params.unit, period))
  }
}
