import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { ReceiveInput, receiveDossier } from '#server/dossiers/index.ts'
import { clientActor } from '#server/identity/index.ts'
import { prepareJobs } from '#server/platform/index.ts'
import { createSealing } from '#server/platform/sealing.ts'
import { test as base } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { addWebhook, deliveryDetail, deliveryLog, listWebhooks, rotateSecret, sendAgain, sendTest } from './actions.ts'
import { deliver, spread } from './deliver.ts'
import { readFeed } from './feed.ts'
import { partnerTasks } from './jobs.ts'
import { LOG_DAYS, PAUSED_DAYS } from './model.ts'
import { isGenuine } from './signature.rules.ts'
import { LOOPBACK, receiver } from './testing.ts'
import type { Message } from './testing.ts'

const test = base.extend('province', { scope: 'file', auto: true }, async ({ databaseUrl }) => prepareJobs(databaseUrl))
const receipt = (receivingUnit: string) =>
  ReceiveInput.parse({
    procedure: '1.001193',
    applicant: { name: 'Nguyễn Văn An', number: '999090000001', phone: '0912345678' },
    receivingUnit
  })

let settled: Promise<void> | undefined
async function receive(ctx: TestCtx, unit = 'H99.31') {
  await (settled ??= settle(ctx))
  const received = await receiveDossier(ctx, receipt(unit))
  if (!received.ok) throw new Error(received.error.code)
  return received.value.code
}
async function webhook(ctx: TestCtx, address: string, more: object = {}) {
  await (settled ??= settle(ctx))
  const added = await addWebhook(ctx, { name: 'Sở Tư pháp', address, kinds: [], unit: null, ...more })
  if (!added.ok) throw new Error(added.error.code)
  return { id: added.value.webhook.id, secret: added.value.secret }
}
const log = async (ctx: TestCtx, id: string) => {
  const page = await deliveryLog(ctx, id, null)
  return page.ok ? page.value : Promise.reject(new Error(page.error.code))
}
const genuine = ({ headers, body }: Message, secret: string, now: Date) =>
  isGenuine(
    {
      id: String(headers['webhook-id']),
      timestamp: String(headers['webhook-timestamp']),
      signature: String(headers['webhook-signature']),
      body
    },
    secret,
    now.getTime() / 1000
  )

describe('a webhook', () => {
  test('is told once, signed, without personal data, when its unit receives a dossier', async ({ ctx }) => {
    const partner = await receiver(() => ({ status: 204 }))
    const { id, secret } = await webhook(ctx, partner.address, { kinds: ['dossier.received'], unit: 'H99.31' })
    await spread(ctx)
    const code = await receive(ctx)
    await receive(ctx, 'H99.32')
    await spread(ctx)
    await spread(ctx)
    const { rows } = await log(ctx, id)
    expect(rows).toMatchObject([{ kind: 'dossier.received', state: 'waiting', attempts: 0 }])
    expect(await deliver(ctx, rows[0]!.id, LOOPBACK)).toBe('delivered')
    expect(await deliver(ctx, rows[0]!.id, LOOPBACK)).toBe('nothing-to-do')
    const [message] = partner.received
    expect(partner.received).toHaveLength(1)
    expect(genuine(message!, secret, ctx.now())).toBe(true)
    expect(JSON.parse(message!.body)).toMatchObject({
      type: 'dossier.received',
      data: { code, receivingUnit: 'H99.31' }
    })
    expect(message!.body).not.toMatch(/Nguyễn|999090000001|0912345678/)
    await partner.stop()
  })

  test('that answers with an error is tried again later, and every attempt is kept', async ({ ctx }) => {
    let status = 500
    const partner = await receiver(() => ({ status }))
    const { id } = await webhook(ctx, partner.address)
    await sendTest(ctx, id)
    const [first] = (await log(ctx, id)).rows
    expect(await deliver(ctx, first!.id, LOOPBACK)).toBe('waiting')
    const [waiting] = (await log(ctx, id)).rows
    expect(waiting!.nextAt.getTime() - ctx.now().getTime()).toBeGreaterThanOrEqual(4000)
    status = 200
    ctx.clock.advance(10_000)
    expect(await deliver(ctx, first!.id, LOOPBACK)).toBe('delivered')
    const detail = await deliveryDetail(ctx, id, first!.id)
    expect(detail).toMatchObject({ value: { attempts: [{ status: 500, answer: 'đã nhận' }, { status: 200 }] } })
    expect(partner.received[0]!.headers['webhook-id']).toBe(partner.received[1]!.headers['webhook-id'])
    await partner.stop()
  })

  test('is not followed to where it points: a redirect is a failure', async ({ ctx }) => {
    const partner = await receiver(({ path }) =>
      path === '/nhan' ? { status: 302, headers: { location: '/khac' } } : { status: 200 }
    )
    const { id } = await webhook(ctx, partner.address)
    await sendTest(ctx, id)
    const [row] = (await log(ctx, id)).rows
    expect(await deliver(ctx, row!.id, LOOPBACK)).toBe('waiting')
    expect(partner.received.map(({ path }) => path)).toEqual(['/nhan'])
    await partner.stop()
  })

  test('in a private network is never called unless the operator opened it', async ({ ctx }) => {
    const partner = await receiver(() => ({ status: 200 }))
    for (const address of [partner.address, partner.address.replace('127.0.0.1', 'localhost'), 'https://[::1]/']) {
      const { id } = await webhook(ctx, address)
      await sendTest(ctx, id)
      const [row] = (await log(ctx, id)).rows
      await deliver(ctx, row!.id, [])
      const detail = await deliveryDetail(ctx, id, row!.id)
      expect(detail).toMatchObject({ value: { attempts: [{ error: 'address-not-allowed' }] } })
    }
    expect(partner.received).toEqual([])
    await partner.stop()
  })

  test('that is gone is paused at once, and its maker is told', async ({ ctx }) => {
    const partner = await receiver(() => ({ status: 410 }))
    const { id } = await webhook(ctx, partner.address)
    await sendTest(ctx, id)
    const [row] = (await log(ctx, id)).rows
    await deliver(ctx, row!.id, LOOPBACK)
    expect((await log(ctx, id)).webhook).toMatchObject({ state: 'paused', pausedBecause: 'gone' })
    const told = await ctx.sql<{ subject: string }[]>`select subject as "subject" from notice where about_id = ${id}`
    expect(told.map(({ subject }) => subject)).toEqual(['Đã tạm dừng gửi sự kiện cho một hệ thống'])
    await partner.stop()
    // What waits for it is given up after a month, and the log is forgotten after a quarter.
    const tidy = partnerTasks([])['webhooks.tidy']
    await tidy(ctx)
    expect((await log(ctx, id)).rows).toMatchObject([{ state: 'waiting' }])
    ctx.clock.advance((PAUSED_DAYS + 1) * 86_400_000)
    await tidy(ctx)
    expect((await log(ctx, id)).rows).toMatchObject([{ state: 'failed' }])
    ctx.clock.advance((LOG_DAYS + 1) * 86_400_000)
    await tidy(ctx)
    expect((await log(ctx, id)).rows).toEqual([])
  })

  test('keeps its secrets sealed, those of the time before too from its next delivery on', async ({ ctx }) => {
    const partner = await receiver(() => ({ status: 200 }))
    const { id } = await webhook(ctx, partner.address)
    const old = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
    await ctx.sql`update webhook set secret = ${old}, sealed_secret = null where id = ${id}`
    await sendTest(ctx, id)
    const [row] = (await log(ctx, id)).rows
    expect(await deliver(ctx, row!.id, LOOPBACK)).toBe('delivered')
    expect(genuine(partner.received[0]!, old, ctx.now())).toBe(true)
    const stored = await ctx.sql<{ row: string }[]>`select w::text as "row" from webhook w`
    expect(stored.map(({ row }) => row).join()).not.toContain('whsec_')
    await partner.stop()
  })

  test('whose secret was sealed with another key sends nothing unsigned', async ({ ctx }) => {
    const partner = await receiver(() => ({ status: 200 }))
    const { id } = await webhook(ctx, partner.address)
    await sendTest(ctx, id)
    const [row] = (await log(ctx, id)).rows
    const moved = { ...ctx, sealing: createSealing(Buffer.alloc(32, 9)) }
    expect(await deliver(moved, row!.id, LOOPBACK)).toBe('waiting')
    expect(await deliveryDetail(ctx, id, row!.id)).toMatchObject({ value: { attempts: [{ error: 'secret-sealed' }] } })
    expect(partner.received).toEqual([])
    await partner.stop()
  })

  test('signs with the old secret and the new one for a day after a change', async ({ ctx }) => {
    const partner = await receiver(() => ({ status: 200 }))
    const { id, secret } = await webhook(ctx, partner.address)
    const rotated = await rotateSecret(ctx, id)
    if (!rotated.ok) throw new Error(rotated.error.code)
    await sendTest(ctx, id)
    const [row] = (await log(ctx, id)).rows
    await deliver(ctx, row!.id, LOOPBACK)
    ctx.clock.advance(25 * 3_600_000)
    await sendAgain(ctx, id, row!.id)
    await deliver(ctx, row!.id, LOOPBACK)
    const [before, after] = partner.received
    const soon = new Date(Number(before!.headers['webhook-timestamp']) * 1000)
    expect([secret, rotated.value.secret].map(each => genuine(before!, each, soon))).toEqual([true, true])
    expect([secret, rotated.value.secret].map(each => genuine(after!, each, ctx.now()))).toEqual([false, true])
    await partner.stop()
  })

  test('of another unit does not exist for a token, and it may not ask for more than its own reach', async ({
    ctx
  }) => {
    await webhook(ctx, 'https://nhan.example/', { unit: 'H99.32' })
    const actor = clientActor({ id: 'x', name: 'x', unit: 'H99.31', scopes: ['webhook.*'] })
    const machine = { ...ctx, actor }
    const seen = await listWebhooks(machine)
    expect(seen.ok && seen.value.every(each => each.unit?.startsWith('H99.31'))).toBe(true)
    const input = { name: 'a', address: 'https://nhan.example/', kinds: [] }
    expect(await addWebhook(machine, { ...input, unit: 'H99.32' })).toMatchObject({ error: { code: 'out-of-reach' } })
    expect(await addWebhook(machine, { ...input, unit: null })).toMatchObject({
      value: { webhook: { unit: 'H99.31' } }
    })
  })
})

describe('the feed', () => {
  test('gives everything once in order, however small the pages are', async ({ ctx }) => {
    for (let at = 0; at < 5; at++) await receive(ctx)
    const ask = { kinds: [], unit: null }
    const whole = await readFeed(ctx, { ...ask, after: null, limit: 1000 })
    if (!whole.ok) throw new Error(whole.error.code)
    const pieces = []
    let after: string | null = null
    for (let more = true; more;) {
      const page = await readFeed(ctx, { ...ask, after, limit: 3 })
      if (!page.ok) throw new Error(page.error.code)
      pieces.push(...page.value.items)
      more = page.value.items.length === 3
      after = page.value.next
    }
    expect(pieces).toEqual(whole.value.items)
    expect(pieces.length).toBeGreaterThanOrEqual(5)
  })
  test('goes on past what does not fit the filter', async ({ ctx }) => {
    await receive(ctx)
    const none = await readFeed(ctx, { after: null, limit: 10, kinds: ['dossier.voided'], unit: null })
    const latest = await readFeed(ctx, { after: 'latest', limit: 10, kinds: [], unit: null })
    expect(none).toMatchObject({ value: { items: [] } })
    expect(none.ok && none.value.next).toBe(latest.ok && latest.value.next)
  })
  test('shows a token only its own unit', async ({ ctx }) => {
    await receive(ctx, 'H99.32')
    const actor = clientActor({ id: 'x', name: 'x', unit: 'H99.32', scopes: ['feed.read'] })
    const page = await readFeed({ ...ctx, actor }, { after: null, limit: 1000, kinds: [], unit: null })
    expect(page.ok && [...new Set(page.value.items.map(item => item.receivingUnit))]).toEqual(['H99.32'])
    const elsewhere = await readFeed({ ...ctx, actor }, { after: null, limit: 9, kinds: [], unit: 'H99.31' })
    expect(elsewhere).toMatchObject({ error: { code: 'out-of-reach' } })
  })
})
