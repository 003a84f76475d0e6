import { fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { keepPrivate } from '#lib/server/following.ts'
import { explain } from '#lib/server/forms.ts'
import { ownPetition } from '#lib/server/petitions.ts'
import { translator } from '#lib/text.ts'
import { followScreen, judgeAnswer, sendBackAnswer, tellMore } from '#server/feedback/index.ts'
import type { Proof } from '#server/feedback/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  keepPrivate(event)
  const { petition } = await ownPetition(event)
  return { shown: await followScreen(event.locals.ctx, petition), saved: event.url.searchParams.has('saved') }
}

type Act = (ctx: Ctx, proof: Proof, typed: string) => Promise<Result<unknown, Refusal>>
const acting = (act: Act) => async (event: RequestEvent) => {
  const { proof } = await ownPetition(event)
  const typed = String((await event.request.formData()).get('words') ?? '')
  const done = await act(event.locals.ctx, proof, typed)
  if (!done.ok) return fail(409, { message: explain(done.error, translator(event.locals.language)) })
  redirect(303, `${event.url.pathname}?saved`)
}

export const actions: Actions = {
  tell: acting(tellMore),
  'send-back': acting(sendBackAnswer),
  judge: acting((ctx, proof, typed) => judgeAnswer(ctx, proof, typed === 'yes'))
}
