import { fail, redirect } from '@sveltejs/kit'
import { parseDay } from '#lib/format.ts'
import { deskOnly } from '#lib/server/desk.ts'
import { translator } from '#lib/text.ts'
import { confirmSigned, sendBackMany, signMany, signScreen } from '#server/desk/index.ts'
import { sayAway } from '#server/identity/index.ts'
import { tokenHelper } from '#server/signatures/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'dossier.read')
  const counted = (name: string) => Number(event.url.searchParams.get(name)) || 0
  return {
    sign: await signScreen(ctx),
    helper: tokenHelper(),
    done: counted('done'),
    waiting: counted('waiting'),
    returned: counted('returned')
  }
}

const NOTHING = { problem: '', refused: [] as { code: string; why: string }[], reason: '' }

const reasonIn = (form: FormData): string => String(form.get('reason') ?? '').trim()

export const actions: Actions = {
  sign: async event => {
    const { locals, request } = event
    deskOnly(event, 'dossier.step')
    const t = translator(locals.language)
    const form = await request.formData()
    const reason = reasonIn(form)
    if (!form.has('pick')) return fail(400, { problem: t('queue.none-picked'), refused: [], reason })
    // Enter in the field of the reason sends the form by its first button: nobody signs what he was about to send back.
    if (reason !== '') return fail(400, { problem: t('sign.reason-typed'), refused: [], reason })
    const { done, waiting, refused } = await signMany(locals.ctx, form)
    if (refused.length > 0)
      return fail(409, { problem: t('queue.some-refused', { count: refused.length }), refused, reason })
    redirect(303, `/desk/sign?done=${done}${waiting > 0 ? `&waiting=${waiting}` : ''}`)
  },
  /** Not signed: back to the one before, with the reason. */
  back: async event => {
    const { locals, request } = event
    deskOnly(event, 'dossier.step')
    const t = translator(locals.language)
    const form = await request.formData()
    const reason = reasonIn(form)
    if (!form.has('pick')) return fail(400, { problem: t('queue.none-picked'), refused: [], reason })
    const { done, refused } = await sendBackMany(locals.ctx, form)
    if (refused.length > 0)
      return fail(409, { problem: t('queue.some-refused', { count: refused.length }), refused, reason })
    redirect(303, `/desk/sign?returned=${done}`)
  },
  /** What was confirmed on a telephone, or signed by the token in the leader's own machine. */
  confirm: async event => {
    const { locals, request } = event
    deskOnly(event, 'dossier.step')
    const form = await request.formData()
    const brought = String(form.get('signature') ?? '').slice(0, 4000) || null
    const problem = await confirmSigned(locals.ctx, String(form.get('order') ?? ''), brought)
    if (problem) return fail(409, { problem, refused: [], reason: '' })
    redirect(303, '/desk/sign?done=1')
  },
  /** The officer is away on these days, or back. */
  away: async event => {
    const ctx = deskOnly(event, 'dossier.step')
    const form = await event.request.formData()
    const [from, to] = ['away-from', 'away-to'].map(name => parseDay(String(form.get(name) ?? '')))
    const absence = !form.has('back') && from && to ? { from, to } : null
    const said = absence || form.has('back') ? await sayAway(ctx, absence) : null
    if (!said?.ok) return fail(400, { ...NOTHING, away: translator(ctx.language)('sign.away.wrong') })
    redirect(303, '/desk/sign')
  }
}
