import type { ISql } from 'postgres'
import type { Ctx } from '#server/platform/index.ts'

type Within = ISql<{ bigint: number }>

/** An upload on the way. */
export type Partial = {
  readonly id: string
  readonly owner: string
  readonly name: string
  readonly field: string
  readonly bytes: number
  readonly got: number
  readonly parts: readonly string[]
}

export const insert = (
  { sql, now }: Ctx,
  partial: { id: string; owner: string; name: string; field: string; bytes: number }
) => sql`
  insert into partial_upload (id, owner, name, field, bytes, touched_at)
  values (${partial.id}, ${partial.owner}, ${partial.name}, ${partial.field}, ${partial.bytes}, ${now()})`

export const find = ({ sql }: Ctx, owner: string, id: string) => sql<Partial[]>`
  select id as "id", owner as "owner", name as "name", field as "field", bytes::float8 as "bytes", got::float8 as "got",
    parts as "parts"
  from partial_upload where id = ${id} and owner = ${owner}`

/** Enters a part behind what is there; no row when somebody else was faster. Its blob is held until the upload ends. */
export const addPart = (
  sql: Within,
  { id, from, part, bytes, now }: { id: string; from: number; part: string; bytes: number; now: Date }
) => sql<{ id: string }[]>`
  with entered as (
    insert into blob (sha256, bytes, media_type, created_at) values (${part}, ${bytes}, 'application/octet-stream', ${now})
    on conflict (sha256) do update set bytes = excluded.bytes, damage = null
    returning sha256
  ), held as (
    insert into blob_use (kind, ref, blob, held_at) select 'partial', ${id}, sha256, ${now} from entered
    on conflict (kind, ref, blob) do nothing
  )
  update partial_upload set got = got + ${bytes}, parts = parts || ${part}::text, touched_at = ${now}
  where id = ${id} and got = ${from} returning id as "id"`

export const remove = (sql: Within, id: string) => sql<{ parts: string[] }[]>`
  with released as (delete from blob_use where kind = 'partial' and ref = ${id}::text)
  delete from partial_upload where id = ${id}::uuid returning parts as "parts"`

/** Takes out those of these blobs that nothing refers to any more. */
export const takeUnused = (sql: Within, ids: readonly string[]) => sql<{ id: string }[]>`
  delete from blob
  where sha256 in (
    select sha256 from blob
    where sha256 = any(${ids as string[]}::text[])
      and not exists (select from upload where upload.blob = blob.sha256)
      and not exists (select from blob_use where blob_use.blob = blob.sha256)
    for update skip locked)
  returning sha256 as "id"`

/** An owner's uploads beyond the newest `most`. */
export const beyond = ({ sql }: Ctx, owner: string, most: number) => sql<{ id: string }[]>`
  select id as "id" from partial_upload where owner = ${owner} order by touched_at desc, id offset ${most}`

export const untouchedSince = ({ sql }: Ctx, before: Date) => sql<{ id: string }[]>`
  select id as "id" from partial_upload where touched_at < ${before}`
