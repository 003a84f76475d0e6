import { error } from '@sveltejs/kit'
import { publicEdition } from '#server/transparency/index.ts'
import type { RequestHandler } from './$types'

/** The text that was hashed and signed, byte for byte; hash and signature beside it in the headers. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const found = await publicEdition(locals.ctx, params.agency, params.month)
  const wanted = Number(url.searchParams.get('edition')) || found?.editions[0]?.number
  const edition = found?.editions.find(({ number }) => number === wanted)
  if (!edition) error(404)
  return new Response(edition.text, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-content-sha256': edition.hash,
      'x-signature-ed25519': edition.signature
    }
  })
}
