import { error } from '@sveltejs/kit'
import { askedPaper } from '#lib/server/papers.ts'
import { paperAsked } from '#server/desk/index.ts'
import { readBlob, serveFile } from '#server/documents/index.ts'
import type { RequestHandler } from './$types'

/** The file as it was handed in. */
export const GET: RequestHandler = async ({ locals: { ctx }, params, url }) => {
  const paper = await paperAsked(ctx, askedPaper(params.file, url))
  const blob = paper && (await readBlob(ctx, paper.id))
  if (!blob) error(404)
  return new Response(blob.stream, { headers: serveFile(paper, 'inline') })
}
