import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { openDatabase, prepareJobs, projectRoot } from '#server/platform/index.ts'
import type { Database } from '#server/platform/index.ts'
import { createTestDatabase, testCtx, TEST_SCHEMA } from '#server/platform/testing.ts'
import { runSandbox } from '../../sandbox/identity/testing.ts'
import { startSandbox } from '../../sandbox/start.ts'
import { outcome } from './programs.ts'

// Each command is a process; on a busy machine several take their time.
vi.setConfig({ testTimeout: 180_000 })

const CLI = join(projectRoot, 'src/server/cli.ts')
const folder = mkdtempSync(join(tmpdir(), 'motcua-links-'))
let database: Awaited<ReturnType<typeof createTestDatabase>>
let sql: Database
beforeAll(async () => {
  database = await createTestDatabase()
  sql = openDatabase(database.url, { schema: TEST_SCHEMA, max: 2 })
  await prepareJobs(database.url)
  await settle(testCtx(sql))
})
afterAll(async () => {
  await sql.end()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** The command line as an operator types it. */
const motcua = (line: string, more: Record<string, string> = {}) =>
  outcome([process.execPath, CLI, ...line.split(' ')], {
    DATABASE_URL: database.url,
    PROVINCE_SCHEMA: TEST_SCHEMA,
    DATA_DIR: folder,
    LOG_LEVEL: 'error',
    ...more
  })
const jsonIn = (words: string) => JSON.parse(words) as { system: string; state: string }[]

describe('outside systems from the command line', () => {
  test('health tells each system that this version knows, as JSON', async () => {
    const sandbox = await startSandbox('population')
    const { words } = await motcua('exchange health', sandbox.env)
    await sandbox.stop()
    const systems = jsonIn(words)
    expect(systems.map(({ system }) => system).sort()).toEqual([
      'payment',
      'population',
      'portal',
      'signing',
      'sms',
      'time-stamps'
    ])
    expect(systems.find(({ system }) => system === 'portal')).toMatchObject({ state: 'not-configured' })
    expect(systems.find(({ system }) => system === 'population')).toMatchObject({
      state: 'unused',
      connector: 'soap',
      breaker: 'closed',
      waiting: 0,
      availability: { day: expect.anything() }
    })
  })

  test('an officer is mapped to an account, a procedure permitted its fields, and the record verified', async () => {
    const [mapped, permitted, verified] = await Promise.all([
      motcua('exchange account --login motcua.mogiang --as mogiang.01'),
      motcua('exchange permit --procedure 1.004873 --fields name,birth --ground NĐ-104/2022'),
      motcua('exchange verify')
    ])
    expect([mapped.code, permitted.code, verified.code]).toEqual([0, 0, 0])
    expect(await sql`select external from exchange_account`).toEqual([{ external: 'mogiang.01' }])
    expect(
      await sql`select fields, legal_ground as ground from population_permission where procedure_code = '1.004873'`
    ).toEqual([{ fields: ['name', 'birth'], ground: 'NĐ-104/2022' }])
  })
})

test('an identity provider is connected from the file of its sandbox, checked, and switched off', async () => {
  const sandbox = await runSandbox('http://127.0.0.1:3000')
  const file = join(folder, 'provider.json')
  writeFileSync(file, JSON.stringify(sandbox))
  expect(await motcua(`sign-on connect ${file}`)).toMatchObject({ code: 0, words: expect.stringContaining('/return') })
  expect(JSON.parse((await motcua('sign-on check')).words)).toMatchObject({ code: 'dinh-danh', downSince: null })
  await sandbox.stop()
  expect((await motcua('sign-on off dinh-danh')).code).toBe(0)
  expect(await sql`select enabled from sign_on_provider`).toEqual([{ enabled: false }])
})

test('the second step of an officer who lost a telephone is taken away, with the reason in the record', async () => {
  await sql`
    insert into second_factor (account, secret, confirmed_at, begun_at)
    select id, '\\x00', now(), now() from account where login = 'motcua.mogiang'`
  expect((await motcua('user totp-reset motcua.mogiang --reason mất-điện-thoại')).code).toBe(0)
  expect(await sql`select from second_factor`).toHaveLength(0)
  expect(await sql`select facts ->> 'reason' as reason from security_act where act like 'second-step%'`).toEqual([
    { reason: 'mất-điện-thoại' }
  ])
})

test('dossiers of another system are rehearsed, brought in, and exported', async () => {
  const given = 'docs/import/dossiers.csv'
  const counted = async () => (await sql`select count(*)::integer as n from foreign_dossier`)[0]!.n as number
  expect((await motcua(`import dossiers ${given} --rehearse`)).words).toContain('thử')
  expect(await counted()).toBe(0)
  expect((await motcua(`import dossiers ${given}`)).code).toBe(0)
  expect(await counted()).toBeGreaterThan(0)
  const out = join(folder, 'out.csv')
  expect((await motcua(`export dossiers --format csv --out ${out}`)).code).toBe(0)
  expect(readFileSync(out, 'utf8')).toContain('000.31.11.H99-251103-0001')
})
