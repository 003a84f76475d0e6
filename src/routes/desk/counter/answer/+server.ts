import { error, json } from '@sveltejs/kit'
import { counterAnswer, keepCounterDraft, typedFrom } from '#server/dossiers/index.ts'
import type { RequestHandler } from './$types'

/** What follows from the typed fields; with `?keep` they are kept as the officer's half-typed sheet. */
export const POST: RequestHandler = async ({ request, url, locals }) => {
  if (!locals.ctx.actor.may('dossier.receive')) error(403)
  const typed = typedFrom(Object.entries((await request.json()) as object).slice(0, 600))
  if (url.searchParams.has('keep')) await keepCounterDraft(locals.ctx, typed)
  return json(await counterAnswer(locals.ctx, typed))
}
