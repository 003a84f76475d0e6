import { error, fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainReform, posted, saved } from '#lib/server/reform.ts'
import {
  correctDirective,
  deadlineFrom,
  directive,
  directiveScreen,
  giveTasks,
  partsFrom
} from '#server/reform/index.ts'
import type { ClosesBy } from '#server/reform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const screen = await directiveScreen(deskOnly(event, 'reform.read'), event.params.document, event.url.searchParams)
  return screen ?? error(404)
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'reform.read')
    const document = await directive(ctx, event.params.document)
    const form = await posted(event)
    if (!document || !form.ok) error(404)
    const { typed, form: data } = form.value
    const refuse = (problem: { code: string }) =>
      fail(409, { typed, to: data.getAll('to').map(String), message: explainReform(event, problem) })
    if (typed.act === 'correct') {
      const { abstract = '', signer = '', body = '', reason = '' } = typed
      const done = await correctDirective(ctx, document.id, { abstract, signer, body, reason })
      return done.ok ? saved(event.url.pathname) : refuse(done.error)
    }
    const deadline = deadlineFrom(typed)
    if (!deadline.ok) return refuse(deadline.error)
    const parts = partsFrom(typed)
    if (!parts.ok) return refuse(parts.error)
    const given = await giveTasks(
      ctx,
      {
        directive: document.id,
        item: /^\d{1,4}$/.test(typed.item ?? '') ? Number(typed.item) : null,
        content: typed.content ?? '',
        product: typed.product ?? '',
        field: typed.field ?? '',
        parts: parts.value,
        viceChair: typed.viceChair || null,
        deadline: deadline.value,
        givenOn: document.issuedOn,
        weight: Math.min(100, Math.max(1, Number(typed.weight) || 1)),
        ...(typed.closesBy ? { closesBy: typed.closesBy as ClosesBy } : {})
      },
      data.getAll('to').map(String)
    )
    if (!given.ok) return refuse(given.error)
    redirect(303, `${event.url.pathname}?given=${given.value.codes.length}`)
  }
}
