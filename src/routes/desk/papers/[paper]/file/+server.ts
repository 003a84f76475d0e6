import { error } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { showFile } from '#server/documents/index.ts'
import { fileOfPaper } from '#server/papers/index.ts'
import type { RequestHandler } from './$types'

/** The file of a paper, for an officer who may read it; shown in place, or saved with `?save`. */
export const GET: RequestHandler = async event => {
  const ctx = deskOnly(event, 'paper.read')
  const file = await fileOfPaper(ctx, event.params.paper)
  const how = event.url.searchParams.has('save') ? 'attachment' : 'inline'
  const shown = file && (await showFile(ctx, file, how))
  if (!shown) error(404)
  return new Response(shown.body, { headers: shown.headers })
}
