import { dayOf, fold } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import type { PetitionEvent } from './events.ts'
import type { Petition, PetitionId } from './model.ts'

/** What is sealed with an act: the identity, or own words under their number. */
export type Sealed = { readonly part: 'identity' | 'words'; readonly no: number; readonly sealed: Buffer }

/** Events of the person who filed name nobody: they stand in the log as a visitor's. */
const logged = ({ actor }: Ctx) =>
  actor.kind === 'officer' || actor.kind === 'system'
    ? { kind: actor.kind, id: actor.id, name: actor.name, unit: actor.unit }
    : { kind: 'visitor', id: null, name: '', unit: null }

const hexed = (sealed: readonly Sealed[]) =>
  sealed.map(({ part, no, sealed }) => ({ part, no, sealed: sealed.toString('hex') }))

/** Stores a new petition in one statement and gives it the day's next code; what is sealed goes with it. */
export async function open(
  ctx: Ctx,
  petition: Petition,
  events: readonly PetitionEvent[],
  beside: { day: Day; secret: Buffer; filer: Buffer | null; sealed: readonly Sealed[] }
): Promise<string> {
  const { sql } = ctx
  const by = logged(ctx)
  const prefix = `PAKN.${beside.day.replaceAll('-', '')}.`
  const [row] = await sql<{ code: string }[]>`
    with numbered as (
      insert into petition_number (day, last) values (${beside.day}, 1)
      on conflict (day) do update set last = petition_number.last + 1
      returning last
    ), coded as (
      select ${prefix}::text || lpad(last::text, greatest(4, length(last::text)), '0') as code from numbered
    ), links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from coded, chained(${petition.id}, 0, null, ${by.id},
        jsonb_set(${sql.json(events as never)}::jsonb, '{0,data,code}', to_jsonb(coded.code))) as chain
    ), told as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'petition', ${petition.id}, version, type, at, ${by.kind}, ${by.id}, ${by.name}, ${by.unit}, data, hash
      from links
    ), entered as (
      insert into petition (id, code, version, hash, phase, kind, sorted, channel, complained, subject, search,
        filed_at, due_at, sent_back, publication, secret, filer, state)
      select ${petition.id}, code, ${petition.version}, (select hash from links order by version desc limit 1),
        ${petition.phase}, ${petition.kind}, false, ${petition.channel}, ${petition.complained}, '', lower(code),
        ${petition.filedAt}, ${petition.dueAt}::timestamptz, false, 'none', ${beside.secret}, ${beside.filer}::bytea,
        ${sql.json(petition as never)}::jsonb || jsonb_build_object('code', code)
      from coded
      returning id
    ), hidden as (
      insert into petition_sealed (petition, part, no, sealed)
      select entered.id, part, no, decode(sealed, 'hex')
      from entered, jsonb_to_recordset(${sql.json(hexed(beside.sealed))}) as one (part text, no integer, sealed text)
    )
    select code as "code" from coded`
  return row!.code
}

/** Stores what a command did if the version read still stands, with what is sealed or published by it. */
export async function append(
  ctx: Ctx,
  before: Petition,
  after: Petition,
  events: readonly PetitionEvent[],
  sealed: readonly Sealed[] = []
): Promise<boolean> {
  const { sql } = ctx
  const by = logged(ctx)
  const last = after.answers.at(-1)
  const [row] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from petition, chained(petition.id, petition.version, petition.hash, ${by.id}, ${sql.json(events as never)}) as chain
      where petition.id = ${before.id} and petition.version = ${before.version}
    ), changed as (
      update petition set version = ${after.version}, hash = (select hash from links order by version desc limit 1),
        phase = ${after.phase}, kind = ${after.kind}, sorted = ${after.sorted}, unit = ${after.unit},
        complained = ${after.complained}, officer = ${after.officer}::uuid, subject = ${after.subject},
        search = ${`${after.code.toLowerCase()} ${fold(after.subject)}`}, due_at = ${after.dueAt}::timestamptz,
        answered_at = ${last?.at ?? null}::timestamptz, late = ${after.late}::boolean,
        satisfied = ${after.satisfied}::boolean, sent_back = ${after.sentBack},
        publication = ${after.publication.state}, publish_by = ${after.publication.dueBy}::date,
        published_late = ${after.publication.late}::boolean, state = ${sql.json(after as never)}
      where id = ${before.id} and version = ${before.version}
      returning id
    ), told as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'petition', changed.id, version, type, at, ${by.kind}, ${by.id}, ${by.name}, ${by.unit}, data, links.hash
      from links, changed
    ), hidden as (
      insert into petition_sealed (petition, part, no, sealed)
      select changed.id, part, no, decode(sealed, 'hex')
      from changed, jsonb_to_recordset(${sql.json(hexed(sealed))}) as one (part text, no integer, sealed text)
    ), gone as (
      delete from petition_publication where petition in (select id from changed) and ${after.publication.state} = 'taken-down'
    ), shown as (
      insert into petition_publication (petition, code, kind, unit, title, question, answer, search, filed_on,
        answered_on, published_at)
      select changed.id, code, kind, unit, title, question, answer, search, filed_on, answered_on, published_at
      from changed, jsonb_to_recordset(${sql.json(shownBy(before, after, ctx.now()))}) as one (code text, kind text,
        unit text, title text, question text, answer text, search text, filed_on date, answered_on date,
        published_at timestamptz)
    )
    select exists (select from changed) as "stored"`
  return row!.stored
}

/** The text that goes out with this act: one row, or none. */
function shownBy(before: Petition, after: Petition, now: Date) {
  const { state, text } = after.publication
  if (state !== 'published' || before.publication.state === 'published' || !text) return []
  const search = `${after.code.toLowerCase()} ${fold(`${text.title} ${text.question} ${text.answer}`)}`
  return [
    {
      ...text,
      ...{ code: after.code, kind: after.kind, unit: after.unit ?? '', search },
      filed_on: dayOf(new Date(after.filedAt)),
      answered_on: dayOf(new Date(after.answers.at(-1)!.at)),
      published_at: now.toISOString()
    }
  ]
}

/** A petition as its events left it. */
export async function load({ sql }: Ctx, of: { code: string } | { id: string }): Promise<Petition | null> {
  const { code = null, id = null } = of as { code?: string; id?: string }
  const [row] = await sql<{ state: Petition }[]>`
    select state as "state" from petition where code = ${code}::text or id = ${id}::uuid`
  return row?.state ?? null
}

/** The petition whose code and keyed code word are these. */
export async function loadBySecret({ sql }: Ctx, code: string, secret: Buffer): Promise<Petition | null> {
  const [row] = await sql<{ state: Petition }[]>`
    select state as "state" from petition where code = ${code} and secret = ${secret}`
  return row?.state ?? null
}

/** The petition that this account filed. */
export async function loadByFiler({ sql }: Ctx, code: string, filer: Buffer): Promise<Petition | null> {
  const [row] = await sql<{ state: Petition }[]>`
    select state as "state" from petition where code = ${code} and filer = ${filer}`
  return row?.state ?? null
}

export const sealedOf = ({ sql }: Ctx, id: PetitionId, part: 'identity' | 'words') => sql<
  { no: number; sealed: Buffer }[]
>`
  select no as "no", sealed as "sealed" from petition_sealed where petition = ${id} and part = ${part} order by no`

/** Cases whose own time has run out: nothing told, or nothing sent back. */
export const timeOver = ({ sql }: Ctx, today: Day) => sql<{ code: string }[]>`
  select code as "code" from petition
  where (phase = 'asked' and (state ->> 'supplyBy')::date < ${today})
    or (phase = 'answered' and coalesce((state ->> 'sendBackUntil')::date, '-infinity') < ${today})
  order by code limit 500`

export const running = ({ sql }: Ctx) => sql<{ code: string }[]>`
  select code as "code" from petition where phase in ('received', 'in-hand', 'drafted') order by code`
