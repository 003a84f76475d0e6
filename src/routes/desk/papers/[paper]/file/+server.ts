import { error } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { readBlob, serveFile } from '#server/documents/index.ts'
import { fileOfPaper } from '#server/papers/index.ts'
import type { RequestHandler } from './$types'

/** The file of a paper, for an officer who may read it; shown in place, or saved with `?save`. */
export const GET: RequestHandler = async event => {
  const ctx = deskOnly(event, 'paper.read')
  const file = await fileOfPaper(ctx, event.params.paper)
  const blob = file && (await readBlob(ctx, file.id))
  if (!blob) error(404)
  const how = event.url.searchParams.has('save') ? 'attachment' : 'inline'
  return new Response(blob.stream, { headers: serveFile(file, how) })
}
