import { error, fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainRefusal, load as loadDossier, maySee, typedFrom, voidEntry } from '#server/dossiers/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.void')
  const dossier = await loadDossier(ctx, { code: event.params.code })
  if (!dossier || !maySee(ctx, dossier)) error(404)
  return { code: dossier.code, applicant: dossier.applicant.name, procedure: dossier.procedure.name }
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'dossier.void')
    const { reason = '' } = typedFrom((await event.request.formData()).entries())
    const voided = await voidEntry(ctx, event.params.code, reason)
    if (!voided.ok) return fail(409, { reason, message: explainRefusal(voided.error, ctx.language) })
    redirect(303, `/desk/dossiers/${encodeURIComponent(event.params.code)}`)
  }
}
