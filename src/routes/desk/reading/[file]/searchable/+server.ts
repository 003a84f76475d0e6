import { error } from '@sveltejs/kit'
import { askedPaper } from '#lib/server/papers.ts'
import { pdf } from '#lib/server/desk.ts'
import { paperAsked } from '#server/desk/index.ts'
import { searchableOf } from '#server/documents/index.ts'
import type { RequestHandler } from './$types'

/** A paper as PDF/A whose words can be searched and copied. */
export const GET: RequestHandler = async ({ locals: { ctx }, params, url }) => {
  const paper = await paperAsked(ctx, askedPaper(params.file, url))
  const bytes = paper && (await searchableOf(ctx, paper.id, paper.name))
  if (!bytes) error(404)
  return pdf(bytes, paper.name.replace(/\.\w+$/, ''))
}
