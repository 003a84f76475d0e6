import { json } from '@sveltejs/kit'
import { deskScript } from '#lib/server/desk.ts'
import { findProcedures } from '#server/dossiers/index.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async event => {
  const ctx = deskScript(event, 'dossier.receive')
  const text = (event.url.searchParams.get('q') ?? '').slice(0, 200)
  return json(await findProcedures(ctx, text, event.url.searchParams.has('at-once')))
}
