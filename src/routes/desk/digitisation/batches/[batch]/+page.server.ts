import { error, fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { batchScreen, startBatch } from '#server/papers/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'papers.batch')
  const after = event.url.searchParams.get('after')
  const screen = (await batchScreen(ctx, event.params.batch, after)) ?? error(404)
  const { id } = screen.batch
  return {
    ...screen,
    first: after ? `/desk/digitisation/batches/${id}` : null,
    next: screen.next && `/desk/digitisation/batches/${id}?after=${screen.next}`
  }
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'papers.batch')
    const started = await startBatch(ctx, event.params.batch)
    if (!started.ok) return fail(404, { problem: explain(started.error, translator(ctx.language)) })
    redirect(303, `/desk/digitisation/batches/${event.params.batch}`)
  }
}
