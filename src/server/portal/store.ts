import { isId } from '#server/platform/ids.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { PublicationEvent } from './events.ts'
import type { Publication, PublicationId } from './model.ts'
import { headingOf, searchKeys } from './search.rules.ts'

export type Loaded = { readonly publication: Publication; readonly number: number }

export async function load({ sql }: Pick<Ctx, 'sql'>, id: string): Promise<Loaded | null> {
  if (!isId(id)) return null
  const [row] = await sql<{ number: number; state: Publication }[]>`
    select number as "number", state as "state" from publication where id = ${id}`
  return row ? { publication: row.state, number: row.number } : null
}

const categoryOf = ({ content }: Publication) => (content.kind === 'article' ? content.category : null)

/** A new publication with its events in one statement. */
export async function open(
  { sql, actor, now }: Ctx,
  publication: Publication,
  events: readonly PublicationEvent[]
): Promise<boolean> {
  const { id, kind, version, phase, content } = publication
  const [row] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from chained(${id}, 0, null, ${actor.id}, ${sql.json(events as never)}) as chain
    ), entered as (
      insert into publication (id, kind, version, hash, phase, title, category, changed_at, changed_by, state)
      select ${id}, ${kind}, ${version}, (select hash from links order by version desc limit 1), ${phase},
        ${content.title}, ${categoryOf(publication)}, ${now()}, ${actor.name}, ${sql.json(publication as never)}
      on conflict (id) do nothing
      returning id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'publication', entered.id, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data,
        links.hash
      from links, entered
    )
    select exists (select from entered) as "stored"`
  return row!.stored
}

/** What the public reads of a publication, column by column; all null when there is nothing. */
function shownColumns({ shown }: Publication) {
  const content = shown?.content
  return {
    publishedAt: shown?.firstAt ?? null,
    category: content?.kind === 'article' ? content.category : null,
    issuedOn: content?.kind === 'directive' ? content.issuedOn : null,
    keys: content ? searchKeys(content) : [],
    heading: content ? headingOf(content) : null
  }
}

/** Stores what a command did if the version read still stands: events, the row and what the public sees. */
export async function append(
  { sql, actor, now }: Ctx,
  before: Publication,
  after: Publication,
  events: readonly PublicationEvent[]
): Promise<boolean> {
  const seen = shownColumns(after)
  const [row] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from publication one, chained(one.id, one.version, one.hash, ${actor.id}, ${sql.json(events as never)}) as chain
      where one.id = ${before.id} and one.version = ${before.version}
    ), changed as (
      update publication set version = ${after.version}, hash = (select hash from links order by version desc limit 1),
        phase = ${after.phase}, title = ${after.content.title}, category = ${categoryOf(after)}, changed_at = ${now()},
        changed_by = ${actor.name}, publish_at = ${after.publishAt}::timestamptz, slug = ${after.slug},
        state = ${sql.json(after as never)}, published_at = ${seen.publishedAt}::timestamptz,
        shown = nullif(${sql.json(after.shown as never)}::jsonb, 'null'::jsonb), shown_category = ${seen.category},
        issued_on = ${seen.issuedOn}::date,
        keys = case when ${after.shown !== null}::boolean then array_to_tsvector(${seen.keys}::text[]) end,
        heading = ${seen.heading}
      where id = ${before.id} and version = ${before.version}
      returning id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'publication', changed.id, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data,
        links.hash
      from links, changed
    )
    select exists (select from changed) as "stored"`
  return row!.stored
}

/** What was scheduled and whose time has come. */
export const due = ({ sql }: Ctx, by: Date) => sql<{ id: PublicationId }[]>`
  select id as "id" from publication where phase = 'scheduled' and publish_at <= ${by} order by publish_at, number`

/** The chain of a publication, oldest first: what happened, who did it, when. */
export const storyOf = ({ sql }: Pick<Ctx, 'sql'>, id: string) => sql<
  { type: string; at: Date; actorName: string; because: string | null; planned: string | null }[]
>`
  select type as "type", at as "at", actor_name as "actorName", data ->> 'because' as "because", data ->> 'at' as "planned"
  from event where case_id = ${id} order by version`
