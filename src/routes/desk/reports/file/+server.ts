import { deskOnly, pdf } from '#lib/server/desk.ts'
import { figures, reportAsked, unitWords } from '#lib/server/figures.ts'
import { formatDay } from '#lib/format.ts'
import { translator } from '#lib/text.ts'
import { printReport, report, reportWorkbook } from '#server/transparency/index.ts'
import type { RequestHandler } from './$types'

/** The report of the address as PDF in the layout of the form, or as a workbook; always in Vietnamese. */
export const GET: RequestHandler = async event => {
  const ctx = { ...deskOnly(event, 'figures.read'), language: 'vi' as const }
  const { url } = event
  const t = translator('vi')
  const { template, unit, from, to } = reportAsked(ctx, url.searchParams)
  const counted = figures(await report(ctx, { template: template.code, unit, from, to }))
  const list = counted.favoured.map(each => t(`report.on-time.${each}`)).join(', ')
  const words = {
    unit: await unitWords(ctx, unit),
    period: t('report.window', { from: formatDay(from), to: formatDay(to) }),
    note: list ? t('report.on-time-some', { list }) : t('report.on-time-none')
  }
  const name = `${template.code}-${unit}-${from}-${to}`
  const superior = unit === ctx.province.code ? '' : await unitWords(ctx, ctx.province.code)
  if (url.searchParams.get('format') !== 'xlsx')
    return pdf(
      await printReport(template, counted, { ...words, superior, place: ctx.province.name, at: ctx.now() }),
      name
    )
  const bytes = await reportWorkbook(template, counted, words)
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '_')}.xlsx"`
    }
  })
}
