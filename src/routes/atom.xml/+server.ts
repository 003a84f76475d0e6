import { error } from '@sveltejs/kit'
import { atomFeed } from '#server/portal/index.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, url }) => {
  const feed = await atomFeed(locals.ctx, url.searchParams.get('category'))
  if (feed === null) error(404)
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}
