import { json } from '@sveltejs/kit'
import { publishedSeals } from '#server/seals/index.ts'
import type { RequestHandler } from './$types'

/** Keys of the seals and the marks that no longer hold: whoever keeps them verifies without us. */
export const GET: RequestHandler = async ({ locals }) =>
  json(await publishedSeals(locals.ctx), {
    headers: { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' }
  })
