import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, cpSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import {
  createSealing,
  migrations,
  openBlobKeys,
  openBlobs,
  openDatabase,
  prepareJobs,
  projectRoot
} from '#server/platform/index.ts'
import type { Database } from '#server/platform/index.ts'
import { TEST_NOW, TEST_SCHEMA, createTestDatabase, test } from '#server/platform/testing.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'
import { upgrade } from './upgrade.ts'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'motcua-backup-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const CASE = '0190c0de-0000-7000-8000-000000000001'

/** A province with a name, a case of two events of which the relay has read one, a waiting job and a file. */
async function anOffice(sql: Database, url: string, blobs: string): Promise<void> {
  await prepareJobs(url)
  await sql`
    insert into province (code, name, set_up_at) values ('H99', 'Tỉnh Sông Mơ: "Đầu tiên"\tvà \\N', ${TEST_NOW})
    on conflict (only_one) do update set name = excluded.name`
  for (const type of ['received', 'returned']) {
    await sql`
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_name, data, hash)
      select 'dossier', ${CASE}, link.version, link.type, link.at, 'system', 'Một Cửa', link.data, link.hash
      from chained(${CASE}, ${type === 'received' ? 0 : 1}, null, null,
        ${sql.json([{ type, at: '2026-11-23T02:00:00.123456Z', data: { note: 'dòng 1\ndòng 2' } }])}) as link`
    if (type === 'received') {
      await sql`
        insert into event_reader (name, transaction, position) select 'relay', transaction, position from event
        on conflict (name) do update set transaction = excluded.transaction, position = excluded.position`
    }
  }
  // More than the driver's buffers hold, so that saving waits for the disk.
  await sql`
    insert into event (case_kind, case_id, version, type, at, actor_kind, actor_name, data, hash)
    select 'dossier', gen_random_uuid(), 1, 'received', ${TEST_NOW}, 'system', '', jsonb_build_object('note', repeat('ấ', 5000)),
      sha256('x') from generate_series(1, 300)`
  await sql`select graphile_worker.add_job('notices.send', '{"province":"h99","to":"x"}'::json, job_key := 'h99:once')`
  const store = openBlobs(blobs, openBlobKeys(sql, createSealing(SECRET)))
  const paper = await store.receive(once('a paper'), 100)
  if (!paper.ok || !(await paper.value.keep()).ok) throw new Error('no paper')
}
const SECRET = Buffer.alloc(32, 5)
const PAPER = createHash('sha256').update('a paper').digest('hex')
async function* once(words: string) {
  yield Buffer.from(words)
}

/** Every table's rows as one text each, to compare two provinces. */
async function contentOf(sql: Database): Promise<Record<string, unknown>> {
  const tables = await sql<{ name: string }[]>`
    select tablename::text as "name" from pg_tables where schemaname = 'h99'
    and tablename not in ('migration', 'event_reader') order by tablename`
  const content: Record<string, unknown> = {}
  for (const { name } of tables) {
    const strip = name === 'event' ? `- 'transaction'` : ''
    content[name] = await sql.unsafe(`select (to_jsonb(t) ${strip})::text as row from "${name}" t order by 1`)
  }
  return content
}

const emptyInstallation = async () => {
  const database = await createTestDatabase({ empty: true })
  return { ...database, sql: openDatabase(database.url, { schema: TEST_SCHEMA, max: 2 }) }
}

const schemasOf = (url: string) => {
  const sql = postgres(url, { max: 1 })
  return sql<{ name: string }[]>`
    select nspname::text as "name" from pg_namespace where nspname like 'h99%' order by nspname`
    .then(rows => rows.map(row => row.name))
    .finally(() => sql.end())
}

describe('a backup', () => {
  test('restored elsewhere is the same office, down to the last row and file', async ({ sql, databaseUrl }) => {
    const blobs = join(folder, 'blobs-1')
    await anOffice(sql, databaseUrl, blobs)
    const place = join(folder, 'same')
    const saved = await backup({ url: databaseUrl, schema: TEST_SCHEMA, folder: place, blobs, now: TEST_NOW })
    expect(saved).toMatchObject({ files: 1, takenAt: '2026-11-23T02:00:00.000Z' })
    expect(saved.jobs).toHaveLength(1)

    const other = await emptyInstallation()
    const target = join(folder, 'blobs-2')
    await restore({ url: other.url, schema: TEST_SCHEMA, folder: place, blobs: target })
    expect(await contentOf(other.sql)).toEqual(await contentOf(sql))
    const paper = (secret: Buffer) =>
      text(openBlobs(target, openBlobKeys(other.sql, createSealing(secret))).open(PAPER))
    expect(await paper(SECRET)).toBe('a paper')
    await expect(paper(Buffer.alloc(32, 6))).rejects.toThrow('SECRETS_KEY or secrets.key')
    const jobs = await other.sql<{ task: string }[]>`select task_identifier as "task" from graphile_worker.jobs`
    expect(jobs).toEqual([{ task: 'notices.send' }])

    await other.sql`
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_name, data, hash)
      values ('dossier', ${CASE}, 9, 'later', now(), 'system', '', '{}', sha256(''))`
    const unread = await other.sql<{ type: string }[]>`
      select e.type as "type" from event e, event_reader r
      where r.name = 'relay' and (e.transaction, e.position) > (r.transaction, r.position) order by e.transaction, e.position`
    expect(unread).toHaveLength(302)
    expect(unread[0]).toEqual({ type: 'returned' })
    expect(unread.at(-1)).toEqual({ type: 'later' })
    await expect(other.sql`delete from event`).rejects.toThrow('append-only')
    await other.sql.end()
    await other.drop()
  })

  test('does not overwrite an older one', async ({ databaseUrl }) => {
    const place = join(folder, 'once')
    mkdirSync(place)
    const taking = backup({ url: databaseUrl, schema: TEST_SCHEMA, folder: place, blobs: '', now: TEST_NOW })
    await expect(taking).rejects.toThrow(`${place} exists already`)
  })

  test('that was changed, or is not whole, is refused and nothing is left behind', async ({ databaseUrl }) => {
    const place = join(folder, 'broken')
    await backup({ url: databaseUrl, schema: TEST_SCHEMA, folder: place, blobs: '', now: TEST_NOW })
    const other = await emptyInstallation()
    const attempt = () => restore({ url: other.url, schema: TEST_SCHEMA, folder: place, blobs: null })
    const file = join(place, 'tables', 'province.copy.gz')
    const whole = readFileSync(file)
    writeFileSync(file, whole.subarray(0, -3))
    await expect(attempt()).rejects.toThrow('was changed after it was taken')
    writeFileSync(file, whole)
    const manifest = readFileSync(join(place, 'manifest.json'), 'utf8')
    const more = JSON.parse(manifest) as { tables: { name: string; rows: number }[] }
    more.tables.find(table => table.name === 'province')!.rows += 1
    writeFileSync(join(place, 'manifest.json'), JSON.stringify(more))
    await expect(attempt()).rejects.toThrow(/Table province holds \d+ rows after the restore, but \d+ were saved/)
    rmSync(join(place, 'manifest.json'))
    await expect(attempt()).rejects.toThrow('is not a whole backup')
    expect(await schemasOf(other.url)).toEqual([])
    await other.sql.end()
    await other.drop()
  })

  test('is not restored over a province that exists', async ({ databaseUrl }) => {
    const place = join(folder, 'over')
    await backup({ url: databaseUrl, schema: TEST_SCHEMA, folder: place, blobs: '', now: TEST_NOW })
    const attempt = restore({ url: databaseUrl, schema: TEST_SCHEMA, folder: place, blobs: null })
    await expect(attempt).rejects.toThrow('Schema h99 exists already')
  })
})

describe('an upgrade', () => {
  const said: string[] = []
  const asked = (url: string, name: string, migration: string) => {
    const migrationsFolder = join(folder, `migrations-${name}`)
    cpSync(join(projectRoot, 'migrations'), migrationsFolder, { recursive: true })
    writeFileSync(join(migrationsFolder, '29991231-0000-next.sql'), migration)
    const common = { url, schema: TEST_SCHEMA, blobs: '', now: TEST_NOW, migrationsFolder }
    return { ...common, folder: join(folder, `upgrade-${name}`), say: (words: string) => void said.push(words) }
  }

  test('that fails leaves the old version serving, untouched', async ({ sql, databaseUrl }) => {
    const before = await contentOf(sql)
    const attempt = upgrade(asked(databaseUrl, 'bad', '-- wrong\ncreate table extra (a int); select * from nowhere;'))
    await expect(attempt).rejects.toThrow(/failed in its rehearsal \(.*nowhere.*\); the province is unchanged/)
    expect(await contentOf(sql)).toEqual(before)
    expect(await schemasOf(databaseUrl)).toEqual(['h99'])
    const done = await sql<{ name: string }[]>`select name as "name" from migration order by name`
    expect(done.map(row => row.name)).toEqual(migrations())
  })

  test('is rehearsed on a copy, then done, with a backup to go back to', async ({ sql, databaseUrl }) => {
    const good = asked(
      databaseUrl,
      'good',
      `-- right\nalter table province add column motto text not null default 'x';`
    )
    expect(await upgrade(good)).toEqual(['29991231-0000-next.sql'])
    expect(await sql`select motto from province`).toEqual([{ motto: 'x' }])
    expect(await schemasOf(databaseUrl)).toEqual(['h99'])
    expect(readdirSync(good.folder)).toContain('manifest.json')
    expect(await upgrade(good)).toEqual([])
    expect(said.at(-1)).toBe('Nothing to do: the province is at this version already.')
  })
})
