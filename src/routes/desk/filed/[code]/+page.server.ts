import { error, fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import {
  act,
  askedDespite,
  explainRefusal,
  filedDossier,
  papersBrought,
  reasonSentence,
  refusedDespite,
  reasonsFrom,
  sentSheet,
  takeSupplement,
  typedFrom
} from '#server/dossiers/index.ts'
import type { Later } from '#server/dossiers/index.ts'
import { offersForFiled } from '#server/papers/index.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.check')
  const dossier = await filedDossier(ctx, event.params.code)
  if (!dossier) error(404)
  const { shown } = await offersForFiled(ctx, dossier.code)
  return {
    dossier,
    offers: shown,
    done: event.url.searchParams.has('done') ? await sentSheet(ctx, dossier.code) : null
  }
}

type Step = (
  event: RequestEvent,
  typed: Record<string, string>
) => Promise<Awaited<ReturnType<typeof act>> | Awaited<ReturnType<typeof takeSupplement>>>

/** One act on the filing; refused, the page keeps what was typed and says why. */
const step = (does: Step) => async (event: RequestEvent) => {
  const { language } = deskOnly(event, 'dossier.check')
  const typed = typedFrom((await event.request.formData()).entries())
  const done = await does(event, typed)
  if (!done.ok) return fail(409, { typed, message: explainRefusal(done.error, language) })
  redirect(303, `/desk/filed/${encodeURIComponent(event.params.code)}?done`)
}

const sendBack = (kind: 'ask-supplement' | 'refuse-reception'): Step => {
  return async ({ locals: { ctx }, params: { code } }, typed) => {
    const papers = (await filedDossier(ctx, code))?.wanted.map(paper => ({
      code: paper.code,
      name: { vi: paper.name }
    }))
    const despite = refusedDespite(askedDespite(typed, (await offersForFiled(ctx, code)).there, 'reason'))
    if (despite) return despite
    const reasons = reasonsFrom(typed, papers ?? [], (reason, name) => reasonSentence('vi', reason, name))
    return act(ctx, { code }, { kind, reasons } satisfies Later)
  }
}

const supplement = (accept: boolean): Step => {
  return async ({ locals: { ctx }, params: { code } }, typed) =>
    takeSupplement(ctx, code, { papers: await papersBrought(ctx, code, typed), note: typed.note ?? '', accept })
}

export const actions: Actions = {
  accept: step(({ locals, params }) => act(locals.ctx, { code: params.code }, { kind: 'accept' })),
  ask: step(sendBack('ask-supplement')),
  refuse: step(sendBack('refuse-reception')),
  supplement: step(supplement(false)),
  complete: step(supplement(true))
}
