import type { ISql } from 'postgres'
import type { Ctx } from '#server/platform/index.ts'

type Within = ISql<{ bigint: number }>

/** The key that new files are put under, and since when. */
export const keyInUse = ({ sql }: Ctx) => sql<{ id: string; madeAt: Date }[]>`
  select id as "id", made_at as "madeAt" from blob_key where retired_at is null`

export const retireKey = (sql: Within, now: Date) => sql`
  update blob_key set retired_at = ${now} where retired_at is null`

export const addKey = (sql: Within, key: { id: string; sealed: Buffer }, now: Date) => sql`
  insert into blob_key (id, sealed, made_at) values (${key.id}, ${key.sealed}, ${now})`

/** Keys that were retired before `before`, the youngest of them first. */
export const retiredKeys = ({ sql }: Ctx, before: Date) => sql<{ id: string; retiredAt: Date }[]>`
  select id as "id", retired_at as "retiredAt" from blob_key where retired_at < ${before} order by retired_at desc`

export const destroyKeys = ({ sql }: Ctx, before: Date) => sql<{ id: string }[]>`
  delete from blob_key where retired_at < ${before} returning id as "id"`

/** A walk through the store that puts every file under one key. */
export type Walk = {
  readonly key: string
  readonly startedAt: Date
  /** The shelf it comes to next, of 256. */
  readonly shelf: number
  readonly files: number
  readonly rewrapped: number
  readonly sealed: number
  readonly damaged: number
  readonly finishedAt: Date | null
}

export const beginWalk = ({ sql, now }: Ctx, key: string) => sql`
  insert into blob_reseal (key, started_at) values (${key}, ${now()}) on conflict do nothing`

export const againFromTheStart = ({ sql, now }: Ctx, key: string) => sql`
  update blob_reseal
  set started_at = ${now()}, shelf = 0, files = 0, rewrapped = 0, sealed = 0, damaged = 0, finished_at = null
  where key = ${key}`

export const walkOf = ({ sql }: Ctx, key: string) => sql<Walk[]>`
  select key as "key", started_at as "startedAt", shelf as "shelf", files as "files", rewrapped as "rewrapped",
    sealed as "sealed", damaged as "damaged", finished_at as "finishedAt"
  from blob_reseal where key = ${key}`

/** Only the one who did the shelf counts it. */
export const shelfDone = (
  { sql, now }: Ctx,
  { key, shelf }: Pick<Walk, 'key' | 'shelf'>,
  by: Pick<Walk, 'files' | 'rewrapped' | 'sealed' | 'damaged'>
) => sql`
  update blob_reseal
  set shelf = shelf + 1, files = files + ${by.files}, rewrapped = rewrapped + ${by.rewrapped},
    sealed = sealed + ${by.sealed}, damaged = damaged + ${by.damaged},
    finished_at = case when shelf = 255 then ${now()}::timestamptz end
  where key = ${key} and shelf = ${shelf}`

/**
 * Holds off, until the end of the transaction, whoever else reseals, and the sweep from removing these files: what is
 * written anew must not come back.
 */
export async function holdForReseal(sql: Within, ids: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('motcua.blobs.reseal'))`
  await sql`select sha256 from blob where sha256 = any(${ids as string[]}::text[]) for key share`
}

/** Files not read since `before`, and damaged ones not read since `started`: those waiting longest first. */
export const dueForCheck = ({ sql }: Ctx, { before, started, most }: { before: Date; started: Date; most: number }) =>
  sql<{ id: string }[]>`
  select sha256 as "id" from blob
  where checked_at is null or checked_at < ${before} or (damage is not null and checked_at < ${started})
  order by checked_at nulls first, sha256 limit ${most}`

/** Enters what was found; a file that was removed meanwhile has no row and does not count. */
export const enterChecks = ({ sql, now }: Ctx, found: readonly { id: string; damage: Damage | null }[]) => sql<
  { id: string }[]
>`
  update blob set checked_at = ${now()}, damage = nullif(found.damage, '')
  from unnest(${found.map(each => each.id)}::text[], ${found.map(each => each.damage ?? '')}::text[]) as found (id, damage)
  where blob.sha256 = found.id
  returning blob.sha256 as "id"`

export type Damage = 'missing' | 'altered' | 'cut-short' | 'key-unknown'

/** A damaged file and what refers to it, by kind and reference. */
export type DamagedFile = {
  readonly id: string
  readonly damage: Damage
  readonly foundAt: Date
  readonly uses: readonly { readonly kind: string; readonly ref: string }[]
}

export const damagedFiles = ({ sql }: Ctx, most: number) => sql<DamagedFile[]>`
  select b.sha256 as "id", b.damage as "damage", b.checked_at as "foundAt",
    coalesce((select jsonb_agg(jsonb_build_object('kind', u.kind, 'ref', u.ref) order by u.kind, u.ref)
              from blob_use u where u.blob = b.sha256), '[]') as "uses"
  from blob b where b.damage is not null order by b.checked_at, b.sha256 limit ${most}`

/** The store in figures. */
export const figures = ({ sql }: Ctx) => sql<
  { files: number; bytes: number; checked: number; oldest: Date | null; damaged: number }[]
>`
  select count(*)::int as "files", coalesce(sum(bytes), 0)::float8 as "bytes", count(checked_at)::int as "checked",
    min(checked_at) as "oldest", count(damage)::int as "damaged"
  from blob`

/** What a scrub read and found, as administrators see it. */
export type Scrub = {
  readonly finishedAt: Date
  readonly whole: boolean
  readonly checked: number
  readonly damaged: number
  readonly missing: number
}

export const enterScrub = ({ sql, now }: Ctx, so: Omit<Scrub, 'finishedAt'>) => sql`
  insert into blob_scrub (finished_at, whole, checked, damaged, missing)
  values (${now()}, ${so.whole}, ${so.checked}, ${so.damaged}, ${so.missing})
  on conflict (finished_at) do update set whole = excluded.whole, checked = excluded.checked,
    damaged = excluded.damaged, missing = excluded.missing`

export const lastScrub = ({ sql }: Ctx) => sql<Scrub[]>`
  select finished_at as "finishedAt", whole as "whole", checked as "checked", damaged as "damaged", missing as "missing"
  from blob_scrub order by finished_at desc limit 1`
