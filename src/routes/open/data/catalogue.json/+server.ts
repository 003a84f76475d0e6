import { dcatCatalogue } from '#server/transparency/index.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals: { ctx } }) =>
  new Response(JSON.stringify(await dcatCatalogue(ctx), null, 2), { headers: { 'content-type': 'application/ld+json' } })
