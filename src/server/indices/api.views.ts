import type { Ctx } from '#server/platform/index.ts'
import { editions } from './edition.store.ts'
import type { EditionId, EditionRow, Score, Subject } from './model.ts'
import { subjects } from './score.views.ts'

/** The published edition of a year; the official one goes before an example. */
export async function published(ctx: Ctx, index: string, year: number): Promise<EditionRow | null> {
  const found = (await editions(ctx, index)).filter(one => one.publishedAt && one.year === year)
  return found.find(({ example }) => !example) ?? found[0] ?? null
}

type Line = Score & { readonly key: string; readonly computed: number | null }
type Standing = { subject: string; total: number | null; low: number | null; high: number | null; rank: number | null }

/** Everybody scored in an edition with total, rank and the points of each criterion; of one subject when it is named. */
export async function scoresOfEdition(ctx: Ctx, edition: EditionId, subject: Subject | null) {
  const [totals, rows] = await Promise.all([
    ctx.sql<Standing[]>`
      select subject as "subject", total::float8 as "total", low::float8 as "low", high::float8 as "high",
        case when total is not null then rank() over (order by total desc nulls last) end::integer as "rank"
      from index_standing where edition = ${edition} order by subject collate "C"`,
    ctx.sql<{ subject: string; scores: Line[] }[]>`
      select s.subject as "subject", jsonb_agg(jsonb_build_object('key', s.node, 'self', s.self, 'round1', s.round1,
        'final', s.final, 'low', s.low, 'high', s.high, 'computed', s.computed) order by n.position) as "scores"
      from index_score s join index_node n on n.edition = s.edition and n.key = s.node
      where s.edition = ${edition} and (${subject}::text is null or s.subject = ${subject}) and n.kind <> 'indicator'
      group by s.subject`
  ])
  const bySubject = new Map(rows.map(row => [row.subject, row.scores]))
  const standing = new Map(totals.map(one => [one.subject, one]))
  const codes = [...new Set([...standing.keys(), ...bySubject.keys()])].filter(
    one => subject === null || one === subject
  )
  const names = await subjects(ctx, codes)
  return codes.sort().map(code => {
    const { total = null, low = null, high = null, rank = null } = standing.get(code) ?? {}
    return { code, name: names.get(code) ?? code, ...{ total, low, high, rank }, scores: bySubject.get(code) ?? [] }
  })
}
