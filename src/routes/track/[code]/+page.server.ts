import { fail, redirect } from '@sveltejs/kit'
import { codeFrom, keepPrivate, letIn, letOut, opened, slowDownLookups, waitFor } from '#lib/server/following.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { inviteApplicant } from '#server/feedback/index.ts'
import { follow, openByFactor, progressOf } from '#server/dossiers/index.ts'
import { payableNow } from '#lib/payable.ts'
import { foreignProgress } from '#server/foreign/index.ts'
import { standingOf } from '#server/payments/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const { ctx } = event.locals
  const code = codeFrom(event.params.code)
  keepPrivate(event)
  const own = await opened(event, code)
  const sent = event.url.searchParams.get('sent')
  if (own) {
    const [full, standing] = await Promise.all([follow(ctx, own.dossier), standingOf(ctx, own.dossier)])
    return { code, progress: null, elsewhere: null, full, payable: payableNow(standing), as: own.as, sent }
  }
  slowDownLookups(event)
  const progress = await progressOf(ctx, code)
  const elsewhere = progress ? null : await foreignProgress(ctx, code)
  if (!progress && !elsewhere) redirect(303, `/track?code=${encodeURIComponent(code)}`)
  return { code, progress, elsewhere, full: null, payable: null, as: null, sent }
}

export const actions: Actions = {
  open: async event => {
    const { ctx, language } = event.locals
    const t = translator(language)
    const code = codeFrom(event.params.code)
    const seconds = waitFor(event, 'tracking-second-factor', code)
    if (seconds > 0) return fail(429, { errors: { factor: t('citizen.track.factor.many', { seconds }) } })
    const factor = String((await event.request.formData()).get('factor') ?? '').slice(0, 60)
    const dossier = await openByFactor(ctx, code, factor)
    if (!dossier) return fail(403, { errors: { factor: t('citizen.track.factor.wrong') } })
    await letIn(event, code)
    redirect(303, `/track/${encodeURIComponent(code)}`)
  },
  rate: async event => {
    const { ctx, language } = event.locals
    const code = codeFrom(event.params.code)
    const own = await opened(event, code)
    if (!own) redirect(303, `/track/${encodeURIComponent(code)}`)
    const invited = await inviteApplicant(ctx, own.dossier)
    if (!invited.ok) return fail(409, { errors: {}, message: explain(invited.error, translator(language)) })
    redirect(303, `/rate/${invited.value}`)
  },
  close: event => {
    const code = codeFrom(event.params.code)
    letOut(event, code)
    redirect(303, `/track/${encodeURIComponent(code)}`)
  }
}
