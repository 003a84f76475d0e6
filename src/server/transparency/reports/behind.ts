import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { mayRead } from '../reach.ts'
import type { ReportAsked } from './model.ts'
import { countingOf } from './report.actions.ts'
import type { ReportRefusal } from './report.actions.ts'
import { isFilter } from './rules.ts'
import { sentReport } from './sent.store.ts'
import * as store from './store.ts'
import { templateOf } from './templates.rules.ts'

export type CellPage = { readonly rows: readonly store.CellRow[]; readonly next: string | null }
type Cell = { readonly line: string | null; readonly column: string; readonly after: string | null }
const A_PAGE = 50

/** The dossiers behind a cell, by code: of a sent report as they were, else as counted now. */
export async function behindCell(
  ctx: Ctx,
  asked: ReportAsked & Cell & { readonly sent: string | null }
): Promise<Result<CellPage, ReportRefusal>> {
  if (!(await mayRead(ctx, asked.unit))) return err({ code: 'forbidden' })
  const template = templateOf(asked.template)
  const column = template?.columns.find(each => each.no === asked.column)
  if (!template || !column || !isFilter(column.counts)) return err({ code: 'not-found' })
  const { came = null, went = null, channel = null } = column.counts
  const cell = { line: asked.line, came, went, channel, after: asked.after, limit: A_PAGE + 1 }
  const rows = await (asked.sent
    ? ofSent(ctx, asked.sent, asked.unit, cell)
    : store.behindCell(ctx, await countingOf(ctx, template, asked), cell))
  if (!rows) return err({ code: 'not-found' })
  const page = rows.slice(0, A_PAGE)
  return ok({ rows: page, next: rows.length > A_PAGE ? page.at(-1)!.code : null })
}

async function ofSent(ctx: Ctx, id: string, unit: string | null, cell: store.CellAsked) {
  const sent = await sentReport(ctx, id)
  return sent && sent.unit === (unit ?? ctx.province.code) ? store.behindSentCell(ctx, id, cell) : null
}
