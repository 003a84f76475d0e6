import { officerOnly } from '#lib/server/officer.ts'
import { listScreen } from '#server/desk/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
  officerOnly(ctx)
  return { list: await listScreen(ctx, url.searchParams) }
}
