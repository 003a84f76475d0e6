import type { FileRef } from '#server/documents/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { Scan } from './model.ts'

type Arrival = { key: string; unit: string; officer: string | null; file: FileRef; sorted?: boolean; letter?: string }

/** Enters a scan once; nothing when its key is known. */
export const enter = ({ sql, now }: Ctx, { key, unit, officer, file, sorted = false, letter }: Arrival) => sql`
  insert into scan_arrival (key, unit, officer, blob, name, bytes, media_type, arrived_at, sorted_at, letter)
  values (${key}, ${unit}, ${officer}, ${file.id}, ${file.name}, ${file.bytes}, ${file.type}, ${now()},
    ${sorted ? now() : null}, ${letter ?? null}::uuid)
  on conflict (key) do nothing`

export const known = ({ sql }: Ctx, key: string) => sql<{ key: string }[]>`
  select key as "key" from scan_arrival where key = ${key}`

/** What waits for an officer: of the unit, and of the own folder. */
export const waiting = ({ sql }: Ctx, of: { unit: string; officer: string; id: string | null }, most: number) =>
  sql<Scan[]>`
    select id as "id", unit as "unit", blob as "blob", name as "name", bytes::float8 as "bytes",
      media_type as "type", arrived_at as "arrivedAt", letter as "letter", told_at as "toldAt"
    from scan_arrival
    where state = 'new' and unit = ${of.unit} and (officer is null or officer = ${of.officer}::uuid)
      and (${of.id}::uuid is null or id = ${of.id}::uuid)
    order by arrived_at desc, name
    limit ${most}`

/** Ends the waiting of a scan, once. */
export const settle = (
  { sql, now, actor }: Ctx,
  id: string,
  done: { state: 'attached' | 'dismissed'; dossier: string | null }
) => sql<{ id: string }[]>`
  update scan_arrival set state = ${done.state}, dossier = ${done.dossier}, settled_at = ${now()},
    settled_by = ${actor.id}
  where id = ${id} and state = 'new'
  returning id as "id"`

export const unsorted = ({ sql }: Ctx) => sql<(Scan & { key: string })[]>`
  select id as "id", key as "key", unit as "unit", blob as "blob", name as "name", bytes::float8 as "bytes",
    media_type as "type", arrived_at as "arrivedAt", letter as "letter", told_at as "toldAt"
  from scan_arrival where state = 'new' and sorted_at is null order by arrived_at limit 50`

/** Portions of a sorted scan are files of their own: nobody has read those yet. */
export const unread = ({ sql }: Ctx) => sql<{ blob: string }[]>`
  select distinct blob as "blob" from scan_arrival
  where state = 'new' and not exists (select from reading where reading.blob = scan_arrival.blob)
  limit 50`

export const markSorted = ({ sql, now }: Ctx, id: string) => sql`
  update scan_arrival set sorted_at = ${now()} where id = ${id}`

export const keyOf = ({ sql }: Ctx, id: string) => sql<{ key: string }[]>`
  select key as "key" from scan_arrival where id = ${id}`

/** The officer of a unit with this login. */
export const officerCalled = ({ sql }: Ctx, { unit, login }: { unit: string; login: string }) => sql<{ id: string }[]>`
  select account.id as "id" from account
  where account.login = ${login} and account.kind = 'officer'
    and exists (select from post where post.account = account.id and post.unit = ${unit})`
