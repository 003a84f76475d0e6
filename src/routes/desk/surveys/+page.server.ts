import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain, typedIn } from '#lib/server/forms.ts'
import { asDay } from '#lib/server/indices.ts'
import { translator } from '#lib/text.ts'
import { planSurvey, sampleHint, STANDARD, SurveyInput, surveyList } from '#server/feedback/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'survey.read')
  const mayRun = ctx.actor.may('survey.run')
  const [rows, hint] = await Promise.all([surveyList(ctx), mayRun ? sampleHint(ctx) : null])
  return {
    rows: rows.map(({ code, title, phase, from, to, endsOn }) => ({ code, title, phase, from, to, endsOn })),
    ...{ mayRun, hint, questions: mayRun ? JSON.stringify(STANDARD, null, 2) : '' }
  }
}

const questionsIn = (typed: string): unknown => {
  try {
    return JSON.parse(typed)
  } catch {
    return null
  }
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'survey.run')
    const t = translator(event.locals.language)
    const form = await event.request.formData()
    const typed = (name: string) => String(form.get(name) ?? '').slice(0, 40_000)
    const read = SurveyInput.safeParse({
      ...Object.fromEntries(form),
      from: asDay(typed('from')),
      to: asDay(typed('to')),
      endsOn: asDay(typed('endsOn')),
      questions: questionsIn(typed('questions'))
    })
    if (!read.success) return fail(400, { message: t('refusal.survey-input-odd'), values: typedIn(form) })
    const planned = await planSurvey(ctx, read.data)
    if (!planned.ok) return fail(409, { message: explain(planned.error, t), values: typedIn(form) })
    redirect(303, `/desk/surveys/${planned.value.code}`)
  }
}
