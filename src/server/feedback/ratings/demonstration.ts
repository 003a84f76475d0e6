import { hash, randomUUID } from 'node:crypto'
import type { Ctx } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import type { RuleSetId } from '#server/rulesets/index.ts'
import { proofOf } from './tokens.ts'

/** How many of the newest results were rated in the invented province. */
const RATED = 900
const WORDS = [
  'Cán bộ hướng dẫn dễ hiểu.',
  'Có kết quả sớm hơn hẹn, rất cảm ơn.',
  'Phải đi lại hai lần vì thiếu một giấy không ai nói trước.',
  'Chờ lâu, ghế ngồi ít.',
  'Nên nhắn tin khi có kết quả.',
  'Không phải trả thêm khoản nào.'
] as const

type Result = {
  dossier: string
  at: string
  unit: string
  desk: string
  procedure: string
  rules: RuleSetId
  late: boolean
  officer: string | null
}

/**
 * Ratings of results just handed over, told once: lateness makes unhappy, and one desk has a burst to be found. What is
 * drawn depends on the dossier alone, so that the same province is rated alike.
 */
export async function tellRatings(ctx: Ctx): Promise<void> {
  const { sql } = ctx
  const results = await sql<Result[]>`
    select d.id as "dossier", to_char(d.returned_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "at",
      d.settling_unit as "unit", d.receiving_unit as "desk", d.procedure_code as "procedure", d.rule_set as "rules",
      coalesce(d.finished_at > d.due_at, false) as "late", e.actor_id as "officer"
    from dossier d left join lateral (
      select actor_id from event where case_id = d.id and type = 'dossier.returned' and actor_kind = 'officer'
      order by version desc limit 1) e on true
    where d.returned_at is not null and d.returned_at < ${ctx.now()} and not exists (select from rating)
    order by d.returned_at desc limit ${RATED}`
  const rows = results.map(result => rowOf(ctx, result))
  await sql`
    with given as (
      select one.*, link.hash, link.version, link.type, link.data as told, link.at
      from jsonb_to_recordset(${sql.json(rows as never)}) as one (id uuid, proof text, given timestamptz, rules text,
        procedure text, unit text, desk text, officer uuid, overall integer, answers jsonb, words text, late boolean,
        events jsonb), chained(one.id, 0, null, null, one.events) as link
    ), entered as (
      insert into rating (id, hash, proof, given_at, channel, rule_set, procedure_code, unit, desk_unit, officer, overall,
        answers, words, late)
      select id, hash, decode(proof, 'hex'), given, 'notice', rules, procedure, unit, desk, officer, overall, answers,
        words, late
      from given
    )
    insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
    select 'rating', id, version, type, at, 'visitor', null, '', null, told, hash from given`
}

function rowOf(ctx: Ctx, { dossier, at, unit, desk, procedure, rules, late, officer }: Result) {
  const dice = hash('sha256', `rating ${dossier}`, 'buffer')
  const roll = (no: number, of: number) => dice[no]! % of
  // Somebody who waited too long is three steps less happy at worst; the rest are mostly content.
  const overall = late ? 1 + roll(0, 4) : roll(0, 10) === 0 ? 2 : 3 + Math.min(2, roll(1, 4))
  const answers = Object.fromEntries(
    ruleSet(rules).feedback.ratings.criteria.flatMap(({ code, choices }, no) =>
      roll(no + 2, 5) === 0
        ? []
        : [
            [
              code,
              code === 'time' && late
                ? 0
                : choices[roll(no + 12, 7) < (overall > 2 ? 5 : 2) ? 0 : choices.length - 1]!.points
            ]
          ]
    )
  )
  const words = roll(20, 8) === 0 ? WORDS[overall <= 2 ? 2 + roll(21, 2) : [0, 1, 4, 5][roll(21, 4)]!]! : ''
  const given = new Date(Math.min(Date.parse(at) + roll(22, 200) * 60_000, ctx.now().getTime())).toISOString()
  const told = { channel: 'notice', procedure, unit, overall, answers, worded: words !== '' }
  return {
    ...{ id: randomUUID(), proof: proofOf(ctx, dossier).toString('hex'), given, rules, procedure, unit, desk, officer },
    ...{ overall, answers, words, late, events: [{ type: 'rating.given', at: given, data: told }] }
  }
}
