import { error } from '@sveltejs/kit'
import { indexReader } from '#lib/server/indices.ts'
import { readBlob, serveFile } from '#server/documents/index.ts'
import { evidenceFile } from '#server/indices/index.ts'
import type { RequestHandler } from './$types'

/** A file given as proof of a criterion. */
export const GET: RequestHandler = async ({ locals, url, params }) => {
  const ctx = indexReader({ locals, url })
  const file = await evidenceFile(ctx, params.id, params.file)
  const blob = file && (await readBlob(ctx, file.id))
  if (!blob) error(404)
  return new Response(blob.stream, { headers: serveFile(file, 'inline') })
}
