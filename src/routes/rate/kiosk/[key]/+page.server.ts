import { fail, redirect } from '@sveltejs/kit'
import { keepPrivate } from '#lib/server/following.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { kioskOf, startAtKiosk } from '#server/feedback/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  keepPrivate(event)
  const kiosk = await kioskOf(event.locals.ctx, event.params.key)
  return { open: kiosk !== null, thanks: event.url.searchParams.has('thanks') }
}

export const actions: Actions = {
  default: async event => {
    const { ctx, language } = event.locals
    const t = translator(language)
    const kiosk = await kioskOf(ctx, event.params.key)
    if (!kiosk) return fail(404, { message: t('rating.kiosk-over') })
    const started = await startAtKiosk(ctx, kiosk)
    if (!started.ok)
      return fail(409, {
        message: started.error.code === 'rating-no-result' ? t('rating.kiosk-none') : explain(started.error, t)
      })
    redirect(303, `/rate/${started.value}?kiosk=${event.params.key}`)
  }
}
