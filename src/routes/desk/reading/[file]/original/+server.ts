import { error } from '@sveltejs/kit'
import { paperAsked } from '#server/desk/index.ts'
import { readBlob, serveFile } from '#server/documents/index.ts'
import type { RequestHandler } from './$types'

/** The file as it was handed in. */
export const GET: RequestHandler = async ({ locals: { ctx }, params, url }) => {
  const paper = await paperAsked(ctx, { file: params.file, dossier: url.searchParams.get('dossier') })
  const blob = paper && (await readBlob(ctx, paper.id))
  if (!blob) error(404)
  return new Response(blob.stream, { headers: serveFile(paper, 'inline') })
}
