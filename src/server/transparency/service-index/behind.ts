import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { isPeriod, spanOf } from '../period.rules.ts'
import type { Period } from '../period.rules.ts'
import { mayRead, underOf } from '../reach.ts'
import type { FigureRefusal } from './index.actions.ts'
import { FORMULAS } from './formula.rules.ts'
import type { ServiceIndex } from './model.ts'
import { PROCEDURE_TESTS } from './procedures.rules.ts'
import type { ProcedureTest } from './procedures.rules.ts'
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
export type BehindPage =
  | { readonly of: 'dossiers'; readonly rows: readonly store.BehindRow[]; readonly next: string | null }
  | {
      readonly of: 'procedures'
      readonly rows: readonly { readonly code: string; readonly name: string; readonly counts: boolean }[]
      readonly next: null
    }

/** The dossiers or procedures behind a component, each with whether it counts. */
export async function behindComponent(ctx: Ctx, asked: Asked): Promise<Result<BehindPage, FigureRefusal>> {
  if (!isPeriod(asked.period)) return err({ code: 'period-odd', period: asked.period })
  if (!(await mayRead(ctx, asked.unit))) return err({ code: 'forbidden' })
  const measure = FORMULAS[0]!.components.find(each => each.code === asked.component)?.measure ?? ''
  const span = { ...spanOf(asked.period, ctx.now()), under: underOf(ctx, asked.unit) }
  const test = PROCEDURE_TESTS[measure as keyof typeof PROCEDURE_TESTS]
  if (test) return ok(await procedures(ctx, span, test, asked.counts))
  const [at = '', id] = (asked.after ?? '').split('~')
  const after = id && !Number.isNaN(Date.parse(at)) ? { at, id } : null
  const rows = await store.dossiersBehind(ctx, span, { measure, counts: asked.counts, after, limit: A_PAGE + 1 })
  const page = rows.slice(0, A_PAGE)
  const last = rows.length > A_PAGE ? page.at(-1)! : null
  return ok({ of: 'dossiers', rows: page, next: last && `${last.receivedAt.toISOString()}~${last.id}` })
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
    .filter(each => counts === null || each.counts === counts)
  return { of: 'procedures', rows, next: null }
}

/** The figures as kept when the period was over, and where today's count differs from them; null while it runs. */
export async function frozenIndexOf(ctx: Ctx, now: ServiceIndex) {
  const frozen = await store.frozenIndex(ctx, now.unit, now.period)
  if (!frozen) return null
  const before = frozen.body as ServiceIndex
  return { frozenAt: frozen.frozenAt, points: before.points, differences: differencesOf(before.groups, now.groups) }
}
