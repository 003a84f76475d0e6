import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { prepareJobs } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test as base } from '#server/platform/testing.ts'
import { startSandbox } from '../../../sandbox/start.ts'
import type { Running } from '../../../sandbox/start.ts'
import { brokenRecord, call, closeSystems, leave, outageNow, probe, pump, settledMessage } from './index.ts'
import type { Contract } from './index.ts'
import { connectBriefly, CONNECTORS, NETWORK_FAULTS } from './testing.faults.ts'

const test = base.extend('jobs', { scope: 'file', auto: true }, ({ databaseUrl }) => prepareJobs(databaseUrl))
const about = { purpose: 'Đăng ký khai sinh', legalGround: 'NĐ 118/2025' }

describe.each(CONNECTORS)('$name', connector => {
  const { contract, sandbox: name } = connector
  let sandbox: Running
  let asked = 0
  beforeAll(async () => void (sandbox = await startSandbox(name)))
  afterAll(async () => {
    closeSystems()
    await sandbox.stop()
  })
  afterEach(() => sandbox.heal())

  const next = () => connector.ask(++asked)
  const ask = (ctx: Ctx, { operation, request } = next()) =>
    call(ctx, contract as Contract, operation, request, about, { account: 'songmo.01', procedure: '1.001193' })
  const connect = async ({ sql }: Pick<Ctx, 'sql'>, failures?: number) => {
    await sql`delete from exchange_state`
    connectBriefly(connector, sandbox.env, failures)
  }
  /** Two questions whose answers change places; else one. */
  const suffer = async (ctx: Ctx, fault: string) =>
    fault === 'out-of-order' ? (await Promise.all([ask(ctx), ask(ctx)]))[0] : ask(ctx)

  test('is answered when all is well, and its ping with it', async ({ ctx }) => {
    await connect(ctx)
    const question = next()
    expect(await ask(ctx, question)).toMatchObject({ value: { answer: question.answer } })
    expect(await probe(ctx, contract.system)).toBe(true)
  })

  describe.each(NETWORK_FAULTS)('in the fault %s', (fault, trouble) => {
    test('says what it is, keeps the question and that, and is answered after it', async ({ ctx, sql }) => {
      await connect(ctx)
      await ask(ctx)
      await sandbox.fault(fault, { ms: 3_000 })
      expect(await suffer(ctx, fault)).toMatchObject({ error: { code: 'system-trouble', trouble } })
      const [kept] = await sql`
        select outcome from exchange_record where kind = 'answer' and system = ${contract.system}
        order by position desc limit 1`
      expect(kept).toEqual({ outcome: trouble })
      expect(await brokenRecord(ctx, contract.system)).toBeNull()
      await sandbox.heal()
      const question = next()
      expect(await ask(ctx, question)).toMatchObject({ value: { answer: question.answer } })
    })

    test('keeps what may wait in the outbox, and it is answered once when it heals', async ({ ctx, sql }) => {
      await connect(ctx, 2)
      await ask(ctx)
      await sandbox.fault(fault, { ms: 3_000 })
      for (let failure = 0; failure < 2; failure++) await suffer(ctx, fault)
      expect(await outageNow(ctx, contract.system)).toMatchObject({ to: null })
      const question = next()
      const key = `${connector.name}-${fault}`
      const waiting = { key, about, options: { account: 'songmo.01', procedure: '1.001193' } }
      const left = () => leave(ctx, contract as Contract, question.operation, question.request, waiting)
      const { id } = await left()
      expect(await left()).toEqual({ id, fresh: false })
      expect((await pump(ctx, contract.system)).sent).toBe(0)
      await sandbox.heal()
      ctx.clock.advance(3_600_000)
      expect(await probe(ctx, contract.system)).toBe(true)
      ctx.clock.advance(60_000)
      await (
        await pump(ctx, contract.system)
      ).answers
      await expect.poll(() => settledMessage(ctx, id)).toMatchObject({ state: 'done', answer: question.answer })
      expect(await outageNow(ctx, contract.system)).toBeNull()
      const [answers] = await sql`
        select count(*)::integer as made from exchange_record
        where kind = 'answer' and facts ->> 'outcome' = 'answered'
          and call in (select call from exchange_record where kind = 'request' and facts ->> 'key' = ${key})`
      expect(answers).toEqual({ made: 1 })
    })
  })

  test('wrong credentials are named as such', async ({ ctx }) => {
    const wrong = Object.fromEntries(
      Object.entries(sandbox.env).map(([key, value]) => [
        key,
        /_((CLIENT_)?SECRET|PASSWORD)$/.test(key) ? 'wrong' : value
      ])
    )
    await ctx.sql`delete from exchange_state`
    connectBriefly(connector, wrong)
    expect(await ask(ctx)).toMatchObject({ error: { trouble: 'credentials' } })
  })
})
