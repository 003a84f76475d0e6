import type { Ctx } from '#server/platform/index.ts'
import type { EditionId, NodeKey, Score, Subject } from './model.ts'

type Sql = Pick<Ctx, 'sql'>
export type ScoreRow = Partial<Score> & { readonly subject: Subject; readonly node: NodeKey; readonly source?: string }
export type StandingRow = {
  readonly subject: Subject
  readonly total: number | null
  readonly rank: number | null
  readonly status: string
  readonly low?: number | null
  readonly high?: number | null
  readonly figures?: Readonly<Record<string, unknown>>
  readonly source: string
}
export type ProvinceRow = {
  readonly code: string
  readonly name: string
  readonly successor: string
  readonly changedOn: string | null
}

/** Puts final scores in; what is there takes the new values, so it may be repeated. Returns how many rows were kept. */
export async function putScores({ sql }: Sql, edition: EditionId, rows: readonly ScoreRow[]): Promise<number> {
  const [kept] = await sql<{ rows: number }[]>`
    with given as (
      select subject, node, self, round1, final, low, high, coalesce(source, '') as source
      from jsonb_to_recordset(${sql.json(rows as never)}) as row (subject text, node text, self numeric, round1 numeric,
        final numeric, low numeric, high numeric, source text)
    ), put as (
      insert into index_score (edition, subject, node, self, round1, final, low, high, source)
      select ${edition}, subject, node, self, round1, final, low, high, source from given
      on conflict (edition, subject, node) do update set self = coalesce(excluded.self, index_score.self),
        round1 = coalesce(excluded.round1, index_score.round1), final = coalesce(excluded.final, index_score.final),
        low = coalesce(excluded.low, index_score.low), high = coalesce(excluded.high, index_score.high), source = excluded.source
      returning 1
    )
    select count(*) as "rows" from put`
  return kept!.rows
}

/** Puts published standings in; figures of several files are kept together. */
export async function putStandings({ sql }: Sql, edition: EditionId, rows: readonly StandingRow[]): Promise<number> {
  const [kept] = await sql<{ rows: number }[]>`
    with put as (
      insert into index_standing (edition, subject, total, rank, status, low, high, figures, source)
      select ${edition}, subject, total, rank, status, low, high, coalesce(figures, '{}'), source
      from jsonb_to_recordset(${sql.json(rows as never)}) as row (subject text, total numeric, rank integer, status text,
        low numeric, high numeric, figures jsonb, source text)
      on conflict (edition, subject) do update set total = excluded.total, rank = excluded.rank, status = excluded.status,
        low = coalesce(excluded.low, index_standing.low), high = coalesce(excluded.high, index_standing.high),
        figures = index_standing.figures || excluded.figures, source = excluded.source
      returning 1
    )
    select count(*) as "rows" from put`
  return kept!.rows
}

export async function putProvinces({ sql }: Sql, rows: readonly ProvinceRow[]): Promise<number> {
  const [kept] = await sql<{ rows: number }[]>`
    with put as (
      insert into index_province (code, name, successor, changed_on)
      select code, name, successor, "changedOn"
      from jsonb_to_recordset(${sql.json(rows as never)}) as row (code text, name text, successor text, "changedOn" date)
      on conflict (code) do update set name = excluded.name, successor = excluded.successor, changed_on = excluded.changed_on
      returning 1
    )
    select count(*) as "rows" from put`
  return kept!.rows
}

export const recordImport = (
  { sql, now, actor }: Ctx,
  what: string,
  files: readonly { file: string; sha256: string; rows: number; stored: number }[]
) => sql`
  insert into index_import (at, by, what, file, sha256, rows, stored)
  select ${now()}, ${actor.name}, ${what}, file, sha256, rows, stored
  from jsonb_to_recordset(${sql.json(files as never)}) as row (file text, sha256 text, rows integer, stored integer)`
