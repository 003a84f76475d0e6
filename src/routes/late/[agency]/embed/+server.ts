import { error } from '@sveltejs/kit'
import { embedBlock } from '#server/transparency/index.ts'
import type { RequestHandler } from './$types'

/** The only page other sites may frame, and only those an administrator named. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const block = await embedBlock(locals.ctx, params.agency)
  if (!block) error(404)
  return new Response(block.html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ${block.frames}`
    }
  })
}
