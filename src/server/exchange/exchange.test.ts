import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test as plain } from 'vitest'
import { createSealing, prepareJobs } from '#server/platform/index.ts'
import { test as base } from '#server/platform/testing.ts'
import { afterFailure, CLOSED, gate, probing } from './breaker.rules.ts'
import { LIMITS } from './contract.ts'
import {
  brokenRecord,
  call,
  connectPopulation,
  contentOf,
  health,
  leave,
  openSecrets,
  outageNow,
  outagesBetween,
  paymentOffer,
  probe,
  pump,
  recentCalls,
  settledMessage,
  smsOffer,
  subjectOf,
  Trouble,
  tryAgain
} from './index.ts'
import { exchangeTasks } from './jobs.ts'
import { nextTry } from './retry.rules.ts'
import { greeter, greeterContract } from './testing.ts'

const test = base.extend('jobs', { scope: 'file', auto: true }, ({ databaseUrl }) => prepareJobs(databaseUrl))
const about = { purpose: 'Đăng ký khai sinh', legalGround: 'NĐ 123/2015' }
const named = (system: string) => ({ ...greeterContract, system })
const hello = ({ name }: { name: string }) => ({ kind: 'hello', to: name })
/** A system of its own for each test: breakers and chains are per system. */
const fresh = () => `greeter-${randomUUID().slice(0, 8)}`
const down = () => {
  throw new Trouble('unreachable', 'ECONNREFUSED')
}

describe('a question to an outside system', () => {
  test('is answered, and both sides are kept without the name or the number being readable', async ({ ctx, sql }) => {
    const name = fresh()
    greeter(hello, {}, name)
    const got = await call(ctx, named(name), 'greet', { name: 'An' }, { ...about, subject: '079200000012' })
    expect(got).toMatchObject({ ok: true, value: { answer: { kind: 'hello', to: 'An' } } })
    const records =
      await sql`select kind, facts::text as text, subject from exchange_record where system = ${name} order by position`
    expect(records.map(row => row.kind)).toEqual(['request', 'answer'])
    expect(records[0]!.subject).toBe(await subjectOf(ctx, '079200000012'))
    expect(JSON.stringify(records)).not.toMatch(/079200000012|"An"/)
    expect(await contentOf(ctx, got.ok ? got.value.call : '', 'answer')).toEqual({ kind: 'hello', to: 'An' })
    expect(await recentCalls(ctx, { system: name, before: null, most: 5 })).toMatchObject([
      { outcome: 'answered', said: 'hello', purpose: 'Đăng ký khai sinh' }
    ])
  })

  test('to a system nobody configured is refused in words', async ({ ctx }) => {
    expect(await call(ctx, named('nowhere'), 'greet', { name: 'An' }, about)).toMatchObject({
      error: { code: 'system-not-configured' }
    })
  })

  test('is not waited for longer than the counter can wait, even when the connector ignores its signal', async ({
    ctx
  }) => {
    const name = fresh()
    greeter(() => new Promise(() => {}), {}, name)
    expect(await call(ctx, named(name), 'greet', { name: 'An' }, about)).toMatchObject({
      error: { trouble: 'timeout' }
    })
  })

  test('with an answer of another shape is trouble, not data', async ({ ctx }) => {
    const name = fresh()
    greeter(() => ({ kind: 'hello' }), {}, name)
    expect(await call(ctx, named(name), 'greet', { name: 'An' }, about)).toMatchObject({
      error: { trouble: 'malformed' }
    })
  })

  test('finds no room when a hanging system has filled its own', async ({ ctx }) => {
    const [hanging, well] = [fresh(), fresh()]
    greeter(() => new Promise(() => {}), { concurrent: { direct: 1, background: 1 } }, hanging)
    greeter(hello, {}, well)
    const first = call(ctx, named(hanging), 'greet', { name: 'An' }, about)
    expect(await call(ctx, named(hanging), 'greet', { name: 'Bình' }, about)).toMatchObject({
      error: { code: 'system-busy' }
    })
    expect(await call(ctx, named(well), 'greet', { name: 'Bình' }, about)).toMatchObject({ ok: true })
    await first
  })
})

describe('the record', () => {
  test('shows where it was changed', async ({ ctx, sql }) => {
    const name = fresh()
    greeter(hello, {}, name)
    for (const person of ['An', 'Bình', 'Chi']) await call(ctx, named(name), 'greet', { name: person }, about)
    expect(await brokenRecord(ctx, name)).toBeNull()
    await expect(sql`update exchange_record set facts = '{}' where system = ${name}`).rejects.toThrow('append-only')
    await sql`alter table exchange_record disable trigger exchange_record_is_final`
    const [third] = await sql`
      update exchange_record set facts = jsonb_set(facts, '{purpose}', '"khác"')
      where position = (select position from exchange_record where system = ${name} order by position limit 1 offset 2)
      returning position`
    await sql`alter table exchange_record enable trigger exchange_record_is_final`
    expect(await brokenRecord(ctx, name)).toBe(third!.position)
  })

  test('keeps its hashes when the contents have expired', async ({ ctx }) => {
    const name = fresh()
    greeter(hello, {}, name)
    const got = await call(ctx, named(name), 'greet', { name: 'An' }, about)
    ctx.clock.advance(31 * 86_400_000)
    await exchangeTasks['exchange.tidy'](ctx)
    expect(await contentOf(ctx, got.ok ? got.value.call : '', 'answer')).toBeNull()
    expect(await brokenRecord(ctx, name)).toBeNull()
  })

  test('is one chain when many ask at once', async ({ ctx, sql }) => {
    const name = fresh()
    greeter(hello, { concurrent: { direct: 20, background: 2 } }, name)
    await Promise.all(Array.from({ length: 20 }, () => call(ctx, named(name), 'greet', { name: 'An' }, about)))
    expect(await brokenRecord(ctx, name)).toBeNull()
    expect(await sql`select records::integer from exchange_chain where system = ${name}`).toEqual([{ records: 40 }])
  })
})

describe('a system that is down', () => {
  test('is left alone after three failures, tried again later, and its outage has a beginning and an end', async ({
    ctx
  }) => {
    const name = fresh()
    let well = false
    const { asked } = greeter(request => (well ? hello(request) : down()), {}, name)
    const from = ctx.now()
    for (let tries = 0; tries < 5; tries++) {
      await call(ctx, named(name), 'greet', { name: 'An' }, about)
      ctx.clock.advance(1000)
    }
    expect(asked).toHaveLength(3)
    expect(await call(ctx, named(name), 'greet', { name: 'An' }, about)).toMatchObject({
      error: { code: 'system-down', since: from }
    })
    expect(await outageNow(ctx, name)).toMatchObject({ from, to: null, cause: 'unreachable: ECONNREFUSED' })
    well = true
    ctx.clock.advance(10_000)
    expect(await call(ctx, named(name), 'greet', { name: 'An' }, about)).toMatchObject({ ok: true })
    expect(await outageNow(ctx, name)).toBeNull()
    expect(await outagesBetween(ctx, name, { from, to: ctx.now() })).toMatchObject([{ from, to: ctx.now() }])
  })

  test('is tried by one at a time', async ({ ctx }) => {
    const name = fresh()
    const { asked } = greeter(down, {}, name)
    for (let tries = 0; tries < 3; tries++) await call(ctx, named(name), 'greet', { name: 'An' }, about)
    ctx.clock.advance(60_000)
    await Promise.all(Array.from({ length: 5 }, () => call(ctx, named(name), 'greet', { name: 'An' }, about)))
    expect(asked).toHaveLength(4)
  })

  test('shows to administrators how long it was away, and answers "try now"', async ({ ctx }) => {
    const name = fresh()
    let well = false
    greeter(request => (well ? hello(request) : down()), {}, name)
    for (let tries = 0; tries < 3; tries++) await call(ctx, named(name), 'greet', { name: 'An' }, about)
    ctx.clock.advance(15 * 60_000)
    const before = await health(ctx)
    expect(before.ok && before.value.find(each => each.system === name)).toMatchObject({
      state: 'down',
      breaker: 'open',
      availability: { hour: { calls: 3, answered: 0, up: 0.75 } }
    })
    well = true
    expect(await tryAgain(ctx, name)).toEqual({ ok: true, value: { back: true } })
    const after = await health(ctx)
    expect(after.ok && after.value.find(each => each.system === name)).toMatchObject({ state: 'working', outage: null })
  })
})

describe('the outbox', () => {
  test('sends one message for one occasion', async ({ ctx }) => {
    const name = fresh()
    const { asked } = greeter(hello, {}, name)
    const left = { key: 'dossier-1', about }
    const [one, two] = await Promise.all([
      leave(ctx, named(name), 'greet', { name: 'An' }, left),
      leave(ctx, named(name), 'greet', { name: 'An' }, left)
    ])
    expect(one.id).toBe(two.id)
    await Promise.all([pump(ctx, name), pump(ctx, name)].map(async each => (await each).answers))
    expect(asked).toHaveLength(1)
    expect(await settledMessage(ctx, one.id)).toMatchObject({ state: 'done', answer: { kind: 'hello', to: 'An' } })
  })

  test('waits while the system is down and goes out when it is back, telling who asked', async ({ ctx, sql }) => {
    const name = fresh()
    let well = false
    greeter(request => (well ? hello(request) : down()), {}, name)
    const { id } = await leave(ctx, named(name), 'greet', { name: 'An' }, { key: 'k', about, tell: 'linkage.told' })
    for (let tries = 0; tries < 4; tries++) {
      await (
        await pump(ctx, name)
      ).answers
      ctx.clock.advance(3_600_000)
    }
    expect(await settledMessage(ctx, id)).toMatchObject({ state: 'waiting' })
    well = true
    ctx.clock.advance(3_600_000)
    expect(await probe(ctx, name)).toBe(true)
    ctx.clock.advance(5_000)
    await (
      await pump(ctx, name)
    ).answers
    await expect.poll(() => settledMessage(ctx, id)).toMatchObject({ state: 'done' })
    expect(
      await sql`select count(*)::integer as n from graphile_worker._private_jobs where key = ${'h99:exchange-told-' + id}`
    ).toEqual([{ n: 1 }])
  })

  test('holds neither a job nor a connection while a system hangs', async ({ ctx, sql }) => {
    const name = fresh()
    greeter(() => new Promise(() => {}), {}, name)
    for (let place = 0; place < 6; place++)
      await leave(ctx, named(name), 'greet', { name: 'An' }, { key: `k${place}`, about })
    const { sent, answers } = await pump(ctx, name)
    expect(sent).toBe(2)
    expect((await pump(ctx, name)).sent).toBe(0)
    await Promise.all(Array.from({ length: 5 }, () => sql`select 1`))
    await answers
  })

  test('asks again tomorrow when the quota is used up', async ({ ctx }) => {
    const name = fresh()
    const { asked } = greeter(() => ({ kind: 'quota' }), {}, name)
    const { id } = await leave(ctx, named(name), 'greet', { name: 'An' }, { key: 'k', about })
    await (
      await pump(ctx, name)
    ).answers
    ctx.clock.advance(3_600_000)
    await (
      await pump(ctx, name)
    ).answers
    expect(asked).toHaveLength(1)
    expect(await settledMessage(ctx, id)).toMatchObject({ state: 'waiting' })
    ctx.clock.advance(24 * 3_600_000)
    await (
      await pump(ctx, name)
    ).answers
    expect(asked).toHaveLength(2)
  })

  test('takes up a message whose process died', async ({ ctx, sql }) => {
    const name = fresh()
    greeter(hello, {}, name)
    const { id } = await leave(ctx, named(name), 'greet', { name: 'An' }, { key: 'k', about })
    await sql`update exchange_message set busy_until = ${new Date(ctx.now().getTime() + 60_000)} where id = ${id}`
    expect((await pump(ctx, name)).sent).toBe(0)
    ctx.clock.advance(61_000)
    await (
      await pump(ctx, name)
    ).answers
    expect(await settledMessage(ctx, id)).toMatchObject({ state: 'done' })
  })
})

describe('the rules of breaking and retrying', () => {
  const now = new Date('2026-11-23T02:00:00Z')
  plain('a failed trial doubles the pause, up to the longest', () => {
    let state = { ...CLOSED, failures: 2 }
    const pauses: number[] = []
    let at = now
    for (let opened = 0; opened < 6; opened++) {
      state = afterFailure(opened === 0 ? state : probing(state, at, 1000), LIMITS.breaker, at) as typeof state
      pauses.push((state.retryAt as unknown as Date).getTime() - at.getTime())
      at = state.retryAt as unknown as Date
    }
    expect(pauses).toEqual([10_000, 20_000, 40_000, 80_000, 120_000, 120_000])
    expect(gate(state, at)).toBe('probe')
  })

  plain('the next try is never in the past and never later than the pause', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
        const wait = nextTry(attempts, now, random).getTime() - now.getTime()
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(Math.min(5000 * 2 ** attempts, 1_800_000))
      })
    )
  })
})

test('secrets that lay open are sealed at the first reading, and another key is told and not guessed', async ({
  ctx,
  sql
}) => {
  const { id: before } = { id: await subjectOf(ctx, '099088000011') }
  const [{ secret }] = (await sql`
    select secret from installation_secret where purpose = 'exchange-subject'`) as unknown as [{ secret: Buffer }]
  expect(secret[0]).toBe(2)
  const clear = Buffer.from(ctx.sealing.open('exchange', secret.subarray(1))!, 'base64')
  await sql`
    update installation_secret set secret = ${Buffer.concat([Buffer.of(0), clear])} where purpose = 'exchange-subject'`
  // Another process of the installation: nothing is remembered.
  const other = { ...ctx, sql: new Proxy(sql, {}) }
  expect(await subjectOf(other, '099088000011')).toBe(before)
  const [now] = (await sql`
    select secret from installation_secret where purpose = 'exchange-subject'`) as unknown as [{ secret: Buffer }]
  expect(now.secret[0]).toBe(2)
  const stranger = { ...ctx, sql: new Proxy(sql, {}), sealing: createSealing(Buffer.alloc(32, 9)) }
  await expect(openSecrets(stranger)).rejects.toThrow('SECRETS_KEY')
})

plain('a setting that cannot be used stops the start with a sentence that names it', () => {
  expect(() => paymentOffer.connect({ PAYMENT_URL: 'nowhere' })).toThrow('The setting PAYMENT_URL="nowhere" cannot')
  expect(() => smsOffer.connect({ SMS_URL: 'https://sms.example', SMS_CA_FILE: '/no/such.pem' })).toThrow('SMS_CA_FILE')
  const population = {
    POPULATION_CONNECTOR: 'soap',
    POPULATION_URL: 'https://x.example',
    POPULATION_QUOTA_OFFICER: '0'
  }
  expect(() => connectPopulation(population)).toThrow('POPULATION_QUOTA_OFFICER')
  expect(() => connectPopulation({})).not.toThrow()
})
