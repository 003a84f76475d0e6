import { createReadStream, existsSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import postgres from 'postgres'
import type { TransactionSql } from 'postgres'
import { migrate, migrations, prepareJobs } from '#server/platform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { openArchive, tableFile } from './archive.ts'
import type { Manifest } from './archive.ts'
import { copyIn, tablesOf } from './backup.ts'

export type RestoreAsked = { url: string; schema: string; folder: string; blobs: string | null; withJobs?: boolean }

/**
 * Reads a backup into a schema that does not exist yet, as of the backup's own version, and proves that every table
 * holds the counted rows. All or nothing: what fails leaves no schema behind.
 */
export async function restore({ url, schema, folder, blobs, withJobs = true }: RestoreAsked): Promise<Manifest> {
  const manifest = await openArchive(folder)
  const unknown = manifest.migrations.find(name => !migrations().includes(name))
  if (unknown)
    throw new RefusedToStart(`The backup is from a newer version (${unknown}); restore it with that version.`)
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { search_path: `${schema},ext`, TimeZone: 'UTC' }
  })
  try {
    const [there] = await sql<{ found: boolean }[]>`select to_regnamespace(${schema}) is not null as "found"`
    if (there?.found) throw new RefusedToStart(`Schema ${schema} exists already; restore into an empty installation.`)
    try {
      await migrate(url, schema, manifest.migrations.at(-1))
      await sql.begin(async tx => {
        await fill(tx, schema, folder, manifest)
        for (const { id, sealed, madeAt } of manifest.keys)
          await tx`
            insert into blob_key (id, sealed, made_at, retired_at)
            values (${id}, ${Buffer.from(sealed, 'base64')}, ${madeAt}::timestamptz, now()) on conflict do nothing`
      })
    } catch (error) {
      await sql.unsafe(`drop schema if exists "${schema}" cascade`)
      throw error
    }
    if (withJobs) await restoreJobs(url, sql, schema, manifest.jobs)
  } finally {
    await sql.end({ timeout: 5 })
  }
  const files = join(folder, 'blobs')
  if (blobs && existsSync(files)) await cp(files, blobs, { recursive: true })
  return manifest
}

async function fill(tx: TransactionSql, schema: string, folder: string, manifest: Manifest): Promise<void> {
  const present = (await tablesOf(tx, schema)).map(table => table.name)
  const absent = manifest.tables.find(table => !present.includes(table.name))
  if (absent) throw new RefusedToStart(`The backup holds table ${absent.name}, which its migrations do not make.`)
  // Rules that forbid change guard people's work, not the copy of it; keys and checks stay on.
  for (const name of present) await tx.unsafe(`alter table "${name}" disable trigger user`)
  await tx.unsafe(`truncate ${present.map(name => `"${name}"`).join(', ')} cascade`)
  const order = await parentsFirst(tx, schema, present)
  for (const table of manifest.tables.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))) {
    const into = await tx.unsafe(copyIn(table.name, table.columns)).writable()
    await pipeline(createReadStream(tableFile(folder, table.name)), createGunzip(), into)
  }
  for (const { name, value, called } of manifest.sequences)
    await tx`select setval(${`${schema}.${name}`}::text::regclass, ${value}::bigint, ${called})`
  for (const name of present) await tx.unsafe(`alter table "${name}" enable trigger user`)
  for (const table of manifest.tables) {
    const [row] = (await tx.unsafe(`select count(*)::int as rows from "${table.name}"`)) as unknown as {
      rows: number
    }[]
    if (row?.rows !== table.rows)
      throw new RefusedToStart(
        `Table ${table.name} holds ${row?.rows} rows after the restore, but ${table.rows} were saved.`
      )
  }
}

/** Tables in an order in which every row finds what it refers to. */
async function parentsFirst(tx: TransactionSql, schema: string, names: string[]): Promise<string[]> {
  const keys = await tx<{ child: string; parent: string }[]>`
    select child.relname::text as "child", parent.relname::text as "parent"
    from pg_constraint k join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
    where k.contype = 'f' and child.relnamespace = ${schema}::text::regnamespace and child.oid <> parent.oid`
  const order: string[] = []
  while (order.length < names.length) {
    const free = names.filter(
      name => !order.includes(name) && keys.every(key => key.child !== name || order.includes(key.parent))
    )
    if (free.length === 0)
      throw new Error(`tables refer to each other in a ring: ${names.filter(name => !order.includes(name)).join(', ')}`)
    order.push(...free)
  }
  return order
}

async function restoreJobs(url: string, sql: postgres.Sql, schema: string, jobs: Manifest['jobs']): Promise<void> {
  await prepareJobs(url)
  for (const job of jobs) {
    const payload = { ...(job.payload as object), province: schema }
    await sql`select graphile_worker.add_job(${String(job.task)}, ${sql.json(payload as never)}::jsonb::json,
      run_at := ${String(job.runAt)}::timestamptz, job_key := ${job.key ? String(job.key) : null}::text)`
  }
}
