import { error, json } from '@sveltejs/kit'
import { typedFrom } from '#server/dossiers/index.ts'
import { checkAtCounter } from '#server/linkage/index.ts'
import type { RequestHandler } from './$types'

/** The person on the half-typed sheet beside what the population database knows. Asked by POST: no name in an address. */
export const POST: RequestHandler = async ({ request, locals, url }) => {
  if (!locals.ctx.actor.may('dossier.receive')) error(403)
  const typed = typedFrom(Object.entries((await request.json()) as object).slice(0, 600))
  return json(await checkAtCounter(locals.ctx, typed, { atOnce: url.searchParams.has('at-once') }))
}
