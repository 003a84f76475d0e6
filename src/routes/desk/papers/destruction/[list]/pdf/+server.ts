import { error } from '@sveltejs/kit'
import { deskOnly, pdf } from '#lib/server/desk.ts'
import { readBlob, serveFile } from '#server/documents/index.ts'
import { issuedList, printList } from '#server/papers/index.ts'
import type { RequestHandler } from './$types'

/** A made list on paper as it stands now; with `?issued` the document that was signed when it was approved. */
export const GET: RequestHandler = async event => {
  const ctx = deskOnly(event, 'paper.read')
  const { list } = event.params
  if (event.url.searchParams.has('issued')) {
    const file = await issuedList(ctx, list)
    const blob = file && (await readBlob(ctx, file.id))
    if (!blob) error(404)
    return new Response(blob.stream, { headers: serveFile(file, 'inline') })
  }
  const bytes = await printList(ctx, list)
  if (!bytes) error(404)
  return pdf(bytes, `danh-muc-${list.slice(0, 8)}`)
}
