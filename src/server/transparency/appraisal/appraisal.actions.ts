import { appraisedRatings, petitionsByAgency } from '#server/feedback/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { dayOf, err, ok, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { ruleSetOn } from '#server/rulesets/index.ts'
import { agencyOf } from '../late-list.rules.ts'
import { isOver, isPeriod, spanOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import { mayRead, underOf } from '../reach.ts'
import {
  appraisalDifferences,
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
import type { AppraisalDifference, OfficerGrade, Points, Sum, UnitGrade } from './rules.ts'
import * as store from './store.ts'
import { recountQuarter, talliesOf } from './sums.ts'

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

type Asked = { readonly unit: string | null; readonly period: Period }

/**
 * Units and officers of a quarter by the nine indicators: all, or one agency and its officers, over all they worked on.
 * A quarter that is over and kept is answered as it was kept.
 */
export async function appraisal(ctx: Ctx, { unit, period }: Asked): Promise<Result<Appraisal, AppraisalRefusal>> {
  const agency = await readable(ctx, unit, period)
  if (!agency.ok) return agency
  const kept = await keptOf(ctx, agency.value, period)
  return ok(kept?.appraisal ?? (await appraised(ctx, agency.value, period)))
}

export type Compared = {
  readonly appraisal: Appraisal
  /** When it was kept, and what the same count would give today; null where it is counted today anyway. */
  readonly kept: { readonly at: Date; readonly differences: readonly NamedDifference[] } | null
}
export type NamedDifference = AppraisalDifference & { readonly name: string; readonly unit: string }

/** The same, and of a kept one what would be counted differently now. */
export async function appraisalWithDifferences(
  ctx: Ctx,
  { unit, period }: Asked
): Promise<Result<Compared, AppraisalRefusal>> {
  const agency = await readable(ctx, unit, period)
  if (!agency.ok) return agency
  const [kept, now] = [await keptOf(ctx, agency.value, period), await appraised(ctx, agency.value, period)]
  if (!kept) return ok({ appraisal: now, kept: null })
  const differences = [
    ...named(kept.appraisal.units, now.units, each => each.unit),
    ...named(kept.appraisal.officers, now.officers, each => `${each.unit} ${each.officer}`)
  ]
  return ok({ appraisal: kept.appraisal, kept: { at: kept.at, differences } })
}

function named<T extends Line<unknown>>(kept: readonly T[], now: readonly T[], keyOf: (line: T) => string) {
  const lines = new Map([...now, ...kept].map(line => [keyOf(line), line]))
  return appraisalDifferences(kept, now, keyOf).map(each => {
    const { name, unit } = lines.get(each.key)!
    return { ...each, name, unit }
  })
}

/** The agency whose lines are read, null for all; or why it may not be. */
async function readable(
  ctx: Ctx,
  unit: string | null,
  period: Period
): Promise<Result<string | null, AppraisalRefusal>> {
  if (!isPeriod(period) || !period.includes('-Q')) return err({ code: 'period-odd', period })
  const under = underOf(ctx, unit)
  const agency = under && agencyOf(under)
  return (await mayRead(ctx, agency)) ? ok(agency) : err({ code: 'forbidden' })
}

async function keptOf(ctx: Ctx, agency: string | null, period: Period) {
  const kept = await store.keptAppraisal(ctx, ctx.province.code, period)
  return kept && { at: kept.keptAt, appraisal: ofAgency(kept.body as Appraisal, agency) }
}

function ofAgency(whole: Appraisal, agency: string | null): Appraisal {
  if (agency === null) return whole
  const units = whole.units.filter(each => each.unit === agency)
  const officers = whole.officers.filter(each => each.unit === agency)
  return { ...whole, unit: agency, leftOut: leftOutOf(units), units, officers }
}

/** From the kept sums of what is counted per dossier; what people answered and filed is counted as it stands. */
async function appraised(ctx: Ctx, agency: string | null, period: Period): Promise<Appraisal> {
  const span = { ...spanOf(period, ctx.now()), under: agency }
  const { criteria, smallNumber } = ruleSetOn(dayOf(span.since)).feedback.ratings
  const indicatorOf = new Map(criteria.map(({ code, indicator }) => [code, indicator ?? 0]))
  const [tallies, procedures, rated, petitions] = await Promise.all([
    talliesOf(ctx, period, agency),
    store.unitProcedures(ctx),
    appraisedRatings(ctx, span),
    petitionsByAgency(ctx, span)
  ])
  const asked = Map.groupBy(
    rated.map(each => ({ ...each, indicator: indicatorOf.get(each.code) ?? 0 })),
    each => each.officer ?? `of ${each.unit}`
  )
  const agencies = tallies.filter(({ officer }) => officer === '')
  const names = await unitNames(
    ctx,
    agencies.map(each => each.agency)
  )
  const units = agencies.map(tally => {
    const of = tally.agency
    const answered = petitions.find(each => each.unit === of) ?? { ended: 0, onTime: 0 }
    const indicators = {
      ...unitPoints(tally, tally, procedures.find(each => each.unit === of) ?? null),
      ...askedPoints(asked.get(`of ${of}`) ?? [], smallNumber),
      8: petitionPoints(answered)
    }
    const sum = sumOf(indicators)
    const name = wordsIn(ctx.language, names.get(of) ?? { vi: of })
    return { unit: of, name, dossiers: tally.dossiers, indicators, ...sum, grade: unitGrade(sum) }
  })
  const officers = tallies
    .filter(({ officer }) => officer !== '')
    .map(hand => {
      const { 4: contacted, 7: attitude } = askedPoints(asked.get(hand.officer) ?? [], smallNumber)
      const indicators = { ...officerPoints(hand, hand), 4: contacted ?? null, 7: attitude ?? null }
      const sum = sumOf(indicators, OF_OFFICERS)
      const { officer, name, agency: unit, dossiers } = hand
      return { officer, unit, name, dossiers, indicators, ...sum, grade: officerGrade(sum) }
    })
  const unit = agency ?? ctx.province.code
  return { period, unit, basis: 'TT 01/2018/TT-VPCP, Đ. 13–15', leftOut: leftOutOf(units), units, officers }
}

/** Indicators that no agency has a number for. */
const leftOutOf = (units: readonly { indicators: Points }[]): number[] =>
  INDICATORS.filter(indicator => units.every(({ indicators }) => indicators[indicator] === null))

/** Keeps the appraisal of a quarter that is over, for the province and so for all its agencies. */
export async function keepAppraisal(ctx: Ctx, period: Period): Promise<void> {
  if (!isOver(period, dayOf(ctx.now()))) return
  await recountQuarter(ctx, period)
  await store.keepAppraisal(ctx, ctx.province.code, period, await appraised(ctx, null, period))
}
