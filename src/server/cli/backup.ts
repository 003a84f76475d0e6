import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TransactionSql } from 'postgres'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { tableFile, writeRows } from './archive.ts'
import type { Manifest } from './archive.ts'

export type BackupAsked = {
  url: string
  schema: string
  folder: string
  blobs: string
  now: Date
  /** Copies the files that lie elsewhere than in `blobs`. */
  bucket?: ((folder: string) => Promise<number>) | null
  withoutFiles?: boolean
}

/**
 * Writes a province to a folder while it is in use: every table as of one moment (one repeatable-read snapshot), then
 * its files. The folder gets its name only when it is whole.
 */
export async function backup(asked: BackupAsked): Promise<Manifest> {
  const { url, schema, folder, now } = asked
  if (existsSync(folder)) throw new RefusedToStart(`${folder} exists already; name a folder that does not.`)
  const draft = `${folder}.partial`
  await rm(draft, { recursive: true, force: true })
  await mkdir(join(draft, 'tables'), { recursive: true, mode: 0o700 })
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { search_path: `${schema},ext`, TimeZone: 'UTC' }
  })
  try {
    const read = (await sql.begin('isolation level repeatable read read only', tx =>
      readAll(tx, schema, draft)
    )) as Read
    const files = asked.withoutFiles ? 0 : await copyFiles(asked, join(draft, 'blobs'))
    const keys = await keysOf(sql, schema)
    const manifest: Manifest = { format: 1, schema, takenAt: now.toISOString(), ...read, files, keys }
    await writeFile(join(draft, 'manifest.json'), JSON.stringify(manifest, null, 2), { mode: 0o600 })
    await rename(draft, folder)
    return manifest
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  } finally {
    await sql.end({ timeout: 5 })
  }
}

type Read = Pick<Manifest, 'province' | 'migrations' | 'tables' | 'sequences' | 'jobs'>

async function readAll(tx: TransactionSql, schema: string, draft: string): Promise<Read> {
  const [found] = await tx<{ found: boolean }[]>`select to_regclass(${`${schema}.migration`}) is not null as "found"`
  if (!found?.found) throw new RefusedToStart(`There is no province in schema ${schema} to back up.`)
  const migrations = await tx<{ name: string }[]>`select name as "name" from migration order by name`
  const [province] = await tx<{ code: string; name: string }[]>`select code as "code", name as "name" from province`
  const tables: Manifest['tables'] = []
  for (const { name, columns } of await tablesOf(tx, schema)) {
    const rows = await tx.unsafe(copyOut(name, columns)).readable()
    tables.push({ name, columns, ...(await writeRows(rows, tableFile(draft, name))) })
  }
  return {
    province: province ?? null,
    migrations: migrations.map(row => row.name),
    tables,
    sequences: await sequencesOf(tx, schema),
    jobs: await jobsOf(tx, schema)
  }
}

/** Tables with the columns that are stored (generated ones compute themselves). The list of migrations is not data. */
export const tablesOf = (tx: TransactionSql, schema: string) => tx<{ name: string; columns: string[] }[]>`
  select c.relname::text as "name", array_agg(a.attname::text order by a.attnum) as "columns"
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = ${schema}::text::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
  group by c.relname order by c.relname`

const list = (columns: string[]) => columns.map(name => `"${name}"`).join(', ')

/**
 * The number of the transaction that wrote an event means something only in its own cluster, so the feed is written
 * as two: 1 is what every reader has seen, 2 is still to be read. A reader's place becomes the end of 1.
 */
function copyOut(table: string, columns: string[]): string {
  const terms = columns.map(name => {
    if (table === 'event' && name === 'transaction') {
      return `case when exists (select from event_reader)
        and not exists (select from event_reader r where (event.transaction, event.position) > (r.transaction, r.position))
        then '1'::xid8 else '2'::xid8 end`
    }
    if (table === 'event_reader' && name === 'transaction') return `'1'::xid8`
    if (table === 'event_reader' && name === 'position') return '9007199254740991'
    return `"${name}"`
  })
  return `copy (select ${terms.join(', ')} from "${table}") to stdout`
}

export const copyIn = (table: string, columns: string[]): string => `copy "${table}" (${list(columns)}) from stdin`

const sequencesOf = (tx: TransactionSql, schema: string) =>
  tx<Manifest['sequences'][number][]>`
  select sequencename::text as "name", coalesce(last_value, start_value) as "value", last_value is not null as "called"
  from pg_sequences where schemaname = ${schema} order by sequencename`.then(rows =>
    rows.map(row => ({ ...row, value: Number(row.value) }))
  )

/** Jobs that still wait; the restored province does them. A job done twice does no harm. */
async function jobsOf(tx: TransactionSql, schema: string): Promise<Manifest['jobs']> {
  const [found] = await tx<
    { found: boolean }[]
  >`select to_regclass('graphile_worker._private_jobs') is not null as "found"`
  if (!found?.found) return []
  const rows = await tx<{ task: string; payload: Record<string, unknown>; runAt: string; key: string | null }[]>`
    select t.identifier as "task", j.payload as "payload", j.run_at::text as "runAt", j.key as "key"
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload ->> 'province' = ${schema} order by j.id`
  return rows.map(row => ({ ...row }))
}

/** Read after the files: a rotation meanwhile put some of them under a key that the snapshot does not know. */
async function keysOf(sql: postgres.Sql, schema: string): Promise<Manifest['keys']> {
  const [found] = await sql<{ found: boolean }[]>`select to_regclass(${`${schema}.blob_key`}) is not null as "found"`
  if (!found?.found) return []
  const rows = await sql<{ id: string; sealed: Buffer; madeAt: Date }[]>`
    select id as "id", sealed as "sealed", made_at as "madeAt" from blob_key order by made_at`
  return rows.map(row => ({
    id: row.id,
    sealed: row.sealed.toString('base64'),
    madeAt: new Date(row.madeAt).toISOString()
  }))
}

async function copyFiles({ blobs: from, bucket }: BackupAsked, to: string): Promise<number> {
  if (existsSync(from)) await cp(from, to, { recursive: true, filter: path => !path.endsWith('/incoming') })
  if (bucket) await bucket(to)
  if (!existsSync(to)) return 0
  const entries = await readdir(to, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).length
}
