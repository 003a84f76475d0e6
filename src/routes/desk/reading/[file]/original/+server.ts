import { error } from '@sveltejs/kit'
import { paperAsked } from '#server/desk/index.ts'
import { showFile } from '#server/documents/index.ts'
import type { RequestHandler } from './$types'

/** The file as it was handed in; what browsers cannot show as a JPEG of it. */
export const GET: RequestHandler = async ({ locals: { ctx }, params, url }) => {
  const paper = await paperAsked(ctx, { file: params.file, dossier: url.searchParams.get('dossier') })
  const shown = paper && (await showFile(ctx, paper))
  if (!shown) error(404)
  return new Response(shown.body, { headers: shown.headers })
}
