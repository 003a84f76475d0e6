import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import { monthBefore, PART_KEYS, scoreOf } from '../scores/score.rules.ts'
import type { Counted, FormulaPart } from '../scores/score.rules.ts'
import { formulaOn } from '../scores/store.ts'
import { dayIn } from '../tasks/forms.ts'
import type { Typed } from '../tasks/forms.ts'

export type RuleRefusal =
  | { readonly code: 'forbidden' | 'weights-wrong' | 'published-missing' | 'begins-too-early' | 'version-exists' }
  | { readonly code: 'days-wrong'; readonly words: string }
  | { readonly code: 'day-invalid'; readonly day: string }
export type NewFormula = { readonly from: Day; readonly published: string; readonly parts: readonly FormulaPart[] }

/** A formula as typed: three whole weights that make 100, where it was published, and the day it begins. */
export function formulaFrom(typed: Typed, today: Day): Result<NewFormula, RuleRefusal> {
  const parts = PART_KEYS.map(key => ({ key, weight: Number(typed[`weight-${key}`] || NaN) }))
  const whole = parts.every(({ weight }) => Number.isInteger(weight) && weight >= 0)
  if (!whole || parts.reduce((sum, { weight }) => sum + weight, 0) !== 100) return err({ code: 'weights-wrong' })
  const published = (typed.published ?? '').normalize('NFC').trim().slice(0, 500)
  if (published === '') return err({ code: 'published-missing' })
  const from = dayIn(typed, 'from')
  if (!from.ok) return err({ code: 'day-invalid', day: typed.from ?? '' })
  if (from.value <= today) return err({ code: 'begins-too-early' })
  return ok({ from: from.value, published, parts: parts.filter(({ weight }) => weight > 0) })
}

/** Ten tasks that fell due: eight done, six of them on time, one sent back. Told where no month is scored yet. */
const EXAMPLE: readonly Counted[] = Array.from({ length: 10 }, (_, index) => ({
  code: '',
  content: '',
  due: '2026-01-10',
  doneOn: index < 8 ? '2026-01-09' : null,
  late: index >= 6,
  returns: index === 0 ? 1 : 0
}))

export type Compared = {
  readonly unit: string
  readonly name: string
  readonly now: number | null
  readonly then: number | null
}

/** What the formula would have made of last month, agency by agency, beside today's formula; first the invented example. */
export async function compareFormula(ctx: Ctx, formula: NewFormula): Promise<Compared[]> {
  const today = dayOf(ctx.now())
  const old = (await formulaOn(ctx, today))?.parts ?? []
  const rows = await ctx.sql<{ unit: string; name: string; rows: Counted[] }[]>`
    select distinct on (score.unit) score.unit as "unit", unit.name_vi as "name", score.rows as "rows"
    from agency_score score join unit on unit.code = score.unit
    where score.period = ${monthBefore(today)}
    order by score.unit, score.version desc limit 30`
  return [{ unit: '', name: '', rows: EXAMPLE }, ...rows].map(({ unit, name, rows: counted }) => ({
    unit,
    name,
    now: scoreOf(counted, old).total,
    then: scoreOf(counted, formula.parts).total
  }))
}

/** Begins a new version of the formula; what was scored by the older ones stays theirs. */
export async function beginFormula(
  ctx: Ctx,
  { from, published, parts }: NewFormula
): Promise<Result<void, RuleRefusal>> {
  if (!ctx.actor.may('reform.give')) return err({ code: 'forbidden' })
  const entered = await ctx.sql<{ id: number }[]>`
    insert into score_formula (valid_from, published, parts, entered_by, entered_at)
    values (${from}, ${published}, ${ctx.sql.json(parts as never)}, ${ctx.actor.name}, ${ctx.now()})
    on conflict (valid_from) do nothing returning id as "id"`
  if (entered.length === 0) return err({ code: 'version-exists' })
  ctx.log.info({ event: 'reform.formula-begun', from }, 'a new formula')
  return ok(undefined)
}
