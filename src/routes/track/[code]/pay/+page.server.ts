import { fail, redirect } from '@sveltejs/kit'
import { keepPrivate, openedOrAsk } from '#lib/server/following.ts'
import { follow } from '#server/dossiers/index.ts'
import { standingAsked, standingOf, startPayment } from '#server/payments/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  keepPrivate(event)
  const { ctx } = event.locals
  const { dossier } = await openedOrAsk(event)
  const asked = event.url.searchParams.has('back')
  const [standing, { desk, code, procedure }] = await Promise.all([
    asked ? standingAsked(ctx, dossier) : standingOf(ctx, dossier),
    follow(ctx, dossier)
  ])
  if (asked && standing.kind === 'nothing') redirect(303, `/track/${encodeURIComponent(code)}?sent=paid`)
  return { standing, desk, code, name: procedure.name, leaving: event.url.searchParams.has('go') }
}

export const actions: Actions = {
  default: async event => {
    const { ctx } = event.locals
    const { dossier } = await openedOrAsk(event)
    const started = await startPayment(ctx, dossier)
    const path = `/track/${encodeURIComponent(dossier.code)}`
    // To the platform's page by our own: a form may lead to this house only (form-action).
    if (started.ok) redirect(303, `${path}/pay?go`)
    if (started.error.code === 'nothing-due') redirect(303, path)
    return fail(503, { problem: started.error.code === 'payment-refused' ? ('refused' as const) : ('down' as const) })
  }
}
