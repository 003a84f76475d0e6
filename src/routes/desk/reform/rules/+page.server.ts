import { fail } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainReform, posted, saved } from '#lib/server/reform.ts'
import type { Typed } from '#lib/server/reform.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Refusal } from '#server/platform/index.ts'
import {
  beginFormula,
  beginUrging,
  compareFormula,
  exampleOf,
  formulaFrom,
  rulesScreen,
  urgingFrom
} from '#server/reform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = event => rulesScreen(deskOnly(event, 'reform.read'))

/** What was typed, and that it may not be: the same shape for both forms. */
const refused = (event: RequestEvent, of: 'formula' | 'urging', typed: Typed, refusal: Refusal) =>
  fail(409, { of, typed, message: explainReform(event, refusal) })

/** First the worked example is shown, then the same form is sent again to be saved. */
export const actions: Actions = {
  formula: async event => {
    const ctx = deskOnly(event, 'reform.give')
    const form = await posted(event)
    if (!form.ok) return fail(400, { message: explainReform(event, form.error) })
    const { typed } = form.value
    const formula = formulaFrom(typed, dayOf(ctx.now()))
    if (!formula.ok) return refused(event, 'formula', typed, formula.error)
    if (typed.seen !== 'yes')
      return { of: 'formula' as const, typed, compared: await compareFormula(ctx, formula.value) }
    const begun = await beginFormula(ctx, formula.value)
    return begun.ok ? saved(event.url.pathname) : refused(event, 'formula', typed, begun.error)
  },
  urging: async event => {
    const ctx = deskOnly(event, 'reform.give')
    const form = await posted(event)
    if (!form.ok) return fail(400, { message: explainReform(event, form.error) })
    const { typed } = form.value
    const urging = urgingFrom(typed, dayOf(ctx.now()))
    if (!urging.ok) return refused(event, 'urging', typed, urging.error)
    if (typed.seen !== 'yes') return { of: 'urging' as const, typed, example: await exampleOf(ctx, urging.value.rules) }
    const begun = await beginUrging(ctx, urging.value)
    return begun.ok ? saved(event.url.pathname) : refused(event, 'urging', typed, begun.error)
  }
}
