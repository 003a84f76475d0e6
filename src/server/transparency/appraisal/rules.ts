/** The nine indicators of Circular 01/2018/TT-VPCP art. 13, 0 to 2 points each; officers have 1, 2, 3, 4 and 7. */
export const INDICATORS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const
export type Indicator = (typeof INDICATORS)[number]
export const OF_OFFICERS: readonly Indicator[] = [1, 2, 3, 4, 7]

/** Points of a unit or an officer; an indicator that nothing recorded can tell is null and left out. */
export type Points = Readonly<Record<Indicator, number | null>>
export type UnitGrade = 'excellent' | 'good' | 'fair' | 'average' | 'weak'
export type OfficerGrade = 'full' | 'most' | 'less'

/** What is counted of the dossiers that ended in the quarter; `dossiers` divides what is per dossier. */
export type Tally = {
  readonly dossiers: number
  /** Σ of 2 for early, 1 for on time, 0 for late. */
  readonly time: number
  /** Σ of 2 for no supplement, 1 for one, 0 for more. */
  readonly contacts: number
  readonly late: number
  readonly online: number
}
/** Dossiers in which timed steps were ended, and Σ of 2 for sooner than the steps' own times, 1 within, 0 beyond them. */
export type Steps = { readonly steps: number; readonly stepTime: number }
export type UnitProcedures = {
  readonly all: number
  readonly online: number
  readonly atOnce: number
  readonly level: string
}

const one = (value: number): number => Math.round(value * 10) / 10
const NONE: Points = { 1: null, 2: null, 3: null, 4: null, 5: null, 6: null, 7: null, 8: null, 9: null }

/** What citizens answered: points from 0 to 2 of one indicator, over those who answered it. */
export type Asked = { readonly indicator: number; readonly count: number; readonly points: number }
export type Petitions = { readonly ended: number; readonly onTime: number }

/** Indicators 4, 6 and 7 as citizens answered them: the mean points, one decimal (art. 15); too few say nothing. */
export function askedPoints(asked: readonly Asked[], least: number): Partial<Points> {
  const told = ([4, 6, 7] as const).map(indicator => {
    const own = asked.filter(each => each.indicator === indicator)
    const count = own.reduce((sum, each) => sum + each.count, 0)
    const points = own.reduce((sum, each) => sum + each.points, 0)
    return [indicator, count < Math.max(1, least) ? null : one(points / count)] as const
  })
  return Object.fromEntries(told.filter(([, points]) => points !== null))
}

/** Indicator 8: petitions, none or all in time 2; nine of ten 1; else 0. */
export const petitionPoints = ({ ended, onTime }: Petitions): number =>
  ended === 0 || onTime === ended ? 2 : onTime / ended >= 0.9 ? 1 : 0

export const officerPoints = ({ dossiers, time, contacts }: Tally, steps: Steps | null): Points =>
  dossiers === 0
    ? NONE
    : {
        ...NONE,
        1: one(time / dossiers),
        2: steps && steps.steps > 0 ? one(steps.stepTime / steps.steps) : null,
        3: one(contacts / dossiers)
      }

export function unitPoints(tally: Tally, steps: Steps | null, procedures: UnitProcedures | null): Points {
  const own = officerPoints(tally, steps)
  if (!procedures || procedures.all === 0) return own
  return { ...own, 5: organisation(procedures), 9: tally.dossiers === 0 ? null : online(tally, procedures) }
}

/** Share of procedures settled at the desk itself that earns 2 points, by level (art. 13). */
const AT_DESK: Readonly<Record<string, number>> = { province: 0.2, district: 0.5, commune: 1 }
/** Everything counted here was received at the one-stop desk, which is worth 1. */
const organisation = ({ all, atOnce, level }: UnitProcedures): number =>
  atOnce / all >= (AT_DESK[level] ?? 0.2) ? 2 : 1

function online({ dossiers, online: filed, late }: Tally, procedures: UnitProcedures): number {
  const share = filed / dossiers
  if (procedures.online / procedures.all >= 0.2 && share >= 0.3 && late === 0) return 2
  return share >= 0.15 && share < 0.3 ? 1 : 0
}

export type Sum = { readonly points: number; readonly possible: number }
export function sumOf(points: Points, of: readonly Indicator[] = INDICATORS): Sum {
  const counted = of.flatMap(indicator => points[indicator] ?? [])
  return { points: one(counted.reduce((sum, each) => sum + each, 0)), possible: counted.length * 2 }
}

const UNIT_GRADES: readonly (readonly [number, UnitGrade])[] = [
  [15, 'excellent'],
  [12, 'good'],
  [9, 'fair'],
  [6, 'average'],
  [0, 'weak']
]
const OFFICER_GRADES: readonly (readonly [number, OfficerGrade])[] = [
  [5, 'full'],
  [3.5, 'most'],
  [0, 'less']
]

/** The thresholds speak of all indicators; where some are left out, the points stand for their share of the whole. */
const graded = <G>({ points, possible }: Sum, whole: number, grades: readonly (readonly [number, G])[]): G | null =>
  possible === 0 ? null : (grades.find(([least]) => (points / possible) * whole >= least)?.[1] ?? null)
export const unitGrade = (sum: Sum): UnitGrade | null => graded(sum, 18, UNIT_GRADES)
export const officerGrade = (sum: Sum): OfficerGrade | null => graded(sum, 10, OFFICER_GRADES)

type Said = { readonly dossiers: number; readonly points: number; readonly indicators: Points }
export type AppraisalDifference = {
  readonly key: string
  readonly column: Indicator | 'dossiers' | 'sum'
  readonly kept: number | null
  readonly now: number | null
}
/** What a kept appraisal says of these units or officers and the count of today does not; null: it says nothing. */
export function appraisalDifferences<T extends Said>(
  kept: readonly T[],
  now: readonly T[],
  keyOf: (line: T) => string
): AppraisalDifference[] {
  const [before, after] = [kept, now].map(lines => new Map(lines.map(line => [keyOf(line), line])))
  return [...new Set([...before!.keys(), ...after!.keys()])].flatMap(key => {
    const [was, is] = [cellsOf(before!.get(key)), cellsOf(after!.get(key))]
    return COLUMNS.flatMap(column =>
      was[column] === is[column] ? [] : [{ key, column, kept: was[column], now: is[column] }]
    )
  })
}
const COLUMNS = ['dossiers', ...INDICATORS, 'sum'] as const
const cellsOf = (line: Said | undefined): Record<(typeof COLUMNS)[number], number | null> =>
  line ? { ...line.indicators, dossiers: line.dossiers, sum: line.points } : { ...NONE, dossiers: null, sum: null }
