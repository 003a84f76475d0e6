import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, inject } from 'vitest'
import postgres from 'postgres'
import { keyInHand } from './blobs.keys.ts'
import { openBlobs } from './blobs.ts'
import { SYSTEM } from './context.ts'
import type { Ctx, Province } from './context.ts'
import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import { silentLog } from './log.ts'
import { createSealing } from './sealing.ts'
import { TEMPLATE, TEST_SCHEMA } from './testing.names.ts'

export { TEST_SCHEMA }

declare module 'vitest' {
  interface ProvidedContext {
    /** Addresses of the run's temporary servers, at their maintenance databases: one for each file that runs at once. */
    servers: readonly string[]
  }
}

/**
 * The temporary server of this test file. Files that run at the same time have servers of their own: what is read only
 * up to the oldest open transaction (the relay, the feed) would otherwise wait for a neighbour's.
 */
export function serverUrl(): string {
  const servers = inject('servers')
  return servers[Number(process.env.VITEST_POOL_ID ?? 1) % servers.length]!
}

/** The province of tests. */
export const testProvince: Province = {
  schema: TEST_SCHEMA,
  code: 'H99',
  name: 'Tỉnh Sông Mơ',
  origin: 'http://127.0.0.1:3000',
  demonstration: true
}

/** Monday 23 November 2026, 09:00 in Vietnam. */
export const TEST_NOW = new Date('2026-11-23T02:00:00Z')

/** Files of the running test file; made by the first upload, removed with the file's database. */
export const testFiles = join(tmpdir(), `motcua-test-files-${crypto.randomUUID()}`)

/** A context whose clock stands still until the test moves it: `ctx.clock.set('2026-12-01T01:00:00Z')`. */
export type TestCtx = Ctx & {
  readonly clock: { set(instant: Date | string): void; advance(milliseconds: number): void }
}

/** A test context on any database, for tests that need a second province or actor. */
export function testCtx(sql: Database, overrides: Partial<Ctx> = {}): TestCtx {
  let instant = TEST_NOW
  const clock = {
    set: (to: Date | string) => void (instant = new Date(to)),
    advance: (milliseconds: number) => void (instant = new Date(instant.getTime() + milliseconds))
  }
  return {
    sql,
    now: () => new Date(instant),
    actor: SYSTEM,
    language: 'vi',
    log: silentLog,
    blobs: openBlobs(testFiles, keyInHand(Buffer.alloc(32, 2))),
    sealing: createSealing(Buffer.alloc(32, 1)),
    province: testProvince,
    ...overrides,
    clock
  }
}

/** Makes a database of its own for a test file, a copy of the migrated template (or empty). */
export async function createTestDatabase(options: { empty?: boolean } = {}) {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  const admin = postgres(serverUrl(), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name} template ${options.empty ? 'template0' : TEMPLATE} strategy file_copy`)
  const url = new URL(serverUrl())
  url.pathname = `/${name}`
  const drop = async () => {
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
  return { name, url: url.href, drop }
}

/**
 * `test` with a database of the file's own (`sql`, `databaseUrl`) and a context (`ctx`). Tests of one file share the
 * database and run one after the other.
 */
export const test = base
  .extend('databaseUrl', { scope: 'file' }, async ({}, { onCleanup }) => {
    const database = await createTestDatabase()
    onCleanup(async () => {
      await database.drop()
      await rm(testFiles, { recursive: true, force: true })
    })
    return database.url
  })
  .extend('sql', { scope: 'file' }, async ({ databaseUrl }, { onCleanup }): Promise<Database> => {
    const sql = openDatabase(databaseUrl, { schema: TEST_SCHEMA, max: 5, name: 'motcua-test' })
    onCleanup(() => sql.end({ timeout: 5 }))
    return sql
  })
  .extend('ctx', async ({ sql }): Promise<TestCtx> => testCtx(sql))
