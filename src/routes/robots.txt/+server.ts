import type { RequestHandler } from './$types'

/** What programs may read, and where the list of pages is; its address has to be a whole one. */
export const GET: RequestHandler = ({ locals: { ctx } }) =>
  new Response(`User-agent: *\nDisallow: /desk/\nDisallow: /api/\n\nSitemap: ${ctx.province.origin}/sitemap.xml\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' }
  })
