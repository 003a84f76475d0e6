import type { Ctx } from '#server/platform/index.ts'
import type { Scan } from '../model.ts'
import type { Box, BoxRow, Letter, RefusedPart } from './model.ts'

export const boxes = ({ sql }: Ctx) => sql<BoxRow[]>`
  select b.address as "address", b.unit as "unit", b.set_at as "setAt", a.full_name as "setBy",
    (select count(*)::int from mail_letter l where l.address = b.address and l.state = 'new') as "waiting"
  from mail_box b left join account a on a.id = b.set_by
  order by b.unit, b.address`

/** Those of these addresses that are ours. */
export const boxesAt = ({ sql }: Ctx, addresses: readonly string[]) => sql<Box[]>`
  select address as "address", unit as "unit" from mail_box
  where address = any(${addresses as string[]}::text[]) order by address`

/** Nothing where it is there already. */
export const addBox = ({ sql, now, actor }: Ctx, { address, unit }: Box) => sql<{ address: string }[]>`
  insert into mail_box (address, unit, set_at, set_by) values (${address}, ${unit}, ${now()}, ${actor.id}::uuid)
  on conflict (address) do nothing returning address as "address"`

export const changeBox = ({ sql, now, actor }: Ctx, { address, unit }: Box) => sql<{ address: string }[]>`
  update mail_box set unit = ${unit}, set_at = ${now()}, set_by = ${actor.id}::uuid
  where address = ${address} returning address as "address"`

export const dropBox = ({ sql }: Ctx, address: string) => sql<{ address: string }[]>`
  delete from mail_box where address = ${address} returning address as "address"`

export type Arrival = {
  boxes: readonly Box[]
  key: string
  sender: string | null
  fromName: string
  fromAddress: string
  subject: string
  answerable: boolean
  blob: string
}

/** Enters a letter once for each unit it was sent to. The ids of those that were new. */
export const enter = ({ sql, now }: Ctx, letter: Arrival) => sql<{ id: string }[]>`
  insert into mail_letter (unit, key, address, sender, from_name, from_address, subject, arrived_at, answerable, blob)
  select distinct on (box.unit) box.unit, ${letter.key}, box.address, ${letter.sender}, ${letter.fromName},
    ${letter.fromAddress}, ${letter.subject}, ${now()}::timestamptz, ${letter.answerable}, ${letter.blob}
  from unnest(${letter.boxes.map(box => box.unit)}::text[], ${letter.boxes.map(box => box.address)}::text[])
    as box (unit, address)
  order by box.unit, box.address
  on conflict (unit, key) do nothing
  returning id as "id"`

export type Unopened = {
  id: string
  unit: string
  blob: string
  sender: string | null
  answerable: boolean
  subject: string
  arrivedAt: Date
  tries: number
}

export const unopened = ({ sql }: Ctx) => sql<Unopened[]>`
  select id as "id", unit as "unit", blob as "blob", sender as "sender", answerable as "answerable",
    subject as "subject", arrived_at as "arrivedAt", tries as "tries"
  from mail_letter where opened_at is null order by tries, arrived_at limit 50`

export const opened = (
  { sql, now }: Ctx,
  id: string,
  { body, refused }: { body: string; refused: readonly RefusedPart[] }
) => sql`
  update mail_letter set opened_at = ${now()}, body = ${body}, refused = ${sql.json(refused as never)}
  where id = ${id}::uuid and opened_at is null`

export const triedInVain = ({ sql }: Ctx, id: string) => sql`
  update mail_letter set tries = tries + 1 where id = ${id}::uuid`

/** Takes the right to write to a sender for this letter: once an hour, and again for the same letter. */
export const claimAnswer = ({ sql, now }: Ctx, sender: string, letter: string) => sql<{ sender: string }[]>`
  insert into mail_answer (sender, letter, answered_at) values (${sender}, ${letter}::uuid, ${now()})
  on conflict (sender) do update set letter = excluded.letter, answered_at = excluded.answered_at
  where mail_answer.letter = excluded.letter or mail_answer.answered_at <= excluded.answered_at - interval '1 hour'
  returning sender as "sender"`

export type Waiting = Letter & { sender: string | null }

/** The letters that wait at a unit, or one of them. */
export const waiting = ({ sql }: Ctx, of: { unit: string; id: string | null }, most: number) => sql<Waiting[]>`
  select id as "id", unit as "unit", address as "address", from_name as "fromName", from_address as "fromAddress",
    subject as "subject", arrived_at as "arrivedAt", answerable as "answerable", body as "body",
    refused as "refused", opened_at as "openedAt", told_at as "toldAt", sender as "sender"
  from mail_letter
  where state = 'new' and unit = ${of.unit} and (${of.id}::uuid is null or id = ${of.id}::uuid)
  order by arrived_at desc, id
  limit ${most}`

/** What waits of these letters. */
export const scansOf = ({ sql }: Ctx, letters: readonly string[]) => sql<Scan[]>`
  select id as "id", unit as "unit", blob as "blob", name as "name", bytes::float8 as "bytes",
    media_type as "type", arrived_at as "arrivedAt", letter as "letter", told_at as "toldAt"
  from scan_arrival
  where state = 'new' and letter = any(${letters as string[]}::uuid[])
  order by key`

export const close = ({ sql, now, actor }: Ctx, id: string, reason: string | null) => sql<{ id: string }[]>`
  update mail_letter set state = 'closed', reason = ${reason}, closed_at = ${now()}, closed_by = ${actor.id}::uuid
  where id = ${id}::uuid and state = 'new'
  returning id as "id"`

/** Closes a letter none of whose attachments waits any more. */
export const closeSorted = ({ sql, now, actor }: Ctx, id: string) => sql`
  update mail_letter set state = 'closed', closed_at = ${now()}, closed_by = ${actor.id}::uuid
  where id = ${id}::uuid and state = 'new' and opened_at is not null
    and not exists (select from scan_arrival where scan_arrival.letter = mail_letter.id and scan_arrival.state = 'new')`

/** Forgets letters that were closed before, and when senders were answered. */
export const forget = ({ sql }: Ctx, before: Date) => sql<{ id: string }[]>`
  delete from mail_letter where id in (
    select id from mail_letter where state = 'closed' and closed_at < ${before} limit 500)
  returning id as "id"`
export const forgetAnswers = ({ sql }: Ctx, before: Date) => sql`
  delete from mail_answer where answered_at < ${before}`
