import { error, json } from '@sveltejs/kit'
import { findProcedures } from '#server/dossiers/index.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ url, locals }) => {
  if (!locals.ctx.actor.may('dossier.receive')) error(403)
  const text = (url.searchParams.get('q') ?? '').slice(0, 200)
  return json(await findProcedures(locals.ctx, text, url.searchParams.has('at-once')))
}
