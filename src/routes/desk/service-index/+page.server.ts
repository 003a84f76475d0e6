import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { figures, unitAndPeriod } from '#lib/server/figures.ts'
import { orFail } from '#lib/server/webhooks.ts'
import { translator } from '#lib/text.ts'
import { dayOf } from '#server/platform/index.ts'
import { frozenIndexOf, isOver, loadPortalFigures, reconciled, serviceIndex } from '#server/transparency/index.ts'
import type { Actions, PageServerLoad } from './$types'

const MOST_BYTES = 5 * 1024 * 1024

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const { url } = event
  const asked = await unitAndPeriod(ctx, url.searchParams)
  const index = figures(await serviceIndex(ctx, asked))
  const [frozen, portal] = await Promise.all([frozenIndexOf(ctx, index), reconciled(ctx, index)])
  const loaded = url.searchParams.has('loaded')
  const over = isOver(asked.period, dayOf(ctx.now()))
  return { ...asked, index, frozen, over, portal, loaded, mayLoad: ctx.actor.may('figures.load') }
}

export const actions: Actions = {
  load: async event => {
    const ctx = deskOnly(event, 'figures.load')
    const { request, url } = event
    const { unit, period } = await unitAndPeriod(ctx, url.searchParams)
    const file = (await request.formData()).get('file')
    if (!(file instanceof File) || file.size === 0 || file.size > MOST_BYTES)
      return fail(400, { problem: translator(ctx.language)('refusal.portal-file-odd') })
    const folder = await mkdtemp(join(tmpdir(), 'motcua-portal-'))
    try {
      const path = join(folder, 'file')
      await writeFile(path, file.stream())
      const refused = orFail(ctx, await loadPortalFigures(ctx, period, { path, name: file.name }))
      if (refused) return refused
    } finally {
      await rm(folder, { recursive: true })
    }
    redirect(303, `/desk/service-index?${new URLSearchParams({ unit, period, loaded: '1' })}#reconcile`)
  }
}
