import { error } from '@sveltejs/kit'
import { showFile } from '#server/documents/index.ts'
import { fileOf, newScan } from '#server/scans/index.ts'
import type { RequestHandler } from './$types'

/** A file that waits, shown in place, or saved as it came with `?save`. */
export const GET: RequestHandler = async ({ locals: { ctx }, params, url }) => {
  const scan = await newScan(ctx, params.scan)
  const shown = scan && (await showFile(ctx, fileOf(scan), url.searchParams.has('save') ? 'attachment' : 'inline'))
  if (!shown) error(404)
  return new Response(shown.body, { headers: shown.headers })
}
