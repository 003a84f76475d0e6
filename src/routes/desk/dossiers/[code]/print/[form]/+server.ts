import { error } from '@sveltejs/kit'
import { deskOnly, pdf } from '#lib/server/desk.ts'
import { explainRefusal, formDataFor, isSlip, load, maySee, printForm } from '#server/dossiers/index.ts'
import type { RequestHandler } from './$types'

/** A slip of a dossier as PDF, shown in the browser. */
export const GET: RequestHandler = async event => {
  const ctx = deskOnly(event, 'dossier.read')
  const { code, form } = event.params
  const dossier = await load(ctx, { code })
  if (!dossier || !isSlip(form)) error(404)
  if (!maySee(ctx, dossier)) error(403)
  const data = await formDataFor(ctx, dossier, form)
  if (!data.ok) error(404, explainRefusal(data.error, ctx.language))
  return pdf(await printForm(data.value), `${form}-${code}`)
}
