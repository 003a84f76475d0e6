import { appraisedRatings, petitionsByAgency } from '#server/feedback/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { dayOf, err, ok, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { ruleSetOn } from '#server/rulesets/index.ts'
import { isOver, isPeriod, spanOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import { mayRead, underOf } from '../reach.ts'
import {
  askedPoints,
  INDICATORS,
  OF_OFFICERS,
  officerGrade,
  officerPoints,
  petitionPoints,
  sumOf,
  unitGrade,
  unitPoints
} from './rules.ts'
import type { OfficerGrade, Points, Sum, UnitGrade } from './rules.ts'
import * as store from './store.ts'

type Line<G> = Sum & {
  readonly unit: string
  readonly name: string
  readonly dossiers: number
  readonly indicators: Points
  readonly grade: G | null
}
export type Appraisal = {
  readonly period: Period
  readonly unit: string
  readonly basis: string
  /** Indicators that nothing recorded can tell yet: left out of every sum (art. 15). */
  readonly leftOut: readonly number[]
  readonly units: readonly Line<UnitGrade>[]
  readonly officers: readonly (Line<OfficerGrade> & { readonly officer: string })[]
}
export type AppraisalRefusal = { code: 'forbidden' } | { code: 'period-odd'; period: string }

/** Units and officers of a quarter by the nine indicators; a quarter that is over and kept is answered as it was kept. */
export async function appraisal(
  ctx: Ctx,
  { unit, period }: { unit: string | null; period: Period }
): Promise<Result<Appraisal, AppraisalRefusal>> {
  if (!isPeriod(period) || !period.includes('-Q')) return err({ code: 'period-odd', period })
  if (!(await mayRead(ctx, unit))) return err({ code: 'forbidden' })
  const of = unit ?? ctx.province.code
  const kept = await store.keptAppraisal(ctx, of, period)
  return ok(kept ? (kept as Appraisal) : await appraised(ctx, of, period))
}

async function appraised(ctx: Ctx, unit: string, period: Period): Promise<Appraisal> {
  const span = { ...spanOf(period, ctx.now()), under: underOf(ctx, unit) }
  const { criteria, smallNumber } = ruleSetOn(dayOf(span.since)).feedback.ratings
  const indicatorOf = new Map(criteria.map(({ code, indicator }) => [code, indicator ?? 0]))
  const [tallies, hands, steps, procedures, rated, petitions] = await Promise.all([
    store.unitTallies(ctx, span),
    store.officerTallies(ctx, span),
    store.stepTallies(ctx, span),
    store.unitProcedures(ctx),
    appraisedRatings(ctx, span),
    petitionsByAgency(ctx, span)
  ])
  const asked = rated.map(each => ({ ...each, indicator: indicatorOf.get(each.code) ?? 0 }))
  const stepsOf = (of: string, officer: string | null) =>
    steps.find(each => each.unit === of && each.officer === officer) ?? null
  const names = await unitNames(
    ctx,
    tallies.map(each => each.unit)
  )
  const units = tallies.map(tally => {
    const ofUnit = asked.filter(each => each.unit === tally.unit && each.officer === null)
    const answered = petitions.find(each => each.unit === tally.unit) ?? { ended: 0, onTime: 0 }
    const indicators = {
      ...unitPoints(tally, stepsOf(tally.unit, null), procedures.find(each => each.unit === tally.unit) ?? null),
      ...askedPoints(ofUnit, smallNumber),
      8: petitionPoints(answered)
    }
    const sum = sumOf(indicators)
    const name = wordsIn(ctx.language, names.get(tally.unit) ?? { vi: tally.unit })
    return { unit: tally.unit, name, dossiers: tally.dossiers, indicators, ...sum, grade: unitGrade(sum) }
  })
  const officers = hands.map(hand => {
    const ofOfficer = asked.filter(each => each.officer === hand.officer)
    const { 4: agencies, 7: attitude } = askedPoints(ofOfficer, smallNumber)
    const indicators = {
      ...officerPoints(hand, stepsOf(hand.unit, hand.officer)),
      4: agencies ?? null,
      7: attitude ?? null
    }
    const sum = sumOf(indicators, OF_OFFICERS)
    const { officer, name, unit: of, dossiers } = hand
    return { officer, unit: of, name, dossiers, indicators, ...sum, grade: officerGrade(sum) }
  })
  return { period, unit, basis: 'TT 01/2018/TT-VPCP, Đ. 13–15', leftOut: leftOutOf(units), units, officers }
}

/** Indicators that no agency has a number for. */
const leftOutOf = (units: readonly { indicators: Points }[]): number[] =>
  INDICATORS.filter(indicator => units.every(({ indicators }) => indicators[indicator] === null))

/** Keeps the appraisal of a quarter that is over, for the province and so for all its agencies. */
export async function keepAppraisal(ctx: Ctx, period: Period): Promise<void> {
  if (!isOver(period, dayOf(ctx.now()))) return
  await store.keepAppraisal(ctx, ctx.province.code, period, await appraised(ctx, ctx.province.code, period))
}
