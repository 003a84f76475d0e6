import { error, fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { health, recentCalls, tryAgain } from '#server/exchange/index.ts'
import type { Actions, PageServerLoad } from './$types'

const A_PAGE = 30

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'exchange.see-health')
  const { url } = event
  const systems = await health(ctx)
  if (!systems.ok) error(403)
  const given = url.searchParams.get('before') ?? ''
  const before = /^\d{1,15}$/.test(given) ? Number(given) : null
  const calls = await recentCalls(ctx, { system: null, before, most: A_PAGE + 1 })
  const last = calls.length > A_PAGE ? calls[A_PAGE - 1] : undefined
  return {
    systems: systems.value,
    calls: calls.slice(0, A_PAGE),
    mayTry: ctx.actor.may('exchange.try'),
    mayMap: ctx.actor.may('exchange.map-accounts'),
    first: before === null ? null : '/desk/admin/exchange',
    next: last ? `/desk/admin/exchange?before=${last.position}` : null
  }
}

export const actions: Actions = {
  default: async event => {
    deskOnly(event, 'exchange.try')
    const { request, locals } = event
    const system = (await request.formData()).get('system')?.toString() ?? ''
    const tried = await tryAgain(locals.ctx, system)
    return tried.ok
      ? { back: tried.value.back }
      : fail(403, { problem: explain(tried.error, translator(locals.language)) })
  }
}
