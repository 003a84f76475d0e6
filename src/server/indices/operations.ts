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

type UnitCount = Awaited<ReturnType<typeof store.countsByUnit>>[number]
function countOf(rows: readonly UnitCount[], asked: Asked): Count {
  const sum = (of: (row: UnitCount) => number) => rows.reduce((all, row) => all + of(row), 0)
  switch (asked) {
    case 'on-time':
      return { done: sum(row => row.inTime), due: sum(row => row.received) }
    case 'online':
      return { done: sum(row => row.online), due: sum(row => row.received) }
    case 'digitised':
      return { done: sum(row => row.digitised), due: sum(row => row.papered) }
    case 'online-used':
      return { done: 0, due: 0 }
    default:
      return asked satisfies never
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
  const [rows, used] = await Promise.all([store.countsByUnit(ctx, window), store.onlineUsed(ctx, window)])
  const found: Computed[] = []
  for (const edition of await latestEditions(ctx, 'province')) {
    for (const node of await nodesOf(ctx, edition.id)) {
      if (!isQuestion(node.key)) continue
      const { asks, level } = QUESTIONS[node.key]
      const count =
        asks === 'online-used' ? used : countOf(level ? rows.filter(row => row.level === level) : rows, asks)
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
      const [rows, used, nodes] = await Promise.all([
        store.countsByUnit(ctx, window),
        store.onlineUsed(ctx, window),
        nodesOf(ctx, edition.id)
      ])
      const bySubject =
        scored === 'province' ? new Map([[ctx.province.code, rows]]) : Map.groupBy(rows, ({ unit }) => unit)
      for (const [subject, own] of bySubject) {
        for (const node of nodes) {
          if (!isQuestion(node.key)) continue
          const { asks, level } = QUESTIONS[node.key]
          const count =
            asks === 'online-used' ? used : countOf(level ? own.filter(row => row.level === level) : own, asks)
          put.push({
            edition: edition.id,
            subject,
            node: node.key,
            computed: pointsFor({ ...node, maximum: node.maximum! }, count)
          })
        }
      }
    }
  }
  await store.putComputed(ctx, put)
  ctx.log.info({ event: 'indices.computed', criteria: put.length }, 'computed from operations')
  return ok({ computed: put.length })
}

/** The dossiers behind a computed figure that did not turn out well. */
export async function rowsOf(ctx: Ctx, key: string, year: number, quarter: number | null, limit = 100) {
  if (!isQuestion(key)) return []
  const { asks, level } = QUESTIONS[key]
  const window = windowOf(ctx.now(), year, quarter)
  const units = level
    ? (await store.countsByUnit(ctx, window)).filter(row => row.level === level).map(({ unit }) => unit)
    : null
  return store.rowsBehind(ctx, window, asks, units, limit)
}
