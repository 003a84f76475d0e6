import type { Ctx } from '#server/platform/index.ts'
import type { Order, OrderEvent, OrderId } from './order.model.ts'
import { nextOf } from './order.decider.ts'
import type { Signer } from './signers/device.ts'

/** Stores what a command did to an order: events into the chain and the row, by the version read. False: somebody was faster. */
export async function append({ sql, actor }: Ctx, before: Order | null, after: Order, events: readonly OrderEvent[]) {
  const turn = after.turns.find(({ signer }) => signer === nextOf(after))
  const [row] = await sql<{ stored: boolean }[]>`
    with known as (
      select hash from signature_order where id = ${after.id} and version = ${before?.version ?? 0}
    ), links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from chained(${after.id}, ${before?.version ?? 0}, (select hash from known), ${actor.id},
        ${sql.json(events as never)}::jsonb) as chain
      where ${before === null}::boolean or exists (select from known)
    ), changed as (
      insert into signature_order (id, version, phase, subject_kind, subject, waiting_for, state, hash, opened_at)
      select ${after.id}, ${after.version}, ${after.phase}, ${after.subject.kind}, ${after.subject.ref},
        ${turn?.officer ?? null}::uuid, ${sql.json(after as never)}, hash, at
      from links order by version desc limit 1
      on conflict (id) do update set version = excluded.version, phase = excluded.phase, waiting_for = excluded.waiting_for,
        state = excluded.state, hash = excluded.hash
      where signature_order.version = ${before?.version ?? 0}
      returning id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'signature-order', ${after.id}, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data, hash
      from links where exists (select from changed)
    )
    select exists (select from changed) as "stored"`
  return row!.stored
}

export async function loadOrder({ sql }: Ctx, id: OrderId): Promise<Order | null> {
  const [row] = await sql<{ state: Order }[]>`select state as "state" from signature_order where id = ${id}`
  return row?.state ?? null
}

/** The order, still open, that this file came out of. */
export const openOrderOf = ({ sql }: Ctx, file: string) => sql<{ state: Order }[]>`
  select signature_order.state as "state"
  from signed_file join signature_order on signature_order.id = signed_file.signature_order
  where signed_file.file = ${file} and signature_order.phase = 'open' limit 1`

/** Orders that wait for this officer's signature elsewhere: on a telephone or a token. */
export const ordersWaiting = ({ sql }: Ctx, officer: string) => sql<{ state: Order }[]>`
  select state as "state" from signature_order
  where waiting_for = ${officer} and phase = 'open' and state -> 'asked' <> 'null'
  order by opened_at limit 100`

/** The link from a signed file to the one it replaces, and both held for good. */
export const link = ({ sql, now }: Ctx, of: { file: string; former: string; order: string; stamped: boolean }) => sql`
  insert into signed_file (file, former, signature_order, signed_at, stamped)
  values (${of.file}, ${of.former}, ${of.order}, ${now()}, ${of.stamped}) on conflict (file) do nothing`

/** The file that a signed one came out of, back to the first. */
export const formersOf = ({ sql }: Ctx, file: string) => sql<{ file: string; former: string }[]>`
  with recursive back as (
    select file, former, 1 as depth from signed_file where file = ${file}
    union all
    select older.file, older.former, back.depth + 1 from back join signed_file as older on older.file = back.former
    where back.depth < 20
  )
  select file as "file", former as "former" from back order by depth`

/** Signed files whose time stamp is still wanting, the oldest first, and not replaced since. */
export const unstamped = ({ sql }: Ctx, most: number) => sql<{ file: string; order: string }[]>`
  select file as "file", signature_order as "order" from signed_file
  where not stamped and not exists (select from signed_file as later where later.former = signed_file.file)
  order by signed_at limit ${most}`

type SignerRow = Omit<Signer, 'kind' | 'purpose' | 'chain'> & { kind: string; purpose: string; chain: string[] }

const asSigner = (row: SignerRow | undefined): Signer | null =>
  row ? ({ ...row, chain: row.chain.map(one => new Uint8Array(Buffer.from(one, 'base64'))) } as Signer) : null

/** The certificate that an officer signs with, where one is registered. */
export async function signerOf({ sql }: Ctx, officer: string): Promise<Signer | null> {
  const [row] = await sql<SignerRow[]>`
    select id as "id", kind as "kind", purpose as "purpose", officer as "officer", unit as "unit", name as "name",
      organisation as "organisation", chain as "chain", settings as "settings", secret as "secret"
    from signer where officer = ${officer} and purpose = 'person' and ended_at is null`
  return asSigner(row)
}

/** The certificates that these officers sign with. */
export const certificatesOf = ({ sql }: Ctx, officers: readonly string[]) => sql<
  { officer: string; certificate: string }[]
>`
  select officer as "officer", chain[1] as "certificate" from signer
  where officer = any(${[...officers]}::uuid[]) and purpose = 'person' and ended_at is null`

/** An office's own seal, where one is registered. */
export async function officeSigner({ sql }: Ctx, unit: string): Promise<Signer | null> {
  const [row] = await sql<SignerRow[]>`
    select id as "id", kind as "kind", purpose as "purpose", officer as "officer", unit as "unit", name as "name",
      organisation as "organisation", chain as "chain", settings as "settings", secret as "secret"
    from signer where unit = ${unit} and purpose = 'office' and ended_at is null`
  return asSigner(row)
}

/** A time stamping key of the house itself: only a demonstration has one. */
export async function ownStamper({ sql }: Ctx): Promise<Signer | null> {
  const [row] = await sql<SignerRow[]>`
    select id as "id", kind as "kind", purpose as "purpose", officer as "officer", unit as "unit", name as "name",
      organisation as "organisation", chain as "chain", settings as "settings", secret as "secret"
    from signer where purpose = 'time-stamps' and ended_at is null limit 1`
  return asSigner(row)
}

export async function signerById({ sql }: Ctx, id: string): Promise<Signer | null> {
  const [row] = await sql<SignerRow[]>`
    select id as "id", kind as "kind", purpose as "purpose", officer as "officer", unit as "unit", name as "name",
      organisation as "organisation", chain as "chain", settings as "settings", secret as "secret"
    from signer where id = ${id}`
  return asSigner(row)
}

export type NewSigner = Omit<Signer, 'id'>

/** Registers a certificate; the one before of the same officer or office ends. */
export async function registerSigner({ sql, now }: Ctx, signer: NewSigner): Promise<string> {
  const chain = signer.chain.map(one => Buffer.from(one).toString('base64'))
  const [row] = await sql<{ id: string }[]>`
    with ended as (
      update signer set ended_at = ${now()}
      where ended_at is null and purpose = ${signer.purpose}
        and ((${signer.purpose} = 'person' and officer = ${signer.officer}::uuid)
          or (${signer.purpose} = 'office' and unit = ${signer.unit}::text))
      returning id
    )
    insert into signer (kind, purpose, officer, unit, name, organisation, chain, settings, secret, registered_at)
    select ${signer.kind}, ${signer.purpose}, ${signer.officer}::uuid, ${signer.unit}::text, ${signer.name},
      ${signer.organisation}::text, ${chain}::text[],
      ${sql.json(signer.settings as never)}, ${signer.secret}::bytea, ${now()}
    from (select count(*) from ended) as before
    returning id as "id"`
  return row!.id
}

/** What replaced a file in the same order since: the last in the row of its successors. */
export const laterThan = ({ sql }: Ctx, file: string) => sql<{ file: string; bytes: number }[]>`
  with recursive onward as (
    select file, 1 as depth from signed_file where former = ${file}
    union all
    select later.file, onward.depth + 1 from onward join signed_file as later on later.former = onward.file
    where onward.depth < 20
  )
  select onward.file as "file", blob.bytes as "bytes" from onward join blob on blob.sha256 = onward.file
  order by onward.depth desc limit 1`

/** Takes the links of an order's files that were signed after this one away. */
export const unlinkAfter = ({ sql }: Ctx, order: string, file: string) => sql`
  with recursive onward as (
    select file, 1 as depth from signed_file where former = ${file} and signature_order = ${order}
    union all
    select later.file, onward.depth + 1 from onward join signed_file as later on later.former = onward.file
    where onward.depth < 20
  )
  delete from signed_file where signature_order = ${order} and file in (select file from onward)`

/** Takes the links of a subject's signed files away, which would hold them for good; names its orders. */
export const unlinkFiles = ({ sql }: Ctx, subject: { kind: string; ref: string }) => sql<{ order: string }[]>`
  with orders as (
    select id from signature_order where subject_kind = ${subject.kind} and subject = ${subject.ref}
  ), unlinked as (
    delete from signed_file where signature_order in (select id from orders)
  )
  select id as "order" from orders`
