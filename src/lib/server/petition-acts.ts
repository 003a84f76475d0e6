import { error, fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import * as feedback from '#server/feedback/index.ts'
import type { Ctx, Refusal, Result } from '#server/platform/index.ts'
import { translator } from '../text.ts'
import { deskOnly } from './desk.ts'
import { codeFrom } from './following.ts'
import { explain, typedIn } from './forms.ts'

type Typed = (name: string, most?: number) => string
type Act = (ctx: Ctx, code: string, typed: Typed, form: FormData) => Promise<Result<unknown, Refusal>>

const odd = { ok: false, error: { code: 'petition-input-odd' } } as const

/** One act of the petition's page: done and back to it, or refused in words with what was typed kept. */
const acting = (act: Act) => async (event: RequestEvent) => {
  const ctx = deskOnly(event, 'officer')
  const code = codeFrom(event.params.petition ?? '')
  if (!(await feedback.petitionScreen(ctx, code))) error(404)
  const form = await event.request.formData()
  const done = await act(ctx, code, (name, most = 8000) => String(form.get(name) ?? '').slice(0, most), form)
  if (!done.ok)
    return fail(409, {
      message: explain(done.error, translator(event.locals.language)),
      values: typedIn(form),
      identity: null
    })
  redirect(303, `${event.url.pathname}?saved`)
}
const chosen = <T extends string>(list: readonly T[], typed: string): T | undefined => list.find(each => each === typed)

export const petitionActs = {
  sort: acting(async (ctx, code, _, form) => {
    const read = feedback.SortInput.safeParse(Object.fromEntries(form))
    return read.success ? feedback.sortPetition(ctx, code, read.data) : odd
  }),
  refuse: acting(async (ctx, code, typed) => {
    const reason = chosen(feedback.REFUSALS, typed('why'))
    return reason ? feedback.refusePetition(ctx, code, reason, typed('reason')) : odd
  }),
  transfer: acting((ctx, code, typed) => feedback.transferPetition(ctx, code, typed('to', 35), typed('reason'))),
  ask: acting((ctx, code, typed) => feedback.askPerson(ctx, code, typed('what'))),
  call: acting((ctx, code, typed) => feedback.callOfficer(ctx, code, typed('allegation'))),
  hear: acting((ctx, code, typed) => feedback.answerAllegation(ctx, code, typed('words'))),
  conclude: acting(async (ctx, code, typed) => {
    const verdict = chosen(feedback.VERDICTS, typed('verdict'))
    return verdict ? feedback.concludePetition(ctx, code, verdict, typed('reason')) : odd
  }),
  draft: acting((ctx, code, typed) => feedback.draftAnswer(ctx, code, typed('text'))),
  'return-draft': acting((ctx, code, typed) => feedback.returnDraft(ctx, code, typed('reason'))),
  answer: acting(async (ctx, code, typed) => {
    const way = chosen(feedback.WAYS, typed('way'))
    return way ? feedback.sendAnswer(ctx, code, way) : odd
  }),
  propose: acting(async (ctx, code, _, form) => {
    const read = feedback.PublishInput.safeParse(Object.fromEntries(form))
    return read.success ? feedback.proposePublication(ctx, code, read.data) : odd
  }),
  publish: acting((ctx, code) => feedback.publishPetition(ctx, code)),
  decline: acting((ctx, code, typed) => feedback.declinePublication(ctx, code, typed('reason'))),
  withhold: acting((ctx, code, typed) => feedback.withholdPublication(ctx, code, typed('reason'))),
  'take-down': acting((ctx, code, typed) => feedback.takeDownPublication(ctx, code, typed('reason'))),
  /** Shown in the answer to this one request and nowhere else. */
  identity: async (event: RequestEvent) => {
    const ctx = deskOnly(event, 'officer')
    const code = codeFrom(event.params.petition ?? '')
    if (!(await feedback.petitionScreen(ctx, code))) error(404)
    const reason = String((await event.request.formData()).get('reason') ?? '').slice(0, 1000)
    const opened = await feedback.openIdentity(ctx, code, reason)
    if (!opened.ok)
      return fail(409, {
        message: explain(opened.error, translator(event.locals.language)),
        values: {},
        identity: null
      })
    return { message: '', values: {}, identity: opened.value }
  }
}
