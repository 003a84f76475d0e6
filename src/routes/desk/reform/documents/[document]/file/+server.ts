import { error } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { readBlob, serveFile } from '#server/documents/index.ts'
import { directive } from '#server/reform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { RequestHandler } from './$types'

/** The document as it was handed in. */
export const GET: RequestHandler = async event => {
  const ctx = deskOnly(event, 'reform.read')
  const found = isId(event.params.document) ? await directive(ctx, event.params.document) : null
  const blob = found?.file && (await readBlob(ctx, found.file.id))
  if (!found?.file || !blob) error(404)
  return new Response(blob.stream, { headers: serveFile(found.file, 'inline') })
}
