import { error } from '@sveltejs/kit'
import type { Ctx } from '#server/platform/index.ts'
import { DIGITISATION_LISTS } from '#server/transparency/index.ts'
import { unitAndPeriod } from './figures.ts'

/** Which list of dossiers an address asks for. */
export async function listAsked(ctx: Ctx, params: URLSearchParams) {
  const { unit, period } = await unitAndPeriod(ctx, params)
  const which = DIGITISATION_LISTS.find(each => each === (params.get('which') ?? 'papers-missing')) ?? error(404)
  return { unit, period, which, desk: params.get('desk') || null }
}
