import { error } from '@sveltejs/kit'
import { readBlob, serveFile } from '#server/documents/index.ts'
import { fileOf, newScan } from '#server/scans/index.ts'
import type { RequestHandler } from './$types'

/** A scan that waits, as the scanner wrote it. */
export const GET: RequestHandler = async ({ locals: { ctx }, params }) => {
  const scan = await newScan(ctx, params.scan)
  const blob = scan && (await readBlob(ctx, scan.blob))
  if (!blob) error(404)
  return new Response(blob.stream, { headers: serveFile(fileOf(scan), 'inline') })
}
