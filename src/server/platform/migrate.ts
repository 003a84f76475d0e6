import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { isSchemaName } from './database.ts'
import { projectRoot } from './project.ts'

const ours = join(projectRoot, 'migrations')

/** The migrations in order, by file name. */
export const migrations = (folder = ours): string[] =>
  readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()

/**
 * Brings one province's schema up to date: each file once, in its own transaction, under an advisory lock so that
 * two starting nodes do not race. Forward only. Returns the names applied now.
 */
export async function migrate(url: string, schema: string, until?: string, folder = ours): Promise<string[]> {
  if (!isSchemaName(schema)) throw new Error(`not a province schema name: ${schema}`)
  const sql = postgres(url, {
    max: 1,
    onnotice: () => {},
    connection: { search_path: `${schema},ext`, TimeZone: 'UTC' }
  })
  try {
    await sql`select pg_advisory_lock(hashtext('motcua.migrate'))`
    await sql.unsafe(`
      create schema if not exists ext;
      create extension if not exists unaccent schema ext;
      create extension if not exists pg_trgm schema ext;
      create schema if not exists "${schema}";
      create table if not exists "${schema}".migration (name text primary key, applied_at timestamptz not null default now())`)
    const done = new Set((await sql<{ name: string }[]>`select name from migration`).map(row => row.name))
    const applied: string[] = []
    for (const name of migrations(folder)) {
      if (done.has(name) || (until && name > until)) continue
      await sql.begin(async tx => {
        await tx.unsafe(readFileSync(join(folder, name), 'utf8'))
        await tx`insert into migration (name) values (${name})`
      })
      applied.push(name)
    }
    return applied
  } finally {
    await sql.end()
  }
}
