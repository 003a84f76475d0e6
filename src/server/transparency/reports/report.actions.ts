import { within } from '#server/dossiers/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { err, ok, shiftDay, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { spanBetween } from '../period.rules.ts'
import { mayRead, underOf } from '../reach.ts'
import { setting } from '../settings.ts'
import type { Favoured, Grid, Report, ReportAsked, Tally, Template } from './model.ts'
import { failuresOf, gridOf, whatIsCounted } from './rules.ts'
import { standing } from './sent.store.ts'
import * as store from './store.ts'
import { templateOf } from './templates.rules.ts'

export type ReportRefusal =
  | { code: 'forbidden' }
  | { code: 'template-unknown'; template: string }
  | { code: 'days-odd' }
  | { code: 'not-found' }
  | { code: 'checks-failed'; count: number }
  | { code: 'carry-over-differs'; before: number; now: number }
  | { code: 'period-not-over' }
  | { code: 'already-sent' }
  | { code: 'agencies-unconfirmed'; count: number }
  | { code: 'already-answered' }
  | { code: 'reason-needed' }

export const favouredNow = (ctx: Ctx): Promise<readonly Favoured[]> =>
  setting<readonly Favoured[]>(ctx, 'report-on-time', [])

/** A report counted now: lines, total, checks, what the period before left, and who was left out. */
export async function report(ctx: Ctx, asked: ReportAsked): Promise<Result<Report, ReportRefusal>> {
  const template = templateOf(asked.template)
  if (!template) return err({ code: 'template-unknown', template: asked.template })
  if (asked.from > asked.to) return err({ code: 'days-odd' })
  if (!(await mayRead(ctx, asked.unit))) return err({ code: 'forbidden' })
  const counting = await countingOf(ctx, template, asked)
  const grid = await gridFor(ctx, template, counting)
  const unit = asked.unit ?? ctx.province.code
  return ok({
    ...grid,
    ...{ template: template.code, version: template.version, unit, from: asked.from, to: asked.to },
    favoured: counting.favoured,
    failures: failuresOf(template, grid),
    carryOver: await carryOverOf(ctx, template, { ...asked, unit }, grid),
    leftOut: await store.leftOut(ctx, counting),
    asOf: ctx.now().toISOString()
  })
}

export async function countingOf(
  ctx: Ctx,
  template: Template,
  { unit, from, to }: ReportAsked
): Promise<store.Counting> {
  const depth = (unit ?? ctx.province.code).split('.').length + 1
  return {
    ...spanBetween(from, to, ctx.now()),
    under: underOf(ctx, unit),
    favoured: await favouredNow(ctx),
    ...{ by: template.lines, depth, mergedFrom: template.mergedFrom ?? null, first: from, last: to }
  }
}

/**
 * Form II.06b of a window, for a report of another slice that answers for its own readers: the units' lines, the
 * statement that counted them, and which endings were counted as on time.
 */
export async function countedByUnit(
  ctx: Ctx,
  { from, to }: Pick<ReportAsked, 'from' | 'to'>
): Promise<Grid & { readonly query: string; readonly favoured: readonly Favoured[]; readonly leftOut: number }> {
  const template = templateOf('II.06b')!
  const counting = await countingOf(ctx, template, { template: template.code, unit: null, from, to })
  const [tallies, leftOut] = await Promise.all([store.tallies(ctx, counting), store.leftOut(ctx, counting)])
  const grid = gridOf(template, tallies, await namesOf(ctx, tallies))
  return { ...grid, query: tallies.statement.string, favoured: counting.favoured, leftOut }
}

async function gridFor(ctx: Ctx, template: Template, counting: store.Counting): Promise<Grid> {
  if (whatIsCounted(template) === 'procedures') return procedureGrid(ctx, template, counting)
  const tallies = await store.tallies(ctx, counting)
  return gridOf(template, tallies, await namesOf(ctx, tallies))
}

/** A line in words: the field, or the unit under its name of today; a dash where the catalogue does not know it. */
export async function namesOf(ctx: Ctx, tallies: readonly Pick<Tally, 'line'>[]) {
  const names = await unitNames(ctx, [...new Set(tallies.map(each => each.line))])
  return ({ line, name }: Pick<Tally, 'line' | 'name'>): string =>
    name ?? (names.has(line) ? wordsIn(ctx.language, names.get(line)!) : '–')
}

async function procedureGrid(ctx: Ctx, template: Template, counting: store.Counting): Promise<Grid> {
  const rows = await store.procedureTallies(ctx, counting)
  const byLine = [...Map.groupBy(rows, each => each.line)]
  const names = await unitNames(
    ctx,
    byLine.map(([line]) => line)
  )
  const lines = byLine.map(([key, own]) => ({
    key,
    name: wordsIn(ctx.language, names.get(key) ?? { vi: key }),
    level: null,
    cells: procedureCells(template, own)
  }))
  return { lines, total: procedureCells(template, rows) }
}

const MEASURE = { competence: 'competence', 'one-stop': 'oneStop', process: 'process' } as const
const procedureCells = ({ columns }: Template, rows: readonly store.ProcedureTally[]) =>
  Object.fromEntries(
    columns.map(({ no, counts }) => {
      if (!('procedures' in counts)) return [no, 0]
      const own = rows.filter(row => !counts.level || counts.level === row.level)
      return [no, own.reduce((sum, row) => sum + row[MEASURE[counts.procedures]], 0)]
    })
  )

/** Column 6 is column 11 of the report sent for the period before; null where they agree or none was sent. */
async function carryOverOf(ctx: Ctx, { carryOver }: Template, asked: ReportAsked & { unit: string }, grid: Grid) {
  if (!carryOver) return null
  const { template, unit, from } = asked
  const before = await standing(ctx, { template, unit, from: null, to: shiftDay(from, -1) })
  const [left, now] = [before?.body.total[carryOver.from], grid.total[carryOver.to]!]
  return left === undefined || left === now ? null : { before: left, now }
}

/** Whether an officer may send for this unit: the own agency, or the whole province from the control office. */
export const maySendFor = ({ actor, province }: Ctx, unit: string): boolean =>
  actor.kind === 'system' ||
  (actor.may('figures.send') &&
    (actor.may('figures.confirm') ||
      (actor.unit !== null &&
        unit !== province.code &&
        within(actor.unit, unit.split('.').slice(0, 2).join('.')) &&
        within(unit, actor.unit.split('.').slice(0, 2).join('.')))))
