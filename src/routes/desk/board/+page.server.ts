import { redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { figures, unitAndPeriod } from '#lib/server/figures.ts'
import { ownUnit, provinceBoard } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

/** Who may not read the whole province starts at the own unit. */
export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const { period, periods } = await unitAndPeriod(ctx, event.url.searchParams)
  const board = await provinceBoard(ctx, period)
  if (!board.ok && ownUnit(ctx) !== ctx.province.code) redirect(303, `/desk/board/${ownUnit(ctx)}?period=${period}`)
  return { period, periods, board: figures(board) }
}
