import { error, fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { figures, reportAsked, unitAndPeriod } from '#lib/server/figures.ts'
import { orFail } from '#lib/server/webhooks.ts'
import { translator } from '#lib/text.ts'
import { dayOf } from '#server/platform/index.ts'
import {
  agenciesOf,
  chooseOnTime,
  maySendFor,
  report,
  sendReport,
  sentFor,
  TEMPLATES
} from '#server/transparency/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const { url } = event
  const asked = reportAsked(ctx, url.searchParams)
  const { template, span, year, unit, from, to } = asked
  const counted = figures(await report(ctx, { template: template.code, unit, from, to }))
  const [{ units }, agencies, sent] = await Promise.all([
    unitAndPeriod(ctx, url.searchParams),
    agenciesOf(ctx, counted),
    sentFor(ctx, from, to)
  ])
  const readable = new Set(units.map(each => each.value))
  return {
    ...{ template, span, year, unit, units, counted, agencies },
    sent: sent.filter(each => readable.has(each.unit)),
    templates: TEMPLATES.map(each => ({ value: each.code, label: `${each.code} – ${each.title}` })),
    maySend: maySendFor(ctx, unit) && to < dayOf(ctx.now()),
    mayChoose: ctx.actor.may('figures.set')
  }
}

export const actions: Actions = {
  send: async event => {
    const ctx = deskOnly(event, 'figures.send')
    const { request, url } = event
    if (!url.searchParams.has('unit')) error(400)
    const { template, unit, from, to } = reportAsked(ctx, url.searchParams)
    const despite = (await request.formData()).get('despite') === 'on'
    const sent = await sendReport(ctx, { template: template.code, unit, from, to }, { despite })
    if (!sent.ok) return fail(409, { problem: explain(sent.error, translator(ctx.language)), values: {} })
    redirect(303, `/desk/reports/${sent.value.id}`)
  },
  choose: async event => {
    const ctx = deskOnly(event, 'figures.set')
    const { request } = event
    const chosen = (await request.formData()).getAll('favoured').map(String)
    return orFail(ctx, await chooseOnTime(ctx, chosen))
  }
}
