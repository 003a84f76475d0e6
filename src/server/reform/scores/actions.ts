import { randomUUID } from 'node:crypto'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { reachesUnit, reachOf } from '../reach.rules.ts'
import { monthBefore, scoreOf, windowOfPeriod } from './score.rules.ts'
import * as store from './store.ts'

type Refusal = {
  readonly code:
    'forbidden' | 'period-unknown' | 'formula-none' | 'score-missing' | 'reason-missing' | 'dispute-decided'
}

/** Scores every agency for a month or quarter, once; each score keeps the tasks it counted. */
export async function scorePeriod(ctx: Ctx, period: string): Promise<Result<{ scored: number }, Refusal>> {
  if (ctx.actor.kind !== 'system' && !ctx.actor.may('reform.give')) return err({ code: 'forbidden' })
  const window = windowOfPeriod(period)
  const cutOff = dayOf(ctx.now())
  if (!window || window.from > cutOff) return err({ code: 'period-unknown' })
  const formula = await store.formulaOn(ctx, window.to)
  if (!formula) return err({ code: 'formula-none' })
  const counted = Map.groupBy(await store.countedTasks(ctx, window.from, window.to, cutOff), row => row.unit)
  const scores = [...counted].map(([unit, rows]) => ({
    id: randomUUID(),
    unit,
    period,
    version: 1,
    ...window,
    cutOff,
    formula: formula.id,
    ...scoreOf(rows, formula.parts),
    rows,
    reason: ''
  }))
  const entered = await store.enterScores(ctx, scores)
  ctx.log.info({ event: 'reform.scored', period, agencies: entered.length }, 'scored')
  return ok({ scored: entered.length })
}

/** An agency's head says that a score is wrong, and why. */
export async function disputeScore(ctx: Ctx, id: string, reason: string): Promise<Result<void, Refusal>> {
  const found = await store.score(ctx, id)
  if (!found || !reachesUnit(ctx.actor, found.unit)) return err({ code: 'score-missing' })
  if (!ctx.actor.may('reform.dispute')) return err({ code: 'forbidden' })
  if (reason.trim() === '') return err({ code: 'reason-missing' })
  await store.enterDispute(ctx, randomUUID(), id, reason.trim().slice(0, 4000))
  return ok(undefined)
}

/**
 * The office decides. Upheld: the agency's score is computed anew from the tasks as they stand now, by the formula it
 * was computed by, as the next version with the reason; the old one stays on record.
 */
export async function decideDispute(
  ctx: Ctx,
  id: string,
  decision: 'upheld' | 'refused',
  words: string
): Promise<Result<void, Refusal>> {
  if (!ctx.actor.may('reform.give')) return err({ code: 'forbidden' })
  if (words.trim() === '') return err({ code: 'reason-missing' })
  const [decided] = await store.decideDispute(ctx, id, decision, words.trim().slice(0, 4000))
  if (!decided) return err({ code: 'dispute-decided' })
  if (decision === 'refused') return ok(undefined)
  const old = (await store.score(ctx, decided.score))!
  const formula = (await store.formula(ctx, old.formula))!
  const rows = (await store.countedTasks(ctx, old.from, old.to, old.cutOff)).filter(row => row.unit === old.unit)
  const { unit, period, from, to, cutOff } = old
  await store.enterScores(ctx, [
    {
      id: randomUUID(),
      unit,
      period,
      version: old.version + 1,
      from,
      to,
      cutOff,
      formula: formula.id,
      ...scoreOf(rows, formula.parts),
      rows,
      reason: words.trim()
    }
  ])
  return ok(undefined)
}

export async function scoresScreen(ctx: Ctx, asked: URLSearchParams) {
  const today = dayOf(ctx.now())
  const period = windowOfPeriod(asked.get('period') ?? '') ? asked.get('period')! : monthBefore(today)
  const rows = [...(await store.scoresOf(ctx, period, reachOf(ctx.actor)))].sort(
    (a, b) => (b.total ?? -1) - (a.total ?? -1)
  )
  const chosen = rows.find(row => row.unit === asked.get('unit')) ?? null
  return {
    period,
    window: windowOfPeriod(period)!,
    formula: await store.formulaOn(ctx, windowOfPeriod(period)!.to),
    rows,
    chosen,
    counted: chosen ? ((await store.score(ctx, chosen.id))?.rows ?? []) : [],
    mayScore: ctx.actor.may('reform.give'),
    mayDispute: chosen !== null && ctx.actor.may('reform.dispute') && reachesUnit(ctx.actor, chosen.unit)
  }
}
