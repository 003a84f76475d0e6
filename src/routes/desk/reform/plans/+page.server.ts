import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainReform, posted } from '#lib/server/reform.ts'
import { agencyChoices, enterPlan, plansScreen } from '#server/reform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'reform.read')
  const own = { value: ctx.province.code, label: ctx.province.name }
  return {
    ...(await plansScreen(ctx)),
    agencies: [own, ...(await agencyChoices(ctx))],
    year: ctx.now().getUTCFullYear()
  }
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'reform.read')
    const form = await posted(event)
    if (!form.ok) return fail(400, { message: explainReform(event, form.error), typed: {} as Record<string, string> })
    const { typed } = form.value
    const entered = await enterPlan(ctx, {
      unit: typed.unit ?? '',
      year: /^20\d{2}$/.test(typed.year ?? '') ? Number(typed.year) : ctx.now().getUTCFullYear(),
      number: (typed.number ?? '').trim().slice(0, 80),
      title: (typed.title ?? '').normalize('NFC').trim().slice(0, 300),
      parent: isId(typed.parent ?? '') ? typed.parent! : null
    })
    if (!entered.ok) return fail(409, { message: explainReform(event, entered.error), typed })
    redirect(303, `/desk/reform/plans/${entered.value.id}`)
  }
}
