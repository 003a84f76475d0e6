import { calendarOf, workingDaysBetween } from '#server/calendar/index.ts'
import { within } from '#server/dossiers/index.ts'
import { dislikedRatings, petitionsCounted } from '#server/feedback/index.ts'
import type { PetitionBehind } from '#server/feedback/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { err, ok, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import { daysOf, isPeriod, spanOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import { mayRead, underOf } from '../reach.ts'
import { setting } from '../settings.ts'
import { CERTIFIED_COPIES } from './index.actions.ts'
import type { FigureRefusal } from './index.actions.ts'
import { FORMULAS } from './formula.rules.ts'
import type { ServiceIndex } from './model.ts'
import { announcementsJudged, PROCEDURE_TESTS } from './procedures.rules.ts'
import type { AnnouncementMeasure, ProcedureTest } from './procedures.rules.ts'
import { differencesOf } from './rules.ts'
import * as store from './store.ts'

const A_PAGE = 50
type Asked = {
  readonly unit: string | null
  readonly period: Period
  readonly component: string
  /** Those that count, those that do not, or all. */
  readonly counts: boolean | null
  readonly after: string | null
}
type Named = { readonly code: string; readonly name: string; readonly counts: boolean }
export type BehindPage =
  | {
      readonly of: 'dossiers'
      readonly rows: readonly store.BehindRow[]
      readonly next: string | null
      /** People not satisfied with what came in time: taken off without saying whose dossiers they were. */
      readonly disliked: number
    }
  | { readonly of: 'procedures' | 'units'; readonly rows: readonly Named[]; readonly next: null }
  | {
      readonly of: 'petitions'
      readonly rows: readonly PetitionBehind[]
      readonly next: null
      /** Reports of behaviour that this reader may not see listed. */
      readonly hidden: number
    }

/** What stands behind a component (dossiers, procedures, communes or petitions), each with whether it counts. */
export async function behindComponent(ctx: Ctx, asked: Asked): Promise<Result<BehindPage, FigureRefusal>> {
  const { period, counts } = asked
  if (!isPeriod(period)) return err({ code: 'period-odd', period })
  if (!(await mayRead(ctx, asked.unit))) return err({ code: 'forbidden' })
  const measure = FORMULAS[0]!.components.find(each => each.code === asked.component)?.measure ?? ''
  const span = { ...spanOf(period, ctx.now()), under: underOf(ctx, asked.unit) }
  const test = PROCEDURE_TESTS[measure as keyof typeof PROCEDURE_TESTS]
  if (test) return ok(await procedures(ctx, span, test, counts))
  switch (measure) {
    case 'announced-on-time':
    case 'public-on-time':
      return ok(await announced(ctx, period, span.under, measure, counts))
    case 'certified-copies':
      return ok(await communes(ctx, span, counts))
    case 'petitions-classified':
    case 'petitions-on-time':
    case 'petitions-satisfied': {
      const found = await petitionsCounted(ctx, span, measure)
      return ok({ of: 'petitions', rows: counted(found.rows, counts), next: null, hidden: found.hidden })
    }
    case 'reception-satisfied': {
      const { disliked } = await dislikedRatings(ctx, span)
      return ok({ ...(await dossiers(ctx, span, asked, 'progress')), disliked })
    }
    default:
      return ok({ ...(await dossiers(ctx, span, asked, measure)), disliked: 0 })
  }
}

const counted = <Row extends { readonly counts: boolean }>(rows: readonly Row[], counts: boolean | null) =>
  rows.filter(each => counts === null || each.counts === counts)

async function dossiers(ctx: Ctx, span: store.Span, { counts, after: mark }: Asked, measure: string) {
  const [at = '', id] = (mark ?? '').split('~')
  const after = id && isId(id) && !Number.isNaN(Date.parse(at)) ? { at, id } : null
  const rows = await store.dossiersBehind(ctx, span, { measure, counts, after, limit: A_PAGE + 1 })
  const page = rows.slice(0, A_PAGE)
  const last = rows.length > A_PAGE ? page.at(-1)! : null
  return { of: 'dossiers' as const, rows: page, next: last && `${last.receivedAt.toISOString()}~${last.id}` }
}

async function procedures(
  ctx: Ctx,
  span: store.Span,
  test: ProcedureTest,
  counts: boolean | null
): Promise<BehindPage> {
  const [all, uses] = await Promise.all([store.procedureFacts(ctx, span.under), store.dossierCounts(ctx, span)])
  const used = new Map(uses.map(each => [each.code, each]))
  const rows = all
    .filter(each => test.base(each, used.get(each.code)))
    .map(each => ({ code: each.code, name: each.name, counts: test.good(each, used.get(each.code)) }))
  return { of: 'procedures', rows: counted(rows, counts), next: null }
}

/** Procedures announced in the period; late in any announcement is late. */
async function announced(
  ctx: Ctx,
  period: Period,
  under: string | null,
  measure: AnnouncementMeasure,
  counts: boolean | null
): Promise<BehindPage> {
  const { first, after } = daysOf(period)
  const [facts, all, calendar] = await Promise.all([
    store.procedureFacts(ctx, under),
    store.announcements(ctx, first, after),
    calendarOf(ctx)
  ])
  const names = new Map(facts.map(({ code, name }) => [code, name]))
  const judged = announcementsJudged(all, (from, to) => workingDaysBetween(from, to, calendar))[measure]
  const rows = [...judged].flatMap(([code, good]) => {
    const name = names.get(code)
    return name === undefined ? [] : [{ code, name, counts: good }]
  })
  return { of: 'procedures', rows: counted(rows, counts), next: null }
}

/** Communes, and whether each issued an electronic certified copy. */
async function communes(ctx: Ctx, span: store.Span, counts: boolean | null): Promise<BehindPage> {
  const all = await store.certifiedCopies(ctx, span, await setting(ctx, 'certified-copies', CERTIFIED_COPIES))
  const own = all.filter(({ unit }) => span.under === null || within(unit, span.under))
  const names = await unitNames(
    ctx,
    own.map(({ unit }) => unit)
  )
  const rows = own.map(({ unit, issues }) => ({
    code: unit,
    name: wordsIn(ctx.language, names.get(unit) ?? { vi: unit }),
    counts: issues
  }))
  return { of: 'units', rows: counted(rows, counts), next: null }
}

/** The figures as kept when the period was over, and where today's count differs from them; null while it runs. */
export async function frozenIndexOf(ctx: Ctx, now: ServiceIndex) {
  const frozen = await store.frozenIndex(ctx, now.unit, now.period)
  if (!frozen) return null
  const before = frozen.body as ServiceIndex
  return { frozenAt: frozen.frozenAt, points: before.points, differences: differencesOf(before.groups, now.groups) }
}
