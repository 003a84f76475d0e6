import { json } from '@sveltejs/kit'
import { deskScript } from '#lib/server/desk.ts'
import { findPeople } from '#server/dossiers/index.ts'
import type { RequestHandler } from './$types'

/** Who is meant; asked by POST so that no name or number stands in an address. */
export const POST: RequestHandler = async event => {
  const ctx = deskScript(event, 'dossier.receive')
  const { text } = (await event.request.json()) as { text?: unknown }
  return json(await findPeople(ctx, String(text ?? '').slice(0, 500)))
}
