import { fail, redirect } from '@sveltejs/kit'
import type { RequestEvent } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { translator } from '#lib/text.ts'
import { assignMany, claimMany, completeMany, picksOf, queueScreen } from '#server/desk/index.ts'
import type { BulkReport } from '#server/desk/index.ts'
import type { Ctx, Permission } from '#server/platform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.read')
  const { searchParams } = event.url
  return { queue: await queueScreen(ctx, searchParams), done: Number(searchParams.get('done')) || 0 }
}

type Picks = ReturnType<typeof picksOf>

/** Does something to the picked rows, then shows the list again: what was done is counted, what was refused is explained. */
const onPicked =
  (needs: Permission, act: (ctx: Ctx, picks: Picks, form: FormData) => Promise<BulkReport | null>) =>
  async (event: Pick<RequestEvent, 'request' | 'locals' | 'url'>) => {
    const { request, locals, url } = event
    deskOnly(event, needs)
    const t = translator(locals.language)
    const form = await request.formData()
    const picks = picksOf(form)
    if (picks.length === 0) return fail(400, { problem: t('queue.none-picked'), refused: [] })
    const report = await act(locals.ctx, picks, form)
    if (!report) return fail(400, { problem: t('queue.officer-missing'), refused: [] })
    if (report.refused.length > 0)
      return fail(409, { problem: t('queue.some-refused', { count: report.refused.length }), refused: report.refused })
    const back = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/') && name !== 'done'))
    back.set('done', String(report.done))
    redirect(303, `/desk?${back}`)
  }

export const actions: Actions = {
  claim: onPicked('dossier.step', claimMany),
  assign: onPicked('dossier.assign', (ctx, picks, form) => assignMany(ctx, picks, String(form.get('officer') ?? ''))),
  complete: onPicked('dossier.step', (ctx, picks, form) => completeMany(ctx, picks, String(form.get('outcome') ?? '')))
}
