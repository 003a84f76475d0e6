import { error } from '@sveltejs/kit'
import { compareRevisions, revisionsOf } from '#server/catalogue/index.ts'
import type { PageServerLoad } from './$types'

/** Two revisions side by side: the ones asked for, else the newest and the one before it. */
export const load: PageServerLoad = async ({ params, url, locals }) => {
  const revisions = await revisionsOf(locals.ctx, params.code)
  const [newest, before] = revisions
  if (!newest) error(404)
  const asked = (name: string) => Number(url.searchParams.get(name)) || null
  const numbers = { from: asked('from') ?? before?.number ?? newest.number, to: asked('to') ?? newest.number }
  const compared = await compareRevisions(locals.ctx, params.code, numbers)
  if (!compared.ok) error(404)
  return {
    code: params.code,
    name: compared.value.to.content.name,
    numbers,
    revisions: revisions.map(({ number, validFrom, decision }) => ({ number, validFrom, decision })),
    differences: compared.value.differences
  }
}
