import { error, json } from '@sveltejs/kit'
import { findPeople } from '#server/dossiers/index.ts'
import type { RequestHandler } from './$types'

/** Who is meant; asked by POST so that no name or number stands in an address. */
export const POST: RequestHandler = async ({ request, locals }) => {
  if (!locals.ctx.actor.may('dossier.receive')) error(403)
  const { text } = (await request.json()) as { text?: unknown }
  return json(await findPeople(locals.ctx, String(text ?? '').slice(0, 500)))
}
