import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainReform, posted } from '#lib/server/reform.ts'
import { openReport, REPORT_KINDS, reportsScreen } from '#server/reform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = event => reportsScreen(deskOnly(event, 'reform.read'))

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'reform.give')
    const form = await posted(event)
    if (!form.ok) return fail(400, { message: explainReform(event, form.error) })
    const { typed } = form.value
    const kind = REPORT_KINDS.find(one => one === typed.kind) ?? 'year'
    const year = /^20\d{2}$/.test(typed.year ?? '') ? Number(typed.year) : ctx.now().getUTCFullYear()
    const opened = await openReport(ctx, typed.directive ? { directive: typed.directive } : { kind, year })
    if (!opened.ok) return fail(409, { message: explainReform(event, opened.error) })
    redirect(303, `/desk/reform/reports/${opened.value.id}`)
  }
}
