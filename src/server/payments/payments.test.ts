import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { act, load } from '#server/dossiers/index.ts'
import type { Dossier } from '#server/dossiers/index.ts'
import { closeSystems, pump, settledMessage } from '#server/exchange/index.ts'
import { connectBriefly, CONNECTORS } from '#server/exchange/testing.faults.ts'
import { faultsOf } from '#server/exchange/testing.table.ts'
import type { Fault } from '../../../sandbox/faults.ts'
import { prepareJobs, SYSTEM } from '#server/platform/index.ts'
import { test as base } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { startSandbox } from '../../../sandbox/start.ts'
import type { Running } from '../../../sandbox/start.ts'
import { settle, standingAsked, standingOf, startPayment, takeNotification } from './index.ts'
import { paymentTasks } from './jobs.ts'
import { aFeeDue, feeEvents, pressAt } from './testing.ts'

const test = base.extend('jobs', { scope: 'file', auto: true }, ({ databaseUrl }) => prepareJobs(databaseUrl))
const payment = CONNECTORS.find(({ name }) => name === 'payment')!
let sandbox: Running
beforeAll(async () => void (sandbox = await startSandbox('payment')))
afterAll(async () => {
  closeSystems()
  await sandbox.stop()
})
afterEach(() => sandbox.heal())

async function due(ctx: TestCtx) {
  const dossier = await aFeeDue(ctx)
  await ctx.sql`delete from exchange_state`
  connectBriefly(payment, sandbox.env)
  return dossier
}
const orderOf = async ({ sql }: TestCtx, dossier: string): Promise<string> => {
  const [row] = await sql<{ id: string }[]>`
    select id as "id" from payment_order where dossier_id = ${dossier}::uuid order by created_at desc limit 1`
  return row!.id
}
const stateOf = async ({ sql }: TestCtx, id: string) =>
  (await sql`select state from payment_order where id = ${id}::uuid`)[0]!.state as string
const again = async (ctx: TestCtx, { id }: Pick<Dossier, 'id'>) => (await load(ctx, { id }))!

describe('a fee paid online', () => {
  test('is entered in the dossier once, though told by the person, two notifications and the clock', async ({
    ctx
  }) => {
    const dossier = await due(ctx)
    const started = await startPayment(ctx, dossier)
    const page = started.ok ? started.value.page : ''
    expect(await startPayment(ctx, dossier)).toEqual(started)
    await pressAt(page, 'pay')
    const id = await orderOf(ctx, dossier.id)
    const told = await Promise.all([settle(ctx, id), settle(ctx, id), settle(ctx, id)])
    expect(told).toEqual(Array(3).fill({ ok: true, value: 'entered' }))
    ctx.clock.advance(600_000)
    await paymentTasks['payments.check'](ctx)
    await paymentTasks['payments.settle'](ctx, { order: id })
    expect(await feeEvents(ctx, dossier.id)).toMatchObject([{ amount: 8000, method: 'online' }])
    expect(await again(ctx, dossier)).toMatchObject({ phase: 'processing' })
    expect(await standingAsked(ctx, await again(ctx, dossier))).toEqual({ kind: 'nothing' })
  })

  test('is entered once also when our process dies between the dossier and the order', async ({ ctx, sql }) => {
    const dossier = await due(ctx)
    const started = await startPayment(ctx, dossier)
    await pressAt(started.ok ? started.value.page : '', 'pay')
    const id = await orderOf(ctx, dossier.id)
    await settle(ctx, id)
    await sql`update payment_order set state = 'open', settled_at = null, receipt = null where id = ${id}::uuid`
    expect(await settle(ctx, id)).toEqual({ ok: true, value: 'entered' })
    expect(await feeEvents(ctx, dossier.id)).toHaveLength(1)
  })

  test('is open until the person has paid, and may be ordered again after giving up', async ({ ctx }) => {
    const dossier = await due(ctx)
    const first = await startPayment(ctx, dossier)
    expect(await standingAsked(ctx, dossier)).toMatchObject({ kind: 'open', due: 8000, answers: true })
    await pressAt(first.ok ? first.value.page : '', 'cancel')
    expect(await standingAsked(ctx, dossier)).toEqual({ kind: 'due', due: 8000 })
    const second = await startPayment(ctx, dossier)
    expect(second).toMatchObject({ ok: true })
    expect(second).not.toEqual(first)
    expect(await feeEvents(ctx, dossier.id)).toEqual([])
  })

  test('is paid back when the desk took the money meanwhile', async ({ ctx, sql }) => {
    const dossier = await due(ctx)
    const started = await startPayment(ctx, dossier)
    const cash = { kind: 'pay-fee', amount: 8000, method: 'cash', receipt: 'Q1' } as const
    await act({ ...ctx, actor: SYSTEM }, { id: dossier.id }, cash)
    await pressAt(started.ok ? started.value.page : '', 'pay')
    const id = await orderOf(ctx, dossier.id)
    expect(await settle(ctx, id)).toEqual({ ok: true, value: 'refunding' })
    await (
      await pump(ctx, 'payment')
    ).answers
    const [message] = await sql<{ id: string }[]>`
      select id as "id" from exchange_message where key = ${`refund-${id}`}`
    await expect.poll(() => settledMessage(ctx, message!.id)).toMatchObject({ state: 'done' })
    await paymentTasks['payments.refunded'](ctx, { message: message!.id })
    expect(await stateOf(ctx, id)).toBe('refunded')
    expect(await feeEvents(ctx, dossier.id)).toMatchObject([{ method: 'cash' }])
  })

  test('is not offered where there is no platform', async ({ ctx }) => {
    const dossier = await due(ctx)
    closeSystems()
    expect(await standingOf(ctx, dossier)).toEqual({ kind: 'off', due: 8000 })
    expect(await startPayment(ctx, dossier)).toMatchObject({ error: { code: 'system-not-configured' } })
  })
})

describe('a notification', () => {
  const signed = (body: string, secret = 'sandbox-notify') => ({
    body,
    signature: createHmac('sha256', secret).update(body).digest('hex')
  })

  test('with a wrong signature is refused, and a right one only makes us ask', async ({ ctx, sql }) => {
    const dossier = await due(ctx)
    await startPayment(ctx, dossier)
    const id = await orderOf(ctx, dossier.id)
    const body = JSON.stringify({ reference: id, status: 'paid' })
    expect(await takeNotification(ctx, signed(body, 'other'))).toMatchObject({ error: { code: 'forbidden' } })
    expect(await takeNotification(ctx, signed('{"reference":1}'))).toMatchObject({ error: { code: 'invalid' } })
    expect(await takeNotification(ctx, signed(body))).toMatchObject({ ok: true })
    const [jobs] = await sql`
      select count(*)::integer as waiting from graphile_worker.jobs where key = ${`${ctx.province.schema}:payment-${id}`}`
    expect(jobs).toEqual({ waiting: 1 })
    // Nobody has paid, whatever the notification says.
    await paymentTasks['payments.settle'](ctx, { order: id })
    expect(await feeEvents(ctx, dossier.id)).toEqual([])
  })
})

describe.each(faultsOf('payment'))('the payment platform in the fault %s', (fault, trouble) => {
  test('the person is told, nothing is charged twice, and what was paid is entered when it heals', async ({ ctx }) => {
    const dossier = await due(ctx)
    const first = await startPayment(ctx, dossier)
    const page = first.ok ? first.value.page : ''
    const id = await orderOf(ctx, dossier.id)
    await pressAt(page, 'pay')
    await sandbox.fault(fault as Fault, { ms: 3_000 })
    const other = fault === 'out-of-order' ? settle(ctx, id) : null
    expect(await standingAsked(ctx, await again(ctx, dossier))).toMatchObject({ kind: 'open', answers: false })
    await other
    const [kept] = await ctx.sql`
      select outcome from exchange_record where kind = 'answer' order by position desc limit 1`
    expect(kept).toEqual({ outcome: trouble })
    expect(await stateOf(ctx, id)).toBe('open')
    expect(await feeEvents(ctx, dossier.id)).toEqual([])
    await sandbox.heal()
    await ctx.sql`delete from exchange_state`
    ctx.clock.advance(600_000)
    await paymentTasks['payments.check'](ctx)
    await paymentTasks['payments.check'](ctx)
    expect(await stateOf(ctx, id)).toBe('entered')
    expect(await feeEvents(ctx, dossier.id)).toMatchObject([{ amount: 8000 }])
  })
})
