import type { Ctx, Day } from '#server/platform/index.ts'
import type { LostPoint } from './lost.rules.ts'
import type { Verdict } from './model.ts'

type Sql = Pick<Ctx, 'sql'>
export const LOST_PER_PAGE = 50

/** The years that have lost points, newest first. */
export async function lostYears({ sql }: Sql): Promise<number[]> {
  const rows = await sql<{ year: number }[]>`
    select distinct (state ->> 'year')::integer as "year" from index_case where kind = 'lost-point' order by "year" desc`
  return rows.map(({ year }) => year)
}

/** The ledger of a year, the largest first, page by page; `open` are those without a verdict yet. */
export async function lostPoints(
  { sql }: Sql,
  { year, verdict, page }: { year: number; verdict: Verdict | 'open' | ''; page: number }
) {
  const [sum] = await sql<{ count: number; points: number }[]>`
    select count(*) as "count", coalesce(sum((state ->> 'amount')::numeric), 0)::float8 as "points" from index_case
    where kind = 'lost-point' and (state ->> 'year')::integer = ${year}
      and (${verdict}::text = '' or coalesce(state -> 'judgement' ->> 'verdict', 'open') = ${verdict})`
  const rows = await sql<{ id: string; due: Day | null; state: unknown }[]>`
    select id, due, state from index_case
    where kind = 'lost-point' and (state ->> 'year')::integer = ${year}
      and (${verdict}::text = '' or coalesce(state -> 'judgement' ->> 'verdict', 'open') = ${verdict})
    order by (state ->> 'amount')::numeric desc, ref
    limit ${LOST_PER_PAGE} offset ${(page - 1) * LOST_PER_PAGE}`
  return { ...sum!, rows: rows.map(row => ({ ...row, state: row.state as LostPoint })) }
}
