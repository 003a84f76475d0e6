import { lettersIn, withoutLetter } from '#server/transparency/index.ts'
import { dayOf, ok, startOf } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { editions, nodesOf } from './edition.store.ts'
import type { EditionRow, IndexNode } from './model.ts'
import { isQuestion, nextStep, pointsFor, QUESTIONS, whatIf } from './operations.rules.ts'
import type { Asked, Count, Step } from './operations.rules.ts'
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

type UnitCount = Awaited<ReturnType<typeof store.countsByUnit>>[number]
/** Everything our own data say of a window, read once. */
type Told = {
  readonly dossiers: readonly UnitCount[]
  readonly used: Count
  readonly tasks: readonly ({ unit: string } & Count)[]
  /** Dossiers that missed the date first promised, and those of them with a letter and a new date. */
  readonly apologies: readonly ({ unit: string } & Count)[]
}

async function toldIn(ctx: Ctx, window: store.Window): Promise<Told> {
  const [dossiers, used, tasks, letters] = await Promise.all([
    store.countsByUnit(ctx, window),
    store.onlineUsed(ctx, window),
    store.tasksByUnit(ctx, window),
    lettersIn(ctx, soFar(window))
  ])
  const apologies = letters.map(({ agency, late, withLetter }) => ({ unit: agency, done: withLetter, due: late }))
  return { dossiers, used, tasks, apologies }
}

/** The count of a question, of the whole province or of one unit. */
function countOf(told: Told, { asks, level }: { asks: Asked; level: string | null }, unit: string | null): Count {
  const rows = told.dossiers.filter(
    row => (level === null || row.level === level) && (unit === null || row.unit === unit)
  )
  const sum = (of: (row: UnitCount) => number) => rows.reduce((all, row) => all + of(row), 0)
  switch (asks) {
    case 'on-time':
      return { done: sum(row => row.inTime), due: sum(row => row.received) }
    case 'online':
      return { done: sum(row => row.online), due: sum(row => row.received) }
    case 'digitised':
      return { done: sum(row => row.digitised), due: sum(row => row.papered) }
    case 'online-used':
      return unit === null ? told.used : { done: 0, due: 0 }
    case 'apologies':
    case 'tasks': {
      const own = told[asks].filter(row => unit === null || row.unit === unit || row.unit.startsWith(`${unit}.`))
      return { done: own.reduce((all, row) => all + row.done, 0), due: own.reduce((all, row) => all + row.due, 0) }
    }
    case 'nothing-yet':
      return { done: 0, due: 0 }
    default:
      return asks satisfies never
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
      const units = new Set([...told.dossiers, ...told.tasks].map(({ unit }) => unit))
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
/** The dossiers or tasks behind a computed figure that did not turn out well, page by page. */
export async function rowsOf(
  ctx: Ctx,
  { key, year, quarter, page }: { key: string; year: number; quarter: number | null; page: number }
) {
  if (!isQuestion(key)) return { asks: null, rows: [] }
  const { asks, level } = QUESTIONS[key]
  const window = windowOf(ctx.now(), year, quarter)
  const part = { limit: ROWS_PER_PAGE, offset: (page - 1) * ROWS_PER_PAGE }
  if (asks === 'tasks') {
    const rows = await store.tasksBehind(ctx, window, part)
    const at = (day: string | null) => (day ? startOf(day) : null)
    return { asks, rows: rows.map(row => ({ ...row, dueAt: at(row.dueOn), finishedAt: at(row.doneOn) })) }
  }
  if (asks === 'apologies') return { asks, rows: await withoutLetter(ctx, soFar(window), part) }
  const units = level
    ? (await store.countsByUnit(ctx, window)).filter(row => row.level === level).map(({ unit }) => unit)
    : null
  return { asks, rows: await store.rowsBehind(ctx, window, asks, units, part) }
}
