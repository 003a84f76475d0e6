import { error, fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import type { Ctx, Permission, Refusal, Result } from '#server/platform/index.ts'
import {
  answerEntry,
  approveAndPublish,
  correctList,
  decideEntry,
  listScreen,
  verdictFrom
} from '#server/transparency/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'late-list.read')
  const screen = await listScreen(ctx, event.params.agency, event.params.month)
  return { ...(screen ?? error(404)), saved: event.url.searchParams.has('saved') }
}

type Which = { agency: string; month: string }
type Act = (ctx: Ctx, which: Which, typed: (name: string) => string) => Promise<Result<unknown, Refusal>>

/** One act of the page: done and back to the list, or refused in words. */
const acting = (needs: Permission, act: Act) => async (event: RequestEvent<{ agency: string; month: string }>) => {
  const ctx = deskOnly(event, needs)
  const form = await event.request.formData()
  const done = await act(ctx, event.params, name => String(form.get(name) ?? ''))
  if (!done.ok) return fail(409, { message: explain(done.error, translator(event.locals.language)) })
  redirect(303, `${event.url.pathname}?saved`)
}

export const actions: Actions = {
  answer: acting('late-list.answer', (ctx, which, typed) =>
    answerEntry(ctx, which, Number(typed('no')), typed('words').slice(0, 4000))
  ),
  decide: acting('late-list.decide', (ctx, which, typed) =>
    decideEntry(ctx, which, {
      no: Number(typed('no')),
      verdict: verdictFrom(typed('verdict')),
      reason: typed('reason').slice(0, 2000)
    })
  ),
  approve: acting('late-list.decide', (ctx, which) => approveAndPublish(ctx, which)),
  correct: acting('late-list.decide', (ctx, which, typed) => correctList(ctx, which, typed('because').slice(0, 2000)))
}
