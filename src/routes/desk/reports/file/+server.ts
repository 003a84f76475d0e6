import { error } from '@sveltejs/kit'
import { deskOnly, pdf } from '#lib/server/desk.ts'
import { figures, reportAsked, unitWords } from '#lib/server/figures.ts'
import { formatDay, formatTime } from '#lib/format.ts'
import { translator } from '#lib/text.ts'
import { isId } from '#server/platform/ids.ts'
import type { Ctx } from '#server/platform/index.ts'
import {
  printReport,
  report,
  reportWorkbook,
  sentReportWithDifferences,
  templateOf
} from '#server/transparency/index.ts'
import type { RequestHandler } from './$types'

/** The report of the address as PDF in the layout of the form, or as a workbook; always in Vietnamese. */
export const GET: RequestHandler = async event => {
  const ctx = { ...deskOnly(event, 'figures.read'), language: 'vi' as const }
  const { url } = event
  const t = translator('vi')
  const { template, body, at, sent } = await asked(ctx, url.searchParams)
  const { unit, from, to } = body
  const list = body.favoured.map(each => t(`report.on-time.${each}`)).join(', ')
  const counted = template.columns.every(({ counts }) => !('procedures' in counts))
    ? t(list ? 'report.on-time-some' : 'report.on-time-none', { list })
    : ''
  const notes = [counted, sent]
  const words = {
    unit: await unitWords(ctx, unit),
    period: t('report.window', { from: formatDay(from), to: formatDay(to) }),
    note: notes.filter(Boolean).join(' '),
    levels: levelWords(t)
  }
  const name = `${template.code}-${unit}-${from}-${to}`
  const superior = unit === ctx.province.code ? '' : await unitWords(ctx, ctx.province.code)
  if (url.searchParams.get('format') !== 'xlsx')
    return pdf(await printReport(template, body, { ...words, superior, place: ctx.province.name, at }), name)
  const bytes = await reportWorkbook(template, body, words)
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '_')}.xlsx"`
    }
  })
}

/** A sent report as it was frozen, of its day; else the one of the address as counted now. */
async function asked(ctx: Ctx, query: URLSearchParams) {
  const id = query.get('sent')
  if (id === null) {
    const { template, unit, from, to } = reportAsked(ctx, query)
    const body = figures(await report(ctx, { template: template.code, unit, from, to }))
    return { template, body, at: ctx.now(), sent: '' }
  }
  if (!isId(id)) error(404)
  const { sent } = figures(await sentReportWithDifferences(ctx, id))
  const words = translator('vi')('report.as-sent', { name: sent.sentBy, time: formatTime(sent.sentAt) })
  return {
    template: templateOf(sent.template, sent.version) ?? error(404),
    body: sent.body,
    at: sent.sentAt,
    sent: words
  }
}

const levelWords = (t: ReturnType<typeof translator>) =>
  Object.fromEntries((['province', 'district', 'commune'] as const).map(level => [level, t(`report.level.${level}`)]))
