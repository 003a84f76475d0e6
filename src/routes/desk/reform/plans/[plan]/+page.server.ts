import { error, fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainReform, posted, saved } from '#lib/server/reform.ts'
import { dayOf, err } from '#server/platform/index.ts'
import { addItem, agencyChoices, dayIn, givePlanItem, measure, planScreen } from '#server/reform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'reform.read')
  const screen = await planScreen(ctx, event.params.plan)
  return screen ? { ...screen, agencies: screen.mayGive ? await agencyChoices(ctx) : [] } : error(404)
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'reform.read')
    const form = await posted(event)
    const plan = event.params.plan
    if (!form.ok || !isId(plan)) error(404)
    const { typed, form: data } = form.value
    const day = dayIn(typed, 'due')
    const refused = { code: 'day-invalid', day: typed.due ?? '' } as const
    const done =
      typed.act === 'measure'
        ? await measure(ctx, plan, typed, day.ok ? day.value : dayOf(ctx.now()))
        : typed.act === 'give'
          ? day.ok
            ? await givePlanItem(ctx, plan, typed.item ?? '', data.getAll('to').map(String), day.value)
            : err(refused)
          : (typed.due ?? '').trim() !== '' && !day.ok
            ? err(refused)
            : await addItem(ctx, plan, typed, day.ok ? day.value : null)
    if (!done.ok) return fail(409, { typed, message: explainReform(event, done.error) })
    return saved(event.url.pathname)
  }
}
