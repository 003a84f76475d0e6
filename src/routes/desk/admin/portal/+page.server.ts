import { error, fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { portalDesk, repair, REPAIRS } from '#server/national/index.ts'
import type { Actions, PageServerLoad } from './$types'

const SHOWS = ['drift', 'all', 'proof'] as const

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'national.see')
  const { url } = event
  const show = SHOWS.find(each => each === url.searchParams.get('show')) ?? 'drift'
  const after = url.searchParams.get('after') ?? ''
  const desk = await portalDesk(ctx, { show, after })
  if (!desk.ok) error(403)
  const at = (place: string) => `/desk/admin/portal?show=${show}${place ? `&after=${encodeURIComponent(place)}` : ''}`
  return {
    ...desk.value,
    show,
    shows: [...SHOWS],
    mayRepair: ctx.actor.may('national.repair'),
    first: after === '' ? null : at(''),
    next: desk.value.next === null ? null : at(desk.value.next)
  }
}

export const actions: Actions = {
  default: async event => {
    deskOnly(event, 'national.repair')
    const { request, locals } = event
    const data = await request.formData()
    const how = REPAIRS.find(each => each === data.get('how'))
    if (!how) error(400)
    const done = await repair(locals.ctx, data.get('code')?.toString() ?? '', how)
    return done.ok ? { repaired: true } : fail(409, { problem: explain(done.error, translator(locals.language)) })
  }
}
