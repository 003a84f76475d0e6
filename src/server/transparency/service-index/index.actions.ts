import { within } from '#server/dossiers/index.ts'
import { calendarOf, workingDaysBetween } from '#server/calendar/index.ts'
import { dislikedRatings, petitionFigures } from '#server/feedback/index.ts'
import { units } from '#server/organisation/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { daysOf, isPeriod, spanOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import { mayRead, underOf } from '../reach.ts'
import { setting } from '../settings.ts'
import { formulaOf, LIVE } from './formula.rules.ts'
import { countsFor } from './kept.ts'
import type { Counted, Measured, ServiceIndex, Uncounted } from './model.ts'
import { addedUp, announcementMeasures, procedureMeasures, settledBelow } from './procedures.rules.ts'
import type { ProcedureFacts } from './procedures.rules.ts'
import { figuresOf } from './rules.ts'
import * as store from './store.ts'

export type FigureRefusal =
  { code: 'forbidden' } | { code: 'period-odd'; period: string } | { code: 'unit-unknown'; unit: string }

/** The index of a unit with what lies below it, counted now: all groups and components of the formula in force. */
export async function serviceIndex(
  ctx: Ctx,
  { unit, period }: { unit: string | null; period: Period }
): Promise<Result<ServiceIndex, FigureRefusal>> {
  if (!isPeriod(period)) return err({ code: 'period-odd', period })
  if (!(await mayRead(ctx, unit))) return err({ code: 'forbidden' })
  const under = underOf(ctx, unit)
  const [uses, procedures, said, basis] = await Promise.all([
    countsFor(ctx, period, under),
    store.procedureFacts(ctx, under),
    saidOf(ctx, period, under),
    basisOf(ctx, period)
  ])
  return ok(indexFrom(ctx, unit, period, { uses, procedures, ...said, ...basis }))
}

/** The indices of many units from one reading of everything; for the house itself, which asks for all of them. */
export async function serviceIndices(ctx: Ctx, asked: readonly string[], period: Period): Promise<ServiceIndex[]> {
  const [rows, all, settling, basis] = await Promise.all([
    store.dossierCountsByUnit(ctx, spanOf(period, ctx.now())),
    store.procedureFacts(ctx, null),
    units(ctx, { on: null, settling: true }),
    basisOf(ctx, period)
  ])
  const byUnit = [...Map.groupBy(rows, row => row.unit)]
  const communes = settling.filter(({ level }) => level === 'commune').map(({ code }) => code)
  const found: ServiceIndex[] = []
  for (const unit of asked) {
    const under = underOf(ctx, unit)
    const own = byUnit.filter(([code]) => under === null || within(code, under)).flatMap(([, counts]) => counts)
    const procedures = settledBelow(all, under, communes)
    const said = await saidOf(ctx, period, under)
    found.push(indexFrom(ctx, unit, period, { uses: addedUp(own), procedures, ...said, ...basis }))
  }
  return found
}

/** What people said of a unit: petitions and ratings. */
async function saidOf(ctx: Ctx, period: Period, under: string | null) {
  const span = { ...spanOf(period, ctx.now()), under }
  const [petitions, ratings] = await Promise.all([petitionFigures(ctx, span), dislikedRatings(ctx, span)])
  return { petitions, ratings }
}

/** Procedures whose electronic result is a certified copy of an original; the administrator may name others. */
export const CERTIFIED_COPIES: readonly string[] = ['2.000815']

/** What is the same for every unit of a period. */
async function basisOf(ctx: Ctx, period: Period) {
  const { first, after } = daysOf(period)
  const [version, calendar, announced, copies] = await Promise.all([
    setting(ctx, 'index-version', LIVE),
    calendarOf(ctx),
    store.announcements(ctx, first, after),
    setting(ctx, 'certified-copies', CERTIFIED_COPIES).then(codes =>
      store.certifiedCopies(ctx, spanOf(period, ctx.now()), codes)
    )
  ])
  return { formula: formulaOf(version), calendar, announced, copies }
}
type Basis = Awaited<ReturnType<typeof basisOf>> &
  Awaited<ReturnType<typeof saidOf>> & {
    readonly uses: readonly store.DossierCounts[]
    readonly procedures: readonly ProcedureFacts[]
  }

function indexFrom(ctx: Ctx, unit: string | null, period: Period, basis: Basis): ServiceIndex {
  const groups = figuresOf(basis.formula, measuredFrom(basis, underOf(ctx, unit)))
  const sum = (of: 'points' | 'countable' | 'max') =>
    Math.round(groups.reduce((whole, group) => whole + group[of], 0) * 1000) / 1000
  return {
    unit: unit ?? ctx.province.code,
    period,
    version: basis.formula.id,
    asOf: ctx.now().toISOString(),
    points: sum('points'),
    countable: sum('countable'),
    max: sum('max'),
    groups
  }
}

function measuredFrom(
  { uses, procedures, announced, calendar, copies, petitions, ratings }: Basis,
  under: string | null
): Measured {
  const codes = new Set(procedures.map(({ code }) => code))
  const own = announced.filter(({ code }) => codes.has(code))
  const communes = copies.filter(({ unit }) => under === null || within(unit, under))
  return {
    ...announcementMeasures(own, (from, to) => workingDaysBetween(from, to, calendar)),
    ...procedureMeasures(procedures, uses),
    ...dossierMeasures(uses),
    'certified-copies':
      copies.length > 0
        ? { numerator: communes.filter(({ issues }) => issues).length, denominator: communes.length }
        : { reason: 'copies-not-recorded' },
    'petitions-classified': { numerator: petitions.classified, denominator: petitions.filed },
    'petitions-on-time': { numerator: petitions.onTime, denominator: petitions.due },
    'petitions-satisfied': { numerator: petitions.satisfied, denominator: petitions.answered },
    'reception-satisfied': receptionMeasure(uses, ratings)
  }
}

/** 5.4: of all dossiers handled, those neither late nor, in time, disliked. Without one rating nothing can be said of it. */
function receptionMeasure(
  uses: readonly store.DossierCounts[],
  { count, disliked }: { count: number; disliked: number }
): Counted | Uncounted {
  const sum = (of: 'handled' | 'timely') => uses.reduce((whole, each) => whole + each[of], 0)
  if (count === 0) return { reason: 'ratings-not-recorded' }
  return { numerator: Math.max(0, sum('timely') - disliked), denominator: sum('handled') }
}

function dossierMeasures(uses: readonly store.DossierCounts[]) {
  const sum = (of: Exclude<keyof store.DossierCounts, 'code'>) => uses.reduce((whole, each) => whole + each[of], 0)
  const share = (numerator: number, denominator: number): Counted => ({ numerator, denominator })
  const told = (counted: Counted, reason: Uncounted['reason']): Counted | Uncounted =>
    counted.denominator === 0 ? { reason } : counted
  return {
    progress: { ...share(sum('timely'), sum('handled')), unknown: sum('all') - sum('handled') },
    'average-time': share(Math.round(sum('days') * 10) / 10, sum('settled')),
    'online-dossiers': share(sum('online'), sum('received')),
    'paid-online': share(sum('paid'), sum('charged')),
    'e-result': share(sum('eResult'), sum('settled')),
    digitised: share(sum('digitised'), sum('papered')),
    synced: told(share(sum('synced'), sum('tellsSync')), 'sync-not-recorded'),
    reused: told(share(sum('reused'), sum('tellsReuse')), 'reuse-not-recorded'),
    stored: told(share(sum('stored'), sum('tellsStore')), 'store-not-recorded'),
    'population-dossiers': told(share(sum('population'), sum('tellsPopulation')), 'population-not-recorded')
  } satisfies Measured
}
