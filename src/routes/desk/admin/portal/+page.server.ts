import { error, fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { portalDesk, repair, REPAIRS, setMessageAside, tryMessageAgain } from '#server/national/index.ts'
import type { Actions, PageServerLoad } from './$types'

const SHOWS = ['drift', 'messages', 'aside', 'all', 'proof'] as const

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
  repair: async event => {
    deskOnly(event, 'national.repair')
    const { request, locals } = event
    const data = await request.formData()
    const how = REPAIRS.find(each => each === data.get('how'))
    if (!how) error(400)
    const done = await repair(locals.ctx, data.get('code')?.toString() ?? '', how)
    return done.ok ? { done: 'repaired' } : fail(409, { problem: explain(done.error, translator(locals.language)) })
  },
  again: async event => {
    const ctx = deskOnly(event, 'national.repair')
    const data = await event.request.formData()
    const tried = await tryMessageAgain(ctx, String(data.get('message')))
    if (!tried.ok) return fail(409, { problem: explain(tried.error, translator(ctx.language)) })
    return { done: tried.value.through ? 'message.through' : 'message.not-through' }
  },
  aside: async event => {
    const ctx = deskOnly(event, 'national.repair')
    const data = await event.request.formData()
    const message = String(data.get('message'))
    const aside = await setMessageAside(ctx, message, String(data.get(`reason-${message}`) ?? ''))
    if (!aside.ok) return fail(409, { problem: explain(aside.error, translator(ctx.language)) })
    return { done: 'message.put-aside' }
  }
}
