import type { Ctx } from '#server/platform/index.ts'
import type { EditionDocument } from './edition.rules.ts'
import type { ListEvent } from './events.ts'
import type { LateList, LateListId, Month } from './model.ts'

/** A new list with its events and entries in one statement; false where the month has one already. */
export async function open({ sql, actor }: Ctx, list: LateList, events: readonly ListEvent[]): Promise<boolean> {
  const entries = list.entries.map(({ no, unit, officer }) => ({ no, unit, officer }))
  const [row] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from chained(${list.id}, 0, null, ${actor.id}, ${sql.json(events as never)}) as chain
    ), entered as (
      insert into late_list (id, agency, month, version, hash, phase, handled, late, answer_by, decide_by, state)
      select ${list.id}, ${list.agency}, ${list.month}, ${list.version},
        (select hash from links order by version desc limit 1), ${list.phase}, ${list.base.handled}, ${list.base.late},
        ${list.answerBy}::date, ${list.decideBy}::date, ${sql.json(list as never)}
      on conflict (agency, month) do nothing
      returning id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'late-list', entered.id, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, links.hash
      from links, entered
    ), named as (
      insert into late_list_entry (list, no, unit, officer)
      select entered.id, no, unit, officer
      from entered, jsonb_to_recordset(${sql.json(entries as never)}) as entry (no integer, unit text, officer uuid)
    )
    select exists (select from entered) as "stored"`
  return row!.stored
}

export type Edition = {
  readonly number: number
  readonly inside: EditionDocument
  readonly public: EditionDocument
  readonly hash: string
  readonly signature: string
}

/** Stores what a command did, and the edition it made, if the version read still stands. */
export async function append(
  { sql, actor }: Ctx,
  before: LateList,
  after: LateList,
  events: readonly ListEvent[],
  edition: Edition | null = null
): Promise<boolean> {
  const editions = edition ? [{ ...edition, published_at: events.at(-1)!.at }] : []
  const [row] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from late_list list, chained(list.id, list.version, list.hash, ${actor.id}, ${sql.json(events as never)}) as chain
      where list.id = ${before.id} and list.version = ${before.version}
    ), changed as (
      update late_list set version = ${after.version}, hash = (select hash from links order by version desc limit 1),
        phase = ${after.phase}, answer_by = ${after.answerBy}::date, decide_by = ${after.decideBy}::date,
        edition = ${after.edition}, published_at = ${after.publishedAt}::timestamptz,
        shown_until = ${after.shownUntil}::date, state = ${sql.json(after as never)}
      where id = ${before.id} and version = ${before.version}
      returning id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'late-list', changed.id, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, links.hash
      from links, changed
    ), issued as (
      insert into late_list_edition (list, number, published_at, inside, public, hash, signature)
      select changed.id, number, published_at, inside, public, hash, signature
      from changed, jsonb_to_recordset(${sql.json(editions as never)}) as edition (number integer,
        published_at timestamptz, inside jsonb, public jsonb, hash text, signature text)
    )
    select exists (select from changed) as "stored"`
  return row!.stored
}

export type Which = { readonly agency: string; readonly month: Month }

/** The list of an agency and month as its events left it. */
export async function load({ sql }: Ctx, { agency, month }: Which): Promise<LateList | null> {
  const [row] = await sql<{ state: LateList }[]>`
    select state as "state" from late_list where agency = ${agency} and month = ${month}`
  return row?.state ?? null
}

/** Lists that wait for their day: to be published without the head, or taken down. */
export const dueLists = ({ sql }: Ctx, today: string) => sql<{ id: LateListId; agency: string; month: Month }[]>`
  select id as "id", agency as "agency", month as "month" from late_list
  where (phase in ('notified', 'approved') and decide_by < ${today}) or (phase = 'published' and shown_until < ${today})
    or phase = 'drafted'
  order by month, agency`

/** The editions of a list, the newest first; those taken down are not shown in public. */
export const editionsOf = ({ sql }: Ctx, { agency, month }: Which) => sql<
  (Omit<Edition, 'inside'> & { inside: EditionDocument; text: string; publishedAt: Date; phase: LateList['phase'] })[]
>`
  select edition.number as "number", edition.inside as "inside", edition.public as "public",
    edition.public::text as "text", edition.hash as "hash", edition.signature as "signature",
    edition.published_at as "publishedAt", list.phase as "phase"
  from late_list_edition edition join late_list list on list.id = edition.list
  where list.agency = ${agency} and list.month = ${month}
  order by edition.number desc`
