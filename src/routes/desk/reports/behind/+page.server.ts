import { deskOnly } from '#lib/server/desk.ts'
import { figures, hrefsOf, reportAsked, unitNamesOf, unitWords } from '#lib/server/figures.ts'
import { behindCell } from '#server/transparency/index.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const ctx = deskOnly(event, 'figures.read')
  const { url } = event
  const { template, unit, from, to } = reportAsked(ctx, url.searchParams)
  const asked = url.searchParams
  const [column, line, sent] = [asked.get('column') ?? '3', asked.get('line'), asked.get('sent')]
  const cell = { template: template.code, unit, from, to, column, line, sent, after: asked.get('after') }
  const page = figures(await behindCell(ctx, cell))
  const title = template.columns.find(each => each.no === column)?.title ?? ''
  const names = await unitNamesOf(ctx, page.rows)
  const hrefs = await hrefsOf(ctx, page.of === 'dossiers' ? page.rows : [])
  return { names, hrefs, template, from, to, column, title, sent, page, unitName: await unitWords(ctx, unit) }
}
