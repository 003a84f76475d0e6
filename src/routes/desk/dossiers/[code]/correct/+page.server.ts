import { error, fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { withProposals } from '#server/desk/index.ts'
import {
  correctEntry,
  explainRefusal,
  load as loadDossier,
  maySee,
  typedFrom,
  typedFromParty
} from '#server/dossiers/index.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

async function dossierOf(event: RequestEvent | Parameters<PageServerLoad>[0]) {
  const ctx = deskOnly(event, 'dossier.check')
  const dossier = await loadDossier(ctx, { code: event.params.code })
  if (!dossier || !maySee(ctx, dossier)) error(404)
  return { ctx, dossier }
}

export const load: PageServerLoad = async event => {
  const { ctx, dossier } = await dossierOf(event)
  const { amount, paid } = dossier.fee
  const typed = { content: dossier.content, feeAmount: String(amount), feePaid: String(paid), reason: '' }
  const now = { ...typedFromParty(dossier.applicant), ...typed }
  // What the officer accepted of a paper that was read stands in the form; nothing is saved before it is looked at.
  const [paper, taken] = [event.url.searchParams.get('paper'), event.url.searchParams.getAll('take')]
  return {
    code: dossier.code,
    procedure: dossier.procedure.name,
    typed: paper ? await withProposals(ctx, { file: paper, dossier: dossier.code, scan: null }, taken, now) : now
  }
}

export const actions: Actions = {
  default: async event => {
    const { ctx, dossier } = await dossierOf(event)
    const typed = typedFrom((await event.request.formData()).entries())
    const corrected = await correctEntry(ctx, dossier, typed)
    if (corrected.ok) redirect(303, `/desk/dossiers/${encodeURIComponent(dossier.code)}`)
    const errors = 'errors' in corrected.error ? corrected.error.errors : {}
    return fail(409, { typed, errors, message: explainRefusal(corrected.error, ctx.language) })
  }
}
