import { redirect } from '@sveltejs/kit'
import { openFiling } from '#lib/server/filing.ts'
import { nextStep } from '#server/dossiers/index.ts'
import type { PageServerLoad } from './$types'

/** A draft goes on where it was left. */
export const load: PageServerLoad = async event => {
  const { sheet, draft, address } = await openFiling(event)
  redirect(303, `${address}/${nextStep(sheet.parts, draft.body.done)}`)
}
