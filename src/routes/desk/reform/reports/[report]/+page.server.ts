import { error, fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainReform, posted, saved } from '#lib/server/reform.ts'
import { FIGURE_WORDS, freezeReport, reportScreen, sendText } from '#server/reform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const screen = await reportScreen(deskOnly(event, 'reform.read'), event.params.report)
  return screen ? { ...screen, words: FIGURE_WORDS } : error(404)
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'reform.read')
    const form = await posted(event)
    if (!form.ok) return fail(400, { message: explainReform(event, form.error) })
    const { act, section = '', unit = '', words = '' } = form.value.typed
    const id = event.params.report
    if (!isId(id)) error(404)
    const done = act === 'freeze' ? await freezeReport(ctx, id) : await sendText(ctx, id, section, unit, words)
    if (!done.ok) return fail(409, { message: explainReform(event, done.error) })
    return saved(event.url.pathname)
  }
}
