import type { Day } from '#server/platform/index.ts'
import type { Counted, Uncounted } from './model.ts'

/** What counting needs of one procedure of a unit. */
export type ProcedureFacts = {
  readonly code: string
  readonly name: string
  /** The office that settles it, where that is one of the province's; or every commune. */
  readonly office: string | null
  readonly byCommunes: boolean
  readonly online: boolean
  /** Some fee of it is more than nothing. */
  readonly charged: boolean
  /** Its amounts are known for filing online, so that it can be paid there. */
  readonly feeData: boolean
  /** Of the seven parts that must be public: steps, ways, papers, limit, who, agency, result (NĐ 63/2010 art. 8). */
  readonly parts: number
}
export type Announcement = {
  readonly code: string
  readonly announcedOn: Day
  readonly madePublicOn: Day | null
  readonly inForceOn: Day | null
}
/** Of one procedure in the period. */
export type Use = {
  readonly code: string
  readonly online: number
  readonly charged: number
  readonly paid: number
  /** Dossiers of which it can be said whether the population database was asked, and those for which it answered. */
  readonly tellsPopulation: number
  readonly population: number
}

/** Of all procedures those that a unit and what lies below it settle; null is the whole province. */
export const settledBelow = (
  all: readonly ProcedureFacts[],
  under: string | null,
  communes: readonly string[]
): ProcedureFacts[] => {
  const below = (unit: string) => under === null || unit === under || unit.startsWith(`${under}.`)
  const anyCommune = under === null || communes.some(below)
  return all.filter(({ office, byCommunes }) =>
    byCommunes ? anyCommune : under === null || (office !== null && below(office))
  )
}

/** Counts of several units as one: the numbers of each procedure added up. */
export function addedUp<Counts extends { readonly code: string }>(rows: readonly Counts[]): Counts[] {
  const sums = new Map<string, Record<string, unknown>>()
  for (const row of rows) {
    const sum = sums.get(row.code)
    if (!sum) sums.set(row.code, { ...row })
    else
      for (const [of, value] of Object.entries(row))
        if (typeof value === 'number') sum[of] = (sum[of] as number) + value
  }
  return [...sums.values()] as Counts[]
}

/** A province announces at least so many working days before effect, and makes public at most so many after. */
export const DAYS = { beforeEffect: 5, toPublic: 5 } as const

const share = <T>(all: readonly T[], test: (each: T) => boolean): Counted => ({
  numerator: all.filter(test).length,
  denominator: all.length
})

/** Of procedures: what each measure is taken of, and which of them count. The list behind a number asks the same. */
export const PROCEDURE_TESTS = {
  'content-full': { base: () => true, good: each => each.parts === 7 },
  'online-procedures': { base: () => true, good: each => each.online },
  'online-used': { base: each => each.online, good: (_, use) => (use?.online ?? 0) > 0 },
  'fee-data': { base: each => each.charged, good: each => each.feeData },
  'fee-used': { base: each => each.charged && each.feeData, good: (_, use) => (use?.paid ?? 0) > 0 },
  'population-procedures': {
    base: (_, use) => (use?.tellsPopulation ?? 0) > 0,
    good: (_, use) => (use?.population ?? 0) > 0
  }
} as const satisfies Record<string, ProcedureTest>
export type ProcedureTest = {
  base(each: ProcedureFacts, use: Use | undefined): boolean
  good(each: ProcedureFacts, use: Use | undefined): boolean
}
type ProcedureMeasure = keyof typeof PROCEDURE_TESTS

export function procedureMeasures(procedures: readonly ProcedureFacts[], uses: readonly Use[]) {
  const used = new Map(uses.map(each => [each.code, each]))
  const counted = (name: ProcedureMeasure): Counted => {
    const test: ProcedureTest = PROCEDURE_TESTS[name]
    const base = procedures.filter(each => test.base(each, used.get(each.code)))
    return share(base, each => test.good(each, used.get(each.code)))
  }
  const population = counted('population-procedures')
  return {
    'content-full': counted('content-full'),
    'online-procedures': counted('online-procedures'),
    'online-used': counted('online-used'),
    'fee-data': counted('fee-data'),
    'fee-used': counted('fee-used'),
    'population-procedures': population.denominator === 0 ? { reason: 'population-not-recorded' as const } : population
  } satisfies Record<ProcedureMeasure, Counted | Uncounted>
}

export type AnnouncementMeasure = 'announced-on-time' | 'public-on-time'
type WorkingDays = (from: Day, to: Day) => number
const ANNOUNCEMENT_TESTS = {
  'announced-on-time': ({ announcedOn, inForceOn }, days) =>
    inForceOn === null ? null : days(announcedOn, inForceOn) >= DAYS.beforeEffect,
  'public-on-time': ({ announcedOn, madePublicOn }, days) =>
    madePublicOn === null ? null : days(announcedOn, madePublicOn) <= DAYS.toPublic
} as const satisfies Record<AnnouncementMeasure, (each: Announcement, days: WorkingDays) => boolean | null>

/** Procedures announced in the period, each once, with whether all its announcements were in time; undated ones are absent. */
export function announcementsJudged(
  announced: readonly Announcement[],
  workingDays: WorkingDays
): Record<AnnouncementMeasure, ReadonlyMap<string, boolean>> {
  const judged = (measure: AnnouncementMeasure) => {
    const found = new Map<string, boolean>()
    for (const each of announced) {
      const good = ANNOUNCEMENT_TESTS[measure](each, workingDays)
      if (good !== null) found.set(each.code, good && (found.get(each.code) ?? true))
    }
    return found
  }
  return { 'announced-on-time': judged('announced-on-time'), 'public-on-time': judged('public-on-time') }
}

/** A procedure announced in the period counts once; late in any announcement is late. */
export function announcementMeasures(
  announced: readonly Announcement[],
  workingDays: WorkingDays
): Record<AnnouncementMeasure, Counted | Uncounted> {
  const judged = announcementsJudged(announced, workingDays)
  const measured = (measure: AnnouncementMeasure) =>
    announced.length > 0 && judged[measure].size === 0
      ? { reason: 'dates-not-recorded' as const }
      : share([...judged[measure].values()], good => good)
  return { 'announced-on-time': measured('announced-on-time'), 'public-on-time': measured('public-on-time') }
}
