import { error } from '@sveltejs/kit'
import { readBlob } from '#server/documents/index.ts'
import { datasetFile, MEDIA_TYPES } from '#server/transparency/index.ts'
import type { RequestHandler } from './$types'

/** A file of a data set, streamed; who has this build already is told so. */
export const GET: RequestHandler = async ({ locals: { ctx }, params, request }) => {
  const file = await datasetFile(ctx, params.file)
  if (!file) error(404)
  const headers = { etag: `"${file.blob}"`, 'cache-control': 'public, no-cache', vary: 'accept-encoding' }
  if (request.headers.get('if-none-match') === headers.etag) return new Response(null, { status: 304, headers })
  const blob = await readBlob(ctx, file.blob)
  if (!blob) error(404)
  const type = MEDIA_TYPES[file.format]
  return new Response(blob.stream, {
    headers: {
      ...headers,
      'content-type': file.format === 'parquet' ? type : `${type}; charset=utf-8`,
      'content-length': String(file.bytes),
      'content-disposition': `attachment; filename="${params.file}"`,
      'last-modified': file.builtAt.toUTCString()
    }
  })
}
