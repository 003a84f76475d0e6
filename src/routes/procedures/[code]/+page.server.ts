import { error } from '@sveltejs/kit'
import { limitsSaid, procedureByCode, revisionsOf } from '#server/catalogue/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals }) => {
  const [found, revisions] = await Promise.all([
    procedureByCode(locals.ctx, params.code),
    revisionsOf(locals.ctx, params.code)
  ])
  if (!found.ok) error(404)
  const { number, content } = found.value
  const before = revisions.find(revision => revision.number < number)?.number ?? null
  return { number, content: { ...content, form: null }, limits: limitsSaid(locals.ctx.language, content), before }
}
