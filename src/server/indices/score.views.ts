import type { Ctx } from '#server/platform/index.ts'
import type { EditionId, NodeKey, NodeKind, Subject } from './model.ts'

type Sql = Pick<Ctx, 'sql'>
export type StandingOfYear = {
  readonly year: number
  readonly edition: EditionId
  readonly subject: Subject
  readonly total: number | null
  readonly low: number | null
  readonly high: number | null
  readonly rank: number | null
  readonly maximum: number
}

/** Every standing of an index, year by year; where a year has a published edition with standings it goes before an example. */
export const standings = ({ sql }: Sql, index: string): Promise<StandingOfYear[]> => sql<StandingOfYear[]>`
  with chosen as (
    select distinct on (e.year) e.id, e.year, e.maximum from index_edition e
    where e.index_key = ${index} and exists (select from index_standing t where t.edition = e.id)
    order by e.year, e.example, e.version desc
  )
  select c.year as "year", c.id as "edition", t.subject as "subject", t.total::float8 as "total", t.low::float8 as "low",
    t.high::float8 as "high", rank() over (partition by c.id order by t.total desc nulls last)::integer as "rank",
    c.maximum::float8 as "maximum"
  from chosen c join index_standing t on t.edition = c.id
  where t.total is not null
  order by c.year, t.subject collate "C"`

export type PartOfYear = {
  readonly edition: EditionId
  readonly year: number
  readonly key: NodeKey
  readonly code: string
  readonly nameVi: string
  readonly nameEn: string
  readonly minimum: number
  readonly maximum: number
  readonly weight: number
  readonly position: number
  /** What everybody scored has. */
  readonly finals: Readonly<Record<Subject, number | null>>
}
/** The parts right below the total in these editions, each with the points of everybody scored. */
export const partsOf = ({ sql }: Sql, editions: readonly EditionId[]): Promise<PartOfYear[]> => sql<PartOfYear[]>`
  select n.edition as "edition", e.year as "year", n.key as "key", n.code as "code", n.name_vi as "nameVi", n.name_en as "nameEn",
    n.minimum::float8 as "minimum", n.maximum::float8 as "maximum", n.weight::float8 as "weight", n.position as "position",
    s.finals as "finals"
  from index_node n join index_edition e on e.id = n.edition
  join index_node r on r.edition = n.edition and r.key = n.parent and r.parent is null
  cross join lateral (
    select jsonb_object_agg(subject, final) as finals from index_score where edition = n.edition and node = n.key
  ) s
  where n.edition = any(${editions as string[]}::uuid[]) and n.kind <> 'indicator' and n.maximum is not null
    and s.finals is not null
  order by e.year, n.position`

export type ScoreLine = {
  readonly key: NodeKey
  readonly kind: NodeKind
  readonly minimum: number
  readonly maximum: number
  readonly final: number | null
  readonly low: number | null
  readonly high: number | null
}
/** The scores of one subject in one edition, criterion by criterion. */
export const scoresOf = ({ sql }: Sql, edition: EditionId, subject: Subject): Promise<ScoreLine[]> => sql<ScoreLine[]>`
  select n.key as "key", n.kind as "kind", n.minimum::float8 as "minimum", n.maximum::float8 as "maximum",
    s.final::float8 as "final", s.low::float8 as "low", s.high::float8 as "high"
  from index_node n left join index_score s on s.edition = n.edition and s.node = n.key and s.subject = ${subject}
  where n.edition = ${edition} and n.kind <> 'indicator' and n.maximum is not null
  order by n.position`

/** Names of subjects: provinces by statistical code, units by code; and who they are today. */
export async function subjects({ sql }: Sql, codes: readonly Subject[]) {
  const rows = await sql<{ code: string; name: string; order: number }[]>`
    select code as "code", name_vi as "name", 1 as "order" from unit where code = any(${codes as string[]})
    union all
    select code as "code", name as "name", 2 as "order" from index_province where code = any(${codes as string[]})
    order by "order"`
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** Who a subject is on the map of today: provinces by their merger, units by their successors; itself where nothing changed. */
export const successorsToday = ({ sql }: Sql, codes: readonly Subject[]) => sql<{ code: string; successor: string }[]>`
  with recursive after as (
    select code, code as now from unit where code = any(${codes as string[]})
    union
    select a.code, s.successor from after a join unit_succession s on s.predecessor = a.now where s.successor is not null
  )
  select code as "code", successor as "successor" from index_province where code = any(${codes as string[]})
  union
  select a.code as "code", a.now as "successor" from after a
  where not exists (select from unit_succession s where s.predecessor = a.now and s.successor is not null)
  order by 1, 2`
