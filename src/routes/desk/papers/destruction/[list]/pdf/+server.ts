import { error } from '@sveltejs/kit'
import { deskOnly, pdf } from '#lib/server/desk.ts'
import { printList } from '#server/papers/index.ts'
import type { RequestHandler } from './$types'

/** A made list on paper. */
export const GET: RequestHandler = async event => {
  const bytes = await printList(deskOnly(event, 'paper.read'), event.params.list)
  if (!bytes) error(404)
  return pdf(bytes, `danh-muc-${event.params.list.slice(0, 8)}`)
}
