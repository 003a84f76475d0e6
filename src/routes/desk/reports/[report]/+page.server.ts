import { error, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { figures, unitWords } from '#lib/server/figures.ts'
import { orFail } from '#lib/server/webhooks.ts'
import { isId } from '#server/platform/ids.ts'
import { answerReport, sentReportWithDifferences, templateOf } from '#server/transparency/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const { params } = event
  if (!isId(params.report)) error(404)
  const { sent, differences } = figures(await sentReportWithDifferences(ctx, params.report))
  const template = templateOf(sent.template, sent.version) ?? error(404)
  const mayAnswer = sent.state === 'sent' && ctx.actor.may('figures.confirm')
  return { sent, differences, template, mayAnswer, unitName: await unitWords(ctx, sent.unit) }
}

export const actions: Actions = {
  confirm: async event => {
    const ctx = deskOnly(event, 'figures.confirm')
    const { params } = event
    if (!isId(params.report)) error(404)
    return orFail(ctx, await answerReport(ctx, params.report, { state: 'confirmed' })) ?? redirect(303, '?')
  },
  return: async event => {
    const ctx = deskOnly(event, 'figures.confirm')
    const { params, request } = event
    if (!isId(params.report)) error(404)
    const reason = String((await request.formData()).get('reason') ?? '').slice(0, 1000)
    return orFail(ctx, await answerReport(ctx, params.report, { state: 'returned', reason })) ?? redirect(303, '?')
  }
}
