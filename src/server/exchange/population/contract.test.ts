import { afterEach, beforeAll, afterAll, describe, expect } from 'vitest'
import type { Ctx } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import { startSandbox } from '../../../../sandbox/start.ts'
import type { Running } from '../../../../sandbox/start.ts'
import { call, contentOf, outageNow, probe, putSystem } from '../index.ts'
import type { Field } from '../index.ts'
import { population } from './contract.ts'
import { connectPopulation } from './settings.ts'

const an = { number: '099088000011', name: 'Nguyễn Văn An', birth: '1988-04-12' }
const binh = { number: '099192000012', name: 'Trần Thị Bình', birth: '1992-09-30' }
const about = { purpose: 'Đăng ký khai sinh', legalGround: 'NĐ 137/2015', subject: an.number }
const options = { account: 'motcua.mogiang', procedure: '1.001193' }
const fields = (...named: Field[]) => ({ person: an, fields: named })

let sandbox: Running
beforeAll(async () => void (sandbox = await startSandbox('population')))
afterAll(() => sandbox.stop())
afterEach(() => sandbox.heal())

const connectors = [
  { name: 'SOAP over mutual TLS', settings: {} },
  {
    name: 'REST with client credentials',
    settings: { POPULATION_CONNECTOR: 'rest', POPULATION_CERT_FILE: '', POPULATION_KEY_FILE: '' }
  }
]

describe.each(connectors)('the population database by $name', ({ settings }) => {
  const env = (more = {}): NodeJS.ProcessEnv => ({
    ...sandbox.env,
    ...settings,
    ...('POPULATION_CONNECTOR' in settings ? { POPULATION_URL: `${sandbox.env.POPULATION_URL}/v1` } : {}),
    ...more
  })
  /** A breaker that never opens, and short waits: each sentence is about one answer. */
  const connect = (more = {}) => {
    const system = connectPopulation(env(more))!
    const times = { direct: 400, background: 400 }
    const { verify, fetch, relatives } = population.operations
    const operations = {
      verify: { ...verify, timeoutMs: times },
      fetch: { ...fetch, timeoutMs: times },
      relatives: { ...relatives, timeoutMs: times }
    }
    putSystem({
      ...system,
      contract: { ...population, operations },
      limits: { ...system.limits, breaker: { ...system.limits.breaker, failures: 1000 } }
    })
  }
  const verify = (ctx: Ctx, person = an, account = options.account) =>
    call(ctx, population, 'verify', { person }, about, { ...options, account })

  test('confirms a person whose number, name and birth all match, however the name is typed', async ({ ctx }) => {
    connect()
    expect(await verify(ctx)).toMatchObject({ value: { answer: { kind: 'verified' } } })
    expect(await verify(ctx, { ...an, name: 'nguyễn  văn an' })).toMatchObject({
      value: { answer: { kind: 'verified' } }
    })
    expect(await verify(ctx, { ...an, birth: '1988' })).toMatchObject({ value: { answer: { kind: 'verified' } } })
    expect(await verify(ctx, { ...an, number: '990000001' })).toMatchObject({ value: { answer: { kind: 'verified' } } })
  })

  test('says that they do not belong together, and no more', async ({ ctx }) => {
    connect()
    expect(await verify(ctx, { ...an, birth: '1988-04-13' })).toMatchObject({ value: { answer: { kind: 'mismatch' } } })
    expect(await verify(ctx, { ...an, name: 'Nguyễn Văn Anh' })).toMatchObject({
      value: { answer: { kind: 'mismatch' } }
    })
    expect(
      await call(ctx, population, 'fetch', { ...fields('residence'), person: { ...an, name: 'Ai Đó' } }, about, options)
    ).toMatchObject({ value: { answer: { kind: 'mismatch' } } })
  })

  test('an unknown person is an answer, not an error', async ({ ctx }) => {
    connect()
    expect(await verify(ctx, { ...an, number: '099088999999' })).toMatchObject({
      value: { answer: { kind: 'not-found' } }
    })
  })

  test('a used-up quota and a locked account are answers too', async ({ ctx }) => {
    connect()
    expect(await verify(ctx, an, 'QUOTA-1')).toMatchObject({ value: { answer: { kind: 'quota' } } })
    expect(await verify(ctx, an, 'LOCKED-1')).toMatchObject({ value: { answer: { kind: 'locked' } } })
  })

  test('brings in only the fields asked for, though the database sends everything', async ({ ctx }) => {
    connect()
    const got = await call(ctx, population, 'fetch', fields('name', 'residence'), about, options)
    const person = {
      name: 'Nguyễn Văn An',
      residence: {
        province: '99',
        district: '',
        ward: '99001',
        detail: 'Tổ 3, phường Mơ Giang, tỉnh Sông Mơ',
        country: 'VN'
      }
    }
    expect(got).toMatchObject({ ok: true, value: { answer: { kind: 'found', person } } })
    expect(await contentOf(ctx, got.ok ? got.value.call : '', 'answer')).toEqual({ kind: 'found', person })
  })

  test('knows a relative, and one who is not', async ({ ctx }) => {
    connect()
    const ask = (relation: 'spouse' | 'father') =>
      call(ctx, population, 'relatives', { person: an, relation, relative: binh }, about, options)
    expect(await ask('spouse')).toMatchObject({ value: { answer: { kind: 'related' } } })
    expect(await ask('father')).toMatchObject({ value: { answer: { kind: 'not-related' } } })
  })

  test('a slow answer in time is an answer; a slower one is a timeout', async ({ ctx }) => {
    connect()
    await verify(ctx)
    await sandbox.fault('latency', { ms: 100 })
    expect(await verify(ctx)).toMatchObject({ value: { answer: { kind: 'verified' } } })
    await sandbox.fault('latency', { ms: 2000 })
    expect(await verify(ctx)).toMatchObject({ error: { trouble: 'timeout' } })
  })

  test('a system that is switched off is unreachable, and its outage ends when it answers a ping', async ({
    ctx,
    sql
  }) => {
    await sql`delete from exchange_state`
    connect({ POPULATION_URL: 'https://127.0.0.1:9/dancu', POPULATION_TOKEN_URL: 'https://127.0.0.1:9/token' })
    expect(await verify(ctx)).toMatchObject({ error: { trouble: 'unreachable' } })
    putSystem(connectPopulation(env())!)
    await sandbox.fault('error-500')
    for (let tries = 0; tries < 3; tries++) await verify(ctx)
    expect(await outageNow(ctx, 'population')).toMatchObject({ to: null })
    await sandbox.heal()
    ctx.clock.advance(60_000)
    expect(await probe(ctx, 'population')).toBe(true)
    expect(await outageNow(ctx, 'population')).toBeNull()
  })
})
