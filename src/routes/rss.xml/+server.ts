import { error } from '@sveltejs/kit'
import { rssFeed } from '#server/portal/index.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals, url }) => {
  const feed = await rssFeed(locals.ctx, url.searchParams.get('category'))
  if (feed === null) error(404)
  return new Response(feed, { headers: { 'content-type': 'application/rss+xml; charset=utf-8' } })
}
