import type { Ctx, Day } from '#server/platform/index.ts'
import type { Counted, FormulaPart, ScorePart } from './score.rules.ts'

export async function formulaOn(
  { sql }: Ctx,
  day: Day
): Promise<{ id: number; published: string; parts: FormulaPart[] } | null> {
  const rows = await sql<{ id: number; published: string; parts: FormulaPart[] }[]>`
    select id as "id", published as "published", parts as "parts" from score_formula
    where valid_from <= ${day} order by valid_from desc limit 1`
  return rows[0] ?? null
}

export async function formula({ sql }: Ctx, id: number): Promise<{ id: number; parts: FormulaPart[] } | null> {
  const rows = await sql<{ id: number; parts: FormulaPart[] }[]>`
    select id as "id", parts as "parts" from score_formula where id = ${id}`
  return rows[0] ?? null
}

/** What fell due in a window, and how it stood at the cut-off: done later does not count as done. */
export const countedTasks = ({ sql }: Ctx, from: Day, to: Day, cutOff: Day) => sql<(Counted & { unit: string })[]>`
  select lead as "unit", code as "code", content as "content", due as "due",
    case when done_on <= ${cutOff} then done_on end as "doneOn", done_late as "late", returns as "returns"
  from reform_task
  where due between ${from} and least(${to}::date, ${cutOff}::date) and (ended is null or ended = 'accepted')
  order by lead, due, code`

export type NewScore = {
  id: string
  unit: string
  period: string
  version: number
  from: Day
  to: Day
  cutOff: Day
  formula: number
  parts: readonly ScorePart[]
  total: number | null
  rows: readonly Counted[]
  reason: string
}
export const enterScores = ({ sql, actor, now }: Ctx, scores: readonly NewScore[]) => sql<{ id: string }[]>`
  insert into agency_score (id, unit, period, version, window_from, window_to, cut_off, formula, parts, total, rows, reason,
    computed_by, computed_at)
  select id, unit, period, version, "from", "to", "cutOff", formula, parts, total, rows, reason, ${actor.name}, ${now()}
  from jsonb_to_recordset(${sql.json(scores as never)}) as score (id uuid, unit text, period text, version integer, "from" date,
    "to" date, "cutOff" date, formula integer, parts jsonb, total numeric, rows jsonb, reason text)
  on conflict (unit, period, version) do nothing
  returning id as "id"`

export type ScoreLine = {
  id: string
  unit: string
  name: string
  period: string
  version: number
  cutOff: Day
  parts: ScorePart[]
  total: number | null
  reason: string
  published: string
  dispute: string | null
  disputeReason: string | null
  decision: 'upheld' | 'refused' | null
  decisionWords: string | null
}
/** The newest version of each agency's score in a period, with its newest dispute. */
export const scoresOf = ({ sql }: Ctx, period: string, reach: string | null) => sql<ScoreLine[]>`
  select distinct on (score.unit) score.id as "id", score.unit as "unit", unit.name_vi as "name", period as "period",
    version as "version", cut_off as "cutOff", score.parts as "parts", total::float8 as "total", score.reason as "reason",
    formula.published as "published", dispute.id as "dispute", dispute.reason as "disputeReason",
    dispute.decision as "decision", dispute.decision_words as "decisionWords"
  from agency_score score join unit on unit.code = score.unit join score_formula formula on formula.id = score.formula
  left join lateral (
    select dispute.id, dispute.reason, decision, decision_words from score_dispute dispute
    join agency_score disputed on disputed.id = dispute.score
    where disputed.unit = score.unit and disputed.period = score.period order by raised_at desc limit 1
  ) dispute on true
  where period = ${period} and (${reach}::text is null or score.unit = ${reach} or starts_with(${reach}, score.unit || '.'))
  order by score.unit, version desc`

export async function score({ sql }: Ctx, id: string) {
  const rows = await sql<
    {
      id: string
      unit: string
      period: string
      version: number
      rows: Counted[]
      formula: number
      from: Day
      to: Day
      cutOff: Day
    }[]
  >`
    select id as "id", unit as "unit", period as "period", version as "version", rows as "rows", formula as "formula",
      window_from as "from", window_to as "to", cut_off as "cutOff"
    from agency_score where id = ${id}`
  return rows[0] ?? null
}
export const enterDispute = ({ sql, actor, now }: Ctx, id: string, of: string, reason: string) => sql`
  insert into score_dispute (id, score, reason, raised_by, raised_at) values (${id}, ${of}, ${reason}, ${actor.name}, ${now()})`
export const decideDispute = (
  { sql, actor, now }: Ctx,
  id: string,
  decision: 'upheld' | 'refused',
  words: string
) => sql<{ score: string }[]>`
  update score_dispute set decision = ${decision}, decision_words = ${words}, decided_by = ${actor.name}, decided_at = ${now()}
  where id = ${id} and decision is null returning score as "score"`
