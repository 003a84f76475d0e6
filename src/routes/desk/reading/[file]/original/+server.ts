import { error } from '@sveltejs/kit'
import { askedPaper } from '#lib/server/papers.ts'
import { paperAsked } from '#server/desk/index.ts'
import { showFile } from '#server/documents/index.ts'
import type { RequestHandler } from './$types'

/** The file as it was handed in; what browsers cannot show as a JPEG of it. */
export const GET: RequestHandler = async ({ locals: { ctx }, params, url }) => {
  const paper = await paperAsked(ctx, askedPaper(params.file, url))
  const shown = paper && (await showFile(ctx, paper))
  if (!shown) error(404)
  return new Response(shown.body, { headers: shown.headers })
}
