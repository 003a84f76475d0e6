import { error, fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { answerQuestion, lookupDesk, settleAlert } from '#server/linkage/index.ts'
import { answerUseQuestion, useQuestions } from '#server/papers/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'exchange.see-lookups')
  const desk = await lookupDesk(ctx)
  if (!desk.ok) error(403)
  return { ...desk.value, uses: await useQuestions(ctx) }
}

const acting = (act: typeof answerQuestion) => async (event: RequestEvent) => {
  deskOnly(event, 'exchange.see-lookups')
  const { request, locals } = event
  const data = await request.formData()
  const id = data.get('id')?.toString() ?? ''
  if (!isId(id)) error(400)
  const done = await act(locals.ctx, id, data.get('text')?.toString() ?? '')
  return done.ok ? { saved: true } : fail(409, { problem: explain(done.error, translator(locals.language)) })
}

export const actions: Actions = {
  answer: acting(answerQuestion),
  use: acting(answerUseQuestion),
  settle: acting(settleAlert)
}
