import { remembered } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import type { ProcedureContent } from './model.ts'

/** A revision ready to be written: content, hashes, the folded words of search, and the imported record if any. */
export type NewRevision = {
  readonly code: string
  readonly content: ProcedureContent
  readonly contentHash: string
  readonly source: object | null
  readonly sourceHash: string | null
  readonly search: string
  readonly sounds: string
  readonly keys: readonly string[]
}

/**
 * Publishes revisions, all or none, and brings each procedure's row up to its newest one. Content that equals the newest
 * revision, and a source line that was imported before, are left out. Answers what was really published.
 */
export async function publish(
  { sql }: Pick<Ctx, 'sql'>,
  revisions: readonly NewRevision[],
  by: { at: Date; name: string }
) {
  const published = await sql<{ code: string; id: string; number: number }[]>`
  with given as (
    select code, content, "contentHash", source, "sourceHash", search, sounds, keys
    from jsonb_to_recordset(${sql.json(revisions as never)})
      as row (code text, content jsonb, "contentHash" text, source jsonb, "sourceHash" text, search text, sounds text, keys jsonb)
  ),
  newest as (
    select distinct on (code) code, number, content_hash
    from procedure_revision where code in (select code from given)
    order by code, number desc
  ),
  entered as (
    insert into procedure_revision
      (code, number, body, source, source_hash, content_hash, valid_from, published_at, published_by)
    select given.code, coalesce(newest.number, 0) + 1, given.content, given.source, given."sourceHash", given."contentHash",
      (given.content ->> 'validFrom')::date, ${by.at}, ${by.name}
    from given left join newest on newest.code = given.code
    where newest.content_hash is distinct from given."contentHash"
      and not exists (select from procedure_revision before
                      where before.code = given.code and before.source_hash = given."sourceHash")
    returning id, code, number
  ),
  listed as (
    insert into procedure
      (code, current_revision, name, name_en, field_code, field_name, levels, agency, settling_kind, settling_code,
       service_level, at_once, search, sounds, keys)
    select given.code, entered.id, content -> 'name' ->> 'vi', content -> 'name' ->> 'en', content -> 'field' ->> 'code',
      content -> 'field' -> 'name' ->> 'vi', array(select jsonb_array_elements_text(content -> 'levels')),
      content ->> 'agency', content -> 'settling' ->> 'kind', content -> 'settling' ->> 'code',
      content ->> 'serviceLevel', (content ->> 'atOnce')::boolean, search, sounds,
      array_to_tsvector(array(select jsonb_array_elements_text(keys)))
    from given join entered on entered.code = given.code
    on conflict (code) do update set current_revision = excluded.current_revision, status = 'in-force', name = excluded.name,
      name_en = excluded.name_en, field_code = excluded.field_code, field_name = excluded.field_name,
      levels = excluded.levels, agency = excluded.agency, settling_kind = excluded.settling_kind,
      settling_code = excluded.settling_code, service_level = excluded.service_level, at_once = excluded.at_once,
      search = excluded.search, sounds = excluded.sounds, keys = excluded.keys
  )
  select code, id, number from entered order by code`
  inForce.forget({ sql })
  return published
}

/** The newest content of each code, for the import that keeps what the province itself decided. */
export const newestContents = ({ sql }: Pick<Ctx, 'sql'>, codes: readonly string[]) => sql<
  { code: string; content: ProcedureContent }[]
>`
  select procedure.code, revision.body as content
  from procedure join procedure_revision revision on revision.id = procedure.current_revision
  where procedure.code = any(${codes as string[]}::text[])`

/** Which of these imported lines are in the catalogue already. */
export const knownSources = ({ sql }: Pick<Ctx, 'sql'>, hashes: readonly string[]) => sql<{ sourceHash: string }[]>`
  select source_hash as "sourceHash" from procedure_revision where source_hash = any(${hashes as string[]}::text[])`

/** Takes a procedure off the lists; its revisions and open dossiers stay. */
export async function withdraw({ sql }: Pick<Ctx, 'sql'>, code: string) {
  const withdrawn = await sql<{ code: string }[]>`
    update procedure set status = 'withdrawn' where code = ${code} and status = 'in-force' returning code`
  inForce.forget({ sql })
  return withdrawn
}

export type RevisionRow = {
  id: string
  code: string
  number: number
  content: ProcedureContent
  contentHash: string
  validFrom: Day
  publishedAt: Date
  publishedBy: string
  status: string
}

const inForce = remembered<RevisionRow | undefined>()

/** The revision in force on a day, as it stood within the last second: what every receipt asks for. */
export const revisionInForce = (ctx: Pick<Ctx, 'sql'>, code: string, on: Day) =>
  inForce.of(ctx, `${on} ${code}`, async () => (await findInForce(ctx, code, on))[0])

/**
 * The revision in force on a day: the newest that is valid by then; before the first is valid, the first that is announced.
 */
const findInForce = ({ sql }: Pick<Ctx, 'sql'>, code: string, on: Day) => sql<RevisionRow[]>`
  select revision.id, revision.code, revision.number, revision.body as content, revision.content_hash as "contentHash",
    revision.valid_from as "validFrom", revision.published_at as "publishedAt", revision.published_by as "publishedBy",
    procedure.status
  from procedure_revision revision join procedure on procedure.code = revision.code
  where revision.code = ${code}
  order by revision.valid_from <= ${on} desc,
    case when revision.valid_from <= ${on} then revision.number else -revision.number end desc
  limit 1`

/** One revision by its id: what an open dossier stays on. */
export const revisionById = ({ sql }: Pick<Ctx, 'sql'>, id: string) => sql<RevisionRow[]>`
  select revision.id, revision.code, revision.number, revision.body as content, revision.content_hash as "contentHash",
    revision.valid_from as "validFrom", revision.published_at as "publishedAt", revision.published_by as "publishedBy",
    procedure.status
  from procedure_revision revision join procedure on procedure.code = revision.code
  where revision.id = ${id}`

/** One revision by its number. */
export const revisionByNumber = ({ sql }: Pick<Ctx, 'sql'>, code: string, number: number) => sql<RevisionRow[]>`
  select revision.id, revision.code, revision.number, revision.body as content, revision.content_hash as "contentHash",
    revision.valid_from as "validFrom", revision.published_at as "publishedAt", revision.published_by as "publishedBy",
    procedure.status
  from procedure_revision revision join procedure on procedure.code = revision.code
  where revision.code = ${code} and revision.number = ${number}`

/** The imported record of a revision, whole. */
export const sourceOf = ({ sql }: Pick<Ctx, 'sql'>, id: string) => sql<{ source: Record<string, unknown> | null }[]>`
  select source from procedure_revision where id = ${id}`

/** The numbers and days of a procedure's revisions, newest first. */
export const revisionsOf = ({ sql }: Pick<Ctx, 'sql'>, code: string) => sql<
  { id: string; number: number; validFrom: Day; publishedAt: Date; publishedBy: string; decision: string }[]
>`
  select id, number, valid_from as "validFrom", published_at as "publishedAt", published_by as "publishedBy",
    body -> 'announced' ->> 'number' as decision
  from procedure_revision where code = ${code} order by number desc`

/** What was imported of procedures, as their current revisions keep it; null for those that were not imported. */
export const currentSources = ({ sql }: Ctx, codes: readonly string[]) => sql<
  { code: string; source: object | null }[]
>`
  select p.code as "code", r.source as "source"
  from procedure p join procedure_revision r on r.id = p.current_revision
  where p.code = any(${codes as string[]}::text[])`
