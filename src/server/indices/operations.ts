import { petitionShares, petitionsBehind, ratingSums } from '#server/feedback/index.ts'
import { lettersIn, withoutLetter } from '#server/transparency/index.ts'
import { dayOf, ok, startOf } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { editions, nodesOf } from './edition.store.ts'
import { unmended, unvisited, visitsIn } from './inspection.figures.ts'
import type { EditionRow, IndexNode } from './model.ts'
import { countOf, isQuestion, nextStep, pointsFor, QUESTIONS, whatIf } from './operations.rules.ts'
import type { Asked, Count, Step, UnitCount } from './operations.rules.ts'
import * as store from './operations.store.ts'

/** A year's window up to now; `quarter` narrows to one quarter. */
export function windowOf(now: Date, year: number, quarter: number | null = null): store.Window {
  const month = (at: number) => String(at).padStart(2, '0')
  const from = startOf(`${year}-${month(quarter ? quarter * 3 - 2 : 1)}-01`)
  const to = quarter && quarter < 4 ? startOf(`${year}-${month(quarter * 3 + 1)}-01`) : startOf(`${year + 1}-01-01`)
  return { from, to, now }
}

/** What is to come is not late yet. */
const soFar = ({ from, to, now }: store.Window) => ({ from, to: now < to ? now : to })

/** Everything our own data say of a window, read once. */
async function toldIn(ctx: Ctx, window: store.Window): Promise<Record<Asked, readonly UnitCount[]>> {
  const span = { since: window.from, before: soFar(window).to }
  const [dossiers, used, tasks, letters, petitions, ratings, visits] = await Promise.all([
    store.countsByUnit(ctx, window),
    store.onlineUsed(ctx, window),
    store.tasksByUnit(ctx, window),
    lettersIn(ctx, soFar(window)),
    petitionShares(ctx, span),
    ratingSums(ctx, span),
    visitsIn(ctx, window)
  ])
  const of = (done: keyof (typeof dossiers)[number], due: keyof (typeof dossiers)[number]) =>
    dossiers.map(row => ({ unit: row.unit, level: row.level, done: Number(row[done]), due: Number(row[due]) }))
  return {
    'on-time': of('inTime', 'known'),
    online: of('online', 'received'),
    digitised: of('digitised', 'papered'),
    'paid-online': of('paidOnline', 'charged'),
    'online-used': [{ unit: null, ...used }],
    tasks: tasks.map(({ unit, done, due }) => ({ unit, done, due })),
    plan: tasks.map(({ unit, plannedDone, planned }) => ({ unit, done: plannedDone, due: planned })),
    apologies: letters.map(({ agency, late, withLetter }) => ({ unit: agency, done: withLetter, due: late })),
    petitions,
    ratings,
    ...visits
  }
}

export type Computed = {
  readonly index: string
  readonly node: IndexNode
  readonly asks: Asked
  readonly count: Count
  readonly points: number | null
  readonly more: number
  readonly gain: number | null
  readonly next: Step | null
}

/** Criteria of the province that its own dossiers answer, for a window; what `more` good ones would bring; the next step. */
export async function computedCriteria(
  ctx: Ctx,
  year: number,
  quarter: number | null,
  more: number
): Promise<Computed[]> {
  const window = windowOf(ctx.now(), year, quarter)
  const told = await toldIn(ctx, window)
  const found: Computed[] = []
  for (const edition of await latestEditions(ctx, 'province')) {
    for (const node of await nodesOf(ctx, edition.id)) {
      if (!isQuestion(node.key)) continue
      const { asks } = QUESTIONS[node.key]
      const count = countOf(told, QUESTIONS[node.key], null)
      const rule = { rule: node.rule, minimum: node.minimum, maximum: node.maximum! }
      found.push({
        index: edition.index,
        node,
        asks,
        count,
        points: pointsFor(rule, count),
        more,
        gain: whatIf(rule, count, more),
        next: nextStep(rule, count)
      })
    }
  }
  return found
}

/** The newest published edition of each index that scores provinces, or our own units. */
async function latestEditions(ctx: Ctx, scored: EditionRow['scored']): Promise<EditionRow[]> {
  const all = (await editions(ctx)).filter(one => one.publishedAt && one.scored === scored)
  return [...Map.groupBy(all, ({ index }) => index).values()].map(([newest]) => newest!)
}

/** The nightly work: every criterion the dossiers can answer, for the province and for each unit, kept beside the scores. */
export async function computeNightly(ctx: Ctx): Promise<Result<{ computed: number }>> {
  const year = Number(dayOf(ctx.now()).slice(0, 4))
  const put: { edition: string; subject: string; node: string; computed: number | null }[] = []
  for (const scored of ['province', 'unit'] as const) {
    for (const edition of await latestEditions(ctx, scored)) {
      const window = windowOf(ctx.now(), Math.min(year, edition.year))
      const [told, nodes] = await Promise.all([toldIn(ctx, window), nodesOf(ctx, edition.id)])
      const units = new Set([...told['on-time'], ...told.tasks].flatMap(({ unit }) => unit ?? []))
      for (const subject of scored === 'province' ? [null] : units) {
        for (const node of nodes) {
          if (!isQuestion(node.key)) continue
          const count = countOf(told, QUESTIONS[node.key], subject)
          const computed = pointsFor({ ...node, maximum: node.maximum! }, count)
          put.push({ edition: edition.id, subject: subject ?? ctx.province.code, node: node.key, computed })
        }
      }
    }
  }
  await store.putComputed(ctx, put)
  ctx.log.info({ event: 'indices.computed', criteria: put.length }, 'computed from operations')
  return ok({ computed: put.length })
}

export const ROWS_PER_PAGE = 50
/** What is behind a computed figure and did not turn out well (dossiers, tasks, petitions, findings), page by page. */
export async function rowsOf(
  ctx: Ctx,
  { key, year, quarter, page }: { key: string; year: number; quarter: number | null; page: number }
) {
  if (!isQuestion(key)) return { asks: null, rows: [] }
  const { asks, level } = QUESTIONS[key]
  const window = windowOf(ctx.now(), year, quarter)
  const part = { limit: ROWS_PER_PAGE, offset: (page - 1) * ROWS_PER_PAGE }
  const span = { since: window.from, before: soFar(window).to }
  switch (asks) {
    case 'tasks':
    case 'plan': {
      const rows = await store.tasksBehind(ctx, window, asks === 'plan', part)
      return { asks, rows: rows.map(row => ({ ...row, dueAt: at(row.dueOn), finishedAt: at(row.doneOn) })) }
    }
    case 'apologies':
      return { asks, rows: await withoutLetter(ctx, soFar(window), part) }
    case 'petitions':
      return { asks, rows: await petitionsBehind(ctx, span, part) }
    case 'inspected':
    case 'findings': {
      const rows = await (asks === 'inspected' ? unvisited(ctx, window) : unmended(ctx, window))
      return { asks, rows: rows.slice(part.offset, part.offset + part.limit) }
    }
    case 'online-used':
      return { asks, rows: await store.proceduresWithout(ctx, window, part) }
    case 'ratings':
      return { asks, rows: [] }
    case 'on-time':
    case 'online':
    case 'digitised':
    case 'paid-online':
      return { asks, rows: await store.rowsBehind(ctx, window, asks, level, part) }
    default:
      return asks satisfies never
  }
}
const at = (day: string | null) => (day ? startOf(day) : null)
