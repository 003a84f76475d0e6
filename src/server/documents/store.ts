import type { ISql } from 'postgres'
import type { Ctx } from '#server/platform/index.ts'
import type { FileType } from './model.ts'
import type { ScanState } from './scanning/model.ts'

type Within = ISql<{ bigint: number }>
export type Entry = {
  id: string
  bytes: number
  type: FileType
  name: string
  owner: string
  now: Date
  /** Null where no scanner is set up. */
  scan: ScanState | null
}

/** Enters the blob and who handed it in. Within a transaction: its row stays locked against the sweep until the end. */
export const enter = (sql: Within, blob: Entry) => sql`
  with entered as (
    insert into blob (sha256, bytes, media_type, created_at, scan)
    values (${blob.id}, ${blob.bytes}, ${blob.type}, ${blob.now}, ${blob.scan})
    on conflict (sha256) do update set bytes = excluded.bytes, damage = null,
      media_type = case when blob.media_type = 'application/octet-stream' then excluded.media_type else blob.media_type end,
      scan = case when excluded.scan = 'clean' then 'clean' else coalesce(blob.scan, excluded.scan) end
    returning sha256
  )
  insert into upload (owner, blob, name, uploaded_at)
  select ${blob.owner}, sha256, ${blob.name}, ${blob.now} from entered
  on conflict (owner, blob) do update set name = excluded.name, uploaded_at = excluded.uploaded_at`

/** Enters a blob that nobody handed in. Within a transaction, as above. */
export const enterMade = ({ sql, now }: Ctx, blob: { id: string; bytes: number; mediaType: string }) => sql`
  insert into blob (sha256, bytes, media_type, created_at)
  values (${blob.id}, ${blob.bytes}, ${blob.mediaType}, ${now()})
  on conflict (sha256) do update set bytes = excluded.bytes, damage = null`

export const find = ({ sql }: Ctx, id: string) => sql<{ bytes: number; type: string; scan: ScanState | null }[]>`
  select bytes as "bytes", media_type as "type", scan as "scan" from blob where sha256 = ${id}`

export const uploadsOf = ({ sql }: Ctx, owner: string) =>
  sql<{ id: string; name: string; bytes: number; type: string }[]>`
    select blob.sha256 as "id", upload.name as "name", blob.bytes as "bytes", blob.media_type as "type"
    from upload join blob on blob.sha256 = upload.blob
    where upload.owner = ${owner}
    order by upload.uploaded_at, upload.name`

export const missing = ({ sql }: Ctx, ids: readonly string[]) => sql<{ id: string }[]>`
  select wanted.id as "id" from unnest(${ids as string[]}::text[]) as wanted (id)
  where not exists (select from blob where blob.sha256 = wanted.id)`

export const addUses = ({ sql, now }: Ctx, use: { kind: string; ref: string; blobs: readonly string[] }) => sql`
  insert into blob_use (kind, ref, blob, held_at)
  select ${use.kind}, ${use.ref}, blob, ${now()} from unnest(${use.blobs as string[]}::text[]) as wanted (blob)
  on conflict (kind, ref, blob) do update set held_at = excluded.held_at where not blob_use.confirmed`

export const removeUses = ({ sql }: Ctx, use: { kind: string; ref: string }) => sql`
  delete from blob_use where kind = ${use.kind} and ref = ${use.ref}`

export const dropUpload = ({ sql }: Ctx, owner: string, blob: string) => sql`
  delete from upload where owner = ${owner} and blob = ${blob}`

export const forgetUploads = ({ sql }: Ctx, before: Date) => sql`delete from upload where uploaded_at < ${before}`

/** Of these files those that no row knows; and whether an event speaks of one nevertheless, which is then kept. */
export const unknownFiles = ({ sql }: Ctx, ids: readonly string[]) => sql<{ id: string; spoken: boolean }[]>`
  select file.id as "id", exists (select from event where position(file.id in event.data::text) > 0) as "spoken"
  from unnest(${ids as string[]}::text[]) as file (id)
  where not exists (select from blob where blob.sha256 = file.id)`

/**
 * Stands in for a file's row until the end of the transaction: whoever hands in the same bytes meanwhile waits, and puts
 * the own file in after ours is gone. No row comes back when somebody was faster.
 */
export const standIn = (sql: Within, id: string, now: Date) => sql<{ id: string }[]>`
  insert into blob (sha256, bytes, media_type, created_at) values (${id}, 1, 'application/octet-stream', ${now})
  on conflict do nothing returning sha256 as "id"`

export const standDown = (sql: Within, id: string) => sql`delete from blob where sha256 = ${id}`

/** Every row that stands for a file, in portions. */
export const knownBlobs = ({ sql }: Ctx) =>
  sql<{ id: string }[]>`select sha256 as "id" from blob order by sha256`.cursor(1000)

/** Takes out a batch of blobs that nothing refers to. Rows somebody is just entering are left for the next time. */
export const takeUnused = (sql: Within, before: Date, most: number) => sql<{ id: string }[]>`
  delete from blob
  where sha256 in (
    select sha256 from blob
    where created_at < ${before}
      and not exists (select from upload where upload.blob = blob.sha256)
      and not exists (select from blob_use where blob_use.blob = blob.sha256)
    order by created_at
    limit ${most}
    for update skip locked)
  returning sha256 as "id"`
