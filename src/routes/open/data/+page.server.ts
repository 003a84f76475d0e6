import { LICENCE, openDatasets } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { ctx } }) => ({
  ...(await openDatasets(ctx)),
  licence: LICENCE.url,
  province: ctx.province.name
})
