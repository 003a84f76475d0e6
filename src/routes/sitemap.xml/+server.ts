import { sitemap } from '#server/portal/index.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ locals }) =>
  new Response(await sitemap(locals.ctx), { headers: { 'content-type': 'application/xml; charset=utf-8' } })
