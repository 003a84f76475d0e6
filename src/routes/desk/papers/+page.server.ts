import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { certifyCopies, FORMS, ORIGINALS, registerScreen, SEEN, STATES } from '#server/papers/index.ts'
import { explainSigning } from '#server/signatures/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'paper.read')
  const asked = event.url.searchParams
  const wanted = {
    text: (asked.get('q') ?? '').slice(0, 100),
    kind: asked.get('kind') || null,
    form: FORMS.find(each => each === asked.get('form')) ?? null,
    state: STATES.find(each => each === asked.get('state')) ?? null,
    page: Math.min(1000, Math.max(1, Math.floor(Number(asked.get('page'))) || 1))
  }
  return {
    ...(await registerScreen(ctx, wanted)),
    ...{ asked: wanted, done: Number(asked.get('done')) || 0, waiting: Number(asked.get('waiting')) || 0 }
  }
}

export const actions: Actions = {
  /** The scans that were kept without a signature, several at once. */
  certify: async event => {
    const ctx = deskOnly(event, 'paper.scan')
    const t = translator(event.locals.language)
    const form = await event.request.formData()
    const seen = ORIGINALS.find(each => each === form.get('seen'))
    const picked = form.getAll('pick').map(String).slice(0, 50)
    if (picked.length === 0) return fail(400, { problem: t('queue.none-picked'), refused: [] })
    if (!seen) return fail(400, { problem: t('refusal.scan-original-missing'), refused: [] })
    const done = await certifyCopies(
      ctx,
      picked.map(id => ({ id, originalSeen: SEEN[seen] }))
    )
    const refused = done.refused.map(({ name, refusal }) => ({
      name,
      why: explainSigning(ctx.language, refusal) ?? explain(refusal, t)
    }))
    if (refused.length > 0 || done.unsigned > 0)
      return fail(409, { problem: done.unsigned > 0 ? t('copy.signs-not') : null, refused })
    redirect(303, `/desk/papers?form=scan&done=${done.certified}&waiting=${done.waiting}`)
  }
}
