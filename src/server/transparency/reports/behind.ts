import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import { mayRead } from '../reach.ts'
import type { Filter, ProcedureCount, ReportAsked, Template } from './model.ts'
import { countingOf } from './report.actions.ts'
import type { ReportRefusal } from './report.actions.ts'
import { isFilter } from './rules.ts'
import { sentReport } from './sent.store.ts'
import * as store from './store.ts'
import { templateOf } from './templates.rules.ts'

export type CellPage =
  | { readonly of: 'dossiers'; readonly rows: readonly store.CellRow[]; readonly next: string | null }
  | { readonly of: 'procedures'; readonly rows: readonly store.ProcedureRow[]; readonly next: string | null }
type Cell = { readonly line: string | null; readonly column: string; readonly after: string | null }
type Asked = ReportAsked & Cell & { readonly sent: string | null }
const A_PAGE = 50

/** The dossiers or procedures behind a cell, by code: of a sent report as they were, else as counted now. */
export async function behindCell(ctx: Ctx, asked: Asked): Promise<Result<CellPage, ReportRefusal>> {
  if (!(await mayRead(ctx, asked.unit))) return err({ code: 'forbidden' })
  const template = templateOf(asked.template)
  const column = template?.columns.find(each => each.no === asked.column)
  if (!template || !column) return err({ code: 'not-found' })
  if (asked.sent && !(await isSentFor(ctx, asked.sent, asked.unit))) return err({ code: 'not-found' })
  const { counts } = column
  if (isFilter(counts)) {
    const rows = await dossiers(ctx, template, asked, counts)
    return ok({ of: 'dossiers', ...pageOf(rows, last => last.code) })
  }
  const rows = await procedures(ctx, template, asked, counts)
  return ok({ of: 'procedures', ...pageOf(rows, last => `${last.code}~${last.unit}`) })
}

async function dossiers(ctx: Ctx, template: Template, asked: Asked, counts: Filter) {
  const { came = null, went = null, channel = null } = counts
  const cell = { line: asked.line, came, went, channel, after: asked.after, limit: A_PAGE + 1 }
  return asked.sent
    ? store.behindSentCell(ctx, asked.sent, cell)
    : store.behindCell(ctx, await countingOf(ctx, template, asked), cell)
}

async function procedures(ctx: Ctx, template: Template, asked: Asked, counts: ProcedureCount) {
  const { line, after } = asked
  const process = counts.procedures === 'process'
  const cell = { line, after, level: counts.level ?? null, process, limit: A_PAGE + 1 }
  return asked.sent
    ? store.behindSentProcedureCell(ctx, asked.sent, cell)
    : store.behindProcedureCell(ctx, await countingOf(ctx, template, asked), cell)
}

function pageOf<Row>(rows: readonly Row[], mark: (last: Row) => string) {
  const page = rows.slice(0, A_PAGE)
  return { rows: page, next: rows.length > A_PAGE ? mark(page.at(-1)!) : null }
}

async function isSentFor(ctx: Ctx, id: string, unit: string | null): Promise<boolean> {
  const sent = isId(id) ? await sentReport(ctx, id) : null
  return sent !== null && sent.unit === (unit ?? ctx.province.code)
}
