import { indexReader } from '#lib/server/indices.ts'
import { editions } from '#server/indices/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals }) => {
  const ctx = indexReader({ locals })
  return { editions: await editions(ctx), mayChange: ctx.actor.may('indices.change') }
}
