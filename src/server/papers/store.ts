import { fold } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { PaperEvent } from './events.ts'
import type { Paper } from './model.ts'

const searchOf = ({ name, number, holder, issuer }: Paper): string =>
  fold(`${name} ${number} ${holder.name} ${holder.number} ${issuer}`)

/** Stores a new paper with its events in one statement. False when the same result of the dossier is there already. */
export async function open({ sql, actor }: Ctx, paper: Paper, events: readonly PaperEvent[]): Promise<boolean> {
  const [row] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from chained(${paper.id}, 0, null, ${actor.id}, ${sql.json(events as never)}) as chain
    ), entered as (
      insert into paper (id, version, hash, kind, name, holder_kind, holder, holder_name, issuer, number, issued_on,
        valid_to, source, form, file, dossier, unit, entered_at, state, search, content)
      select ${paper.id}, ${paper.version}, (select hash from links order by version desc limit 1), ${paper.kind},
        ${paper.name}, ${paper.holder.kind}, ${paper.holder.number}, ${paper.holder.name}, ${paper.issuer},
        ${paper.number}, ${paper.issuedOn}::date, ${paper.validTo}::date, ${paper.source}, ${paper.form},
        ${paper.file?.id ?? null}::text, ${paper.dossier}::uuid, ${paper.unit}, ${paper.enteredAt}, ${paper.state},
        ${searchOf(paper)}, ${sql.json(paper as never)}
      on conflict do nothing
      returning id
    ), told as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'paper', entered.id, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, hash
      from links, entered
    )
    select exists (select from entered) as "stored"`
  return row!.stored
}

/** Stores what a command did if the version read still stands; uses go into their own list. */
export async function append(
  { sql, actor }: Ctx,
  before: Paper,
  after: Paper,
  events: readonly PaperEvent[]
): Promise<boolean> {
  const uses = events.flatMap(({ type, at, data }) => (type === 'paper.used' ? [{ ...data, at }] : []))
  const [row] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from paper, chained(paper.id, paper.version, paper.hash, ${actor.id}, ${sql.json(events as never)}) as chain
      where paper.id = ${before.id} and paper.version = ${before.version}
    ), changed as (
      update paper set version = ${after.version}, hash = (select hash from links order by version desc limit 1),
        form = ${after.form}, file = ${after.file?.id ?? null}::text, state = ${after.state},
        content = ${sql.json(after as never)}
      where id = ${before.id} and version = ${before.version}
      returning id
    ), told as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'paper', changed.id, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, hash
      from links, changed
    ), used as (
      insert into paper_use (id, paper, dossier, at, used_by, used_by_name, unit, purpose, consent)
      select one.use, changed.id, one.dossier, one.at, ${actor.id}, ${actor.name}, ${actor.unit}, one.purpose, one.consent
      from changed, jsonb_to_recordset(${sql.json(uses)}) as one
        (use uuid, dossier uuid, at timestamptz, purpose text, consent text)
    )
    select exists (select from changed) as "stored"`
  return row!.stored
}

/** A paper as its events left it. */
export async function load({ sql }: Ctx, id: string): Promise<Paper | null> {
  const [row] = await sql<{ content: Paper }[]>`select content as "content" from paper where id = ${id}::uuid`
  return row?.content ?? null
}

/** The papers of one holder, newest first: what stands in the person's or organisation's store. */
export const papersOf = async (
  { sql }: Ctx,
  holder: { kind: 'person' | 'organisation'; number: string },
  page: { limit: number; offset: number } = { limit: 50, offset: 0 }
): Promise<Paper[]> => {
  const rows = await sql<{ content: Paper }[]>`
    select content as "content" from paper
    where holder_kind = ${holder.kind} and holder = ${holder.number}
    order by entered_at desc, id limit ${page.limit} offset ${page.offset}`
  return rows.map(({ content }) => content)
}
