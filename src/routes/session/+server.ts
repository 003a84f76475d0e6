import { json } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

/** How long the session lasts; asking does not keep it. */
export const GET: RequestHandler = ({ locals }) =>
  json(
    { endsAt: locals.session?.endsAt.toISOString() ?? null },
    { status: locals.session ? 200 : 401, headers: { 'cache-control': 'no-store' } }
  )
