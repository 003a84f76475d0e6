import { fail, redirect } from '@sveltejs/kit'
import { keepPrivate, waitFor } from '#lib/server/following.ts'
import { explain, typedIn } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { answerSurvey, surveyAsked } from '#server/feedback/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  keepPrivate(event)
  const { ctx, language } = event.locals
  const asked = await surveyAsked(ctx, event.params.token)
  return {
    title: asked?.title ?? null,
    questions: (asked?.questions ?? []).map(({ code, vi, en }) => ({ code, name: (language === 'en' && en) || vi }))
  }
}

export const actions: Actions = {
  default: async event => {
    const t = translator(event.locals.language)
    const form = await event.request.formData()
    const seconds = waitFor(event, 'rating')
    if (seconds > 0) return fail(429, { message: t('petition.many', { seconds }), values: typedIn(form) })
    const { words, ...given } = Object.fromEntries(form)
    const done = await answerSurvey(event.locals.ctx, event.params.token, given, String(words ?? ''))
    if (!done.ok) return fail(409, { message: explain(done.error, t), values: typedIn(form) })
    redirect(303, '/rate/thanks')
  }
}
