import type { Ctx } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type {
  Comparable,
  Crossing,
  EditionDraft,
  EditionId,
  EditionRow,
  Example,
  IndexNode,
  NodeKind,
  Relation
} from './model.ts'

type Sql = Pick<Ctx, 'sql'>

/** Stores an edition with its criteria; a draft of the same index, year and version is replaced. Null when it is published. */
export async function saveEdition(ctx: Ctx, { head, maximum, nodes }: EditionDraft): Promise<EditionId | null> {
  return ctx.sql.begin(async tx => {
    const [before] = await tx<{ id: string; publishedAt: Date | null }[]>`
      select id, published_at as "publishedAt" from index_edition
      where index_key = ${head.index} and year = ${head.year} and version = ${head.version} for update`
    if (before?.publishedAt) return null
    if (before) {
      await tx`delete from index_crosswalk where from_edition = ${before.id} or to_edition = ${before.id}`
      await tx`delete from index_node where edition = ${before.id}`
    }
    const [row] = await tx<{ id: string }[]>`
      insert into index_edition (index_key, year, version, name_vi, name_en, scored, maximum, example, source, created_at, created_by)
      values (${head.index}, ${head.year}, ${head.version}, ${head.name.vi}, ${head.name.en ?? ''}, ${head.scored}, ${maximum},
        ${head.example}, ${head.source}, ${ctx.now()}, ${ctx.actor.name})
      on conflict (index_key, year, version) do update set name_vi = excluded.name_vi, name_en = excluded.name_en,
        scored = excluded.scored, maximum = excluded.maximum, example = excluded.example, source = excluded.source
      returning id`
    await saveNodes(tx as unknown as Ctx['sql'], row!.id, nodes)
    return row!.id
  }) as Promise<EditionId | null>
}

const saveNodes = (sql: Ctx['sql'], edition: EditionId, nodes: readonly IndexNode[]) => sql`
  insert into index_node (edition, key, code, parent, position, name_vi, name_en, kind, minimum, maximum, weight, rule, examples, evidence, owner)
  select ${edition}, key, code, parent, position, name_vi, name_en, kind, minimum, maximum, weight, rule, examples, evidence, owner
  from jsonb_to_recordset(${sql.json(
    nodes.map(({ name, ...node }, position) => ({
      ...node,
      position,
      name_vi: name.vi,
      name_en: name.en ?? ''
    })) as never
  )}) as row (key text, code text, parent text, position integer, name_vi text, name_en text, kind text, minimum numeric,
    maximum numeric, weight numeric, rule text, examples jsonb, evidence text, owner text)`

/** Publishes: from now on nothing of it changes. False when it was published before. */
export async function publish(ctx: Ctx, id: EditionId): Promise<boolean> {
  const rows = await ctx.sql<{ id: string }[]>`
    update index_edition set published_at = ${ctx.now()} where id = ${id} and published_at is null returning id`
  return rows.length === 1
}

type Row = Omit<EditionRow, 'name'> & { nameVi: string; nameEn: string }
const rowOf = ({ nameVi, nameEn, ...rest }: Row): EditionRow => ({ ...rest, name: { vi: nameVi, en: nameEn } })

/** Editions, newest first; of one index or of all. */
export async function editions({ sql }: Sql, index: string | null = null): Promise<EditionRow[]> {
  const rows = await sql<Row[]>`
    select id, index_key as "index", year, version, name_vi as "nameVi", name_en as "nameEn",
      scored::text as "scored", maximum::float8 as "maximum", example, source, published_at as "publishedAt"
    from index_edition where (${index}::text is null or index_key = ${index})
    order by index_key, year desc, version desc`
  return rows.map(rowOf)
}

export async function edition({ sql }: Sql, id: EditionId): Promise<EditionRow | null> {
  if (!isId(id)) return null
  const rows = await sql<Row[]>`
    select id, index_key as "index", year, version, name_vi as "nameVi", name_en as "nameEn",
      scored::text as "scored", maximum::float8 as "maximum", example, source, published_at as "publishedAt"
    from index_edition where id = ${id}`
  return rows.map(rowOf)[0] ?? null
}

/** The criteria of an edition in their order, without the indicators below the points unless asked for. */
export async function nodesOf({ sql }: Sql, edition: EditionId, indicators = false): Promise<IndexNode[]> {
  const rows = await sql<
    (Omit<IndexNode, 'name' | 'kind' | 'examples'> & {
      nameVi: string
      nameEn: string
      kind: NodeKind
      examples: Example[]
    })[]
  >`
    select key, code, parent, name_vi as "nameVi", name_en as "nameEn", kind, minimum::float8 as "minimum",
      maximum::float8 as "maximum", weight::float8 as "weight", rule, examples, evidence, owner
    from index_node where edition = ${edition} and (${indicators} or kind <> 'indicator') order by position`
  return rows.map(({ nameVi, nameEn, ...rest }) => ({ ...rest, name: { vi: nameVi, en: nameEn } }))
}

export const saveCrosswalk = ({ sql }: Sql, from: EditionId, to: EditionId, crossings: readonly Crossing[]) => sql`
  with gone as (delete from index_crosswalk where from_edition = ${from} and to_edition = ${to} and not exists (
    select from jsonb_to_recordset(${sql.json(crossings as never)}) as row ("from" text, "to" text)
    where row."from" is not distinct from from_key and row."to" is not distinct from to_key))
  insert into index_crosswalk (from_edition, to_edition, from_key, to_key, relation, comparable, note)
  select ${from}, ${to}, "from", "to", relation, comparable, note
  from jsonb_to_recordset(${sql.json(crossings as never)})
    as row ("from" text, "to" text, relation text, comparable text, note text)
  on conflict (from_edition, to_edition, from_key, to_key) do update
    set relation = excluded.relation, comparable = excluded.comparable, note = excluded.note`

export const crosswalk = ({ sql }: Sql, from: EditionId, to: EditionId): Promise<Crossing[]> => sql<
  { from: string | null; to: string | null; relation: Relation; comparable: Comparable; note: string }[]
>`
  select from_key as "from", to_key as "to", relation, comparable, note
  from index_crosswalk where from_edition = ${from} and to_edition = ${to}
  order by to_key nulls last, from_key`
