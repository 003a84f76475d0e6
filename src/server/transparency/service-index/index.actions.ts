import { calendarOf, workingDaysBetween } from '#server/calendar/index.ts'
import { dislikedRatings, petitionFigures } from '#server/feedback/index.ts'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { daysOf, isPeriod, spanOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import { mayRead, underOf } from '../reach.ts'
import { setting } from '../settings.ts'
import { formulaOf, LIVE } from './formula.rules.ts'
import type { Counted, Measured, ServiceIndex, Uncounted } from './model.ts'
import { announcementMeasures, procedureMeasures } from './procedures.rules.ts'
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
  const formula = formulaOf(await setting(ctx, 'index-version', LIVE))
  const groups = figuresOf(formula, await measuredIn(ctx, underOf(ctx, unit), period))
  const sum = (of: 'points' | 'countable' | 'max') =>
    Math.round(groups.reduce((whole, group) => whole + group[of], 0) * 1000) / 1000
  return ok({
    unit: unit ?? ctx.province.code,
    period,
    version: formula.id,
    asOf: ctx.now().toISOString(),
    points: sum('points'),
    countable: sum('countable'),
    max: sum('max'),
    groups
  })
}

/** Procedures whose electronic result is a certified copy of an original; the administrator may name others. */
const CERTIFIED_COPIES: readonly string[] = ['2.000815']

async function measuredIn(ctx: Ctx, under: string | null, period: Period): Promise<Measured> {
  const { first, after } = daysOf(period)
  const span = { ...spanOf(period, ctx.now()), under }
  const [procedures, uses, calendar, copies, petitions, ratings] = await Promise.all([
    store.procedureFacts(ctx, under),
    store.dossierCounts(ctx, span),
    calendarOf(ctx),
    store.certifiedCopies(ctx, span, await setting(ctx, 'certified-copies', CERTIFIED_COPIES)),
    petitionFigures(ctx, span),
    dislikedRatings(ctx, span)
  ])
  const codes = procedures.map(each => each.code)
  const announced = await store.announcements(ctx, first, after, codes)
  return {
    ...announcementMeasures(announced, (from, to) => workingDaysBetween(from, to, calendar)),
    ...procedureMeasures(procedures, uses),
    ...dossierMeasures(uses),
    'certified-copies': copies
      ? { numerator: copies.issuing, denominator: copies.communes }
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
