import { deskOnly, pdf } from '#lib/server/desk.ts'
import { daysAsked, printForm, registerData } from '#server/dossiers/index.ts'
import type { RequestHandler } from './$types'

/** The register book of the asked days as PDF. */
export const GET: RequestHandler = async event => {
  const ctx = deskOnly(event, 'dossier.receive')
  const { from, to } = daysAsked(ctx, event.url.searchParams)
  return pdf(await printForm(await registerData(ctx, from, to)), `register-${from}-${to}`)
}
