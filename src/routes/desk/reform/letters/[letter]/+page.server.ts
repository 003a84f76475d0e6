import { error, fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainReform, posted, saved } from '#lib/server/reform.ts'
import { answerLetter, approveLetter, letterScreen, sendLetter } from '#server/reform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event =>
  (await letterScreen(deskOnly(event, 'reform.read'), event.params.letter)) ?? error(404)

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'reform.read')
    const id = event.params.letter
    const form = await posted(event)
    if (!form.ok || !isId(id)) error(404)
    const { act, words = '' } = form.value.typed
    const done =
      act === 'approve'
        ? await approveLetter(ctx, id)
        : act === 'send'
          ? await sendLetter(ctx, id)
          : await answerLetter(ctx, id, words)
    if (!done.ok) return fail(409, { message: explainReform(event, done.error), words })
    return saved(event.url.pathname)
  }
}
