import { error } from '@sveltejs/kit'
import { atomFeed } from '#server/transparency/index.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, params }) => {
  const feed = await atomFeed(locals.ctx, params.agency)
  if (feed === null) error(404)
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}
