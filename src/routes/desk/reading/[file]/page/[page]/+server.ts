import { error } from '@sveltejs/kit'
import { askedPaper } from '#lib/server/papers.ts'
import { paperAsked } from '#server/desk/index.ts'
import { pagePicture } from '#server/documents/index.ts'
import type { RequestHandler } from './$types'

/** A page of a paper, straightened, for an officer who may see the paper. */
export const GET: RequestHandler = async ({ locals: { ctx }, params, url }) => {
  const paper = await paperAsked(ctx, askedPaper(params.file, url))
  const picture = paper && (await pagePicture(ctx, paper.id, Number(params.page)))
  if (!picture) error(404)
  const headers = {
    'content-type': 'image/jpeg',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff'
  }
  return new Response(picture as Uint8Array<ArrayBuffer>, { headers })
}
