import { indexReader } from '#lib/server/indices.ts'
import { editions } from '#server/indices/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  return { editions: await editions(ctx), mayChange: ctx.actor.may('indices.change') }
}
