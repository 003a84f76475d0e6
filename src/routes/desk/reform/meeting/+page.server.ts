import { error, fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainReform, posted } from '#lib/server/reform.ts'
import { dayOf } from '#server/platform/index.ts'
import { deadlineFrom, giveTasks, leads, meetingScreen, seesAll } from '#server/reform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'reform.read')
  if (!seesAll(ctx.actor)) error(403)
  return { ...(await meetingScreen(ctx)), mayGive: ctx.actor.may('reform.give') || leads(ctx.actor) }
}

/** A decision taken on the spot is a task at once. */
export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'reform.read')
    const form = await posted(event)
    if (!form.ok) return fail(400, { typed: {} as Record<string, string>, message: explainReform(event, form.error) })
    const { typed, form: data } = form.value
    const deadline = deadlineFrom({ ...typed, deadline: 'date' })
    const given = deadline.ok
      ? await giveTasks(
          ctx,
          {
            directive: null,
            item: null,
            content: typed.content ?? '',
            product: typed.product ?? '',
            field: 'meeting',
            deadline: deadline.value,
            givenOn: dayOf(ctx.now())
          },
          data.getAll('to').map(String)
        )
      : deadline
    if (!given.ok) return fail(409, { typed, message: explainReform(event, given.error) })
    redirect(303, `${event.url.pathname}?given=${given.value.codes.length}`)
  }
}
