import { error, fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { closeSurvey, openSurvey, surveyScreen } from '#server/feedback/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'survey.read')
  const screen = await surveyScreen(ctx, event.params.survey)
  return { ...(screen ?? error(404)), mayRun: ctx.actor.may('survey.run') }
}

const acting = (act: typeof openSurvey) => async (event: RequestEvent<{ survey: string }>) => {
  const ctx = deskOnly(event, 'survey.run')
  const done = await act(ctx, event.params.survey)
  if (!done.ok && done.error.code === 'survey-missing') error(404)
  if (!done.ok) return fail(409, { message: explain(done.error, translator(event.locals.language)) })
  redirect(303, event.url.pathname)
}

export const actions: Actions = { open: acting(openSurvey), close: acting(closeSurvey) }
