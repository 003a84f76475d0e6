import { error } from '@sveltejs/kit'
import { fileOfCase } from '#server/desk/index.ts'
import { showFile } from '#server/documents/index.ts'
import type { RequestHandler } from './$types'

/** A file of a dossier, for an officer who may see the dossier; shown in place, or saved with `?save`. */
export const GET: RequestHandler = async ({ locals: { ctx }, params, url }) => {
  const file = await fileOfCase(ctx, params.code, params.id)
  const shown = file && (await showFile(ctx, file, url.searchParams.has('save') ? 'attachment' : 'inline'))
  if (!shown) error(404)
  return new Response(shown.body, { headers: shown.headers })
}
