import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { closeSystems, pump, settledMessage } from '#server/exchange/index.ts'
import { connectBriefly, CONNECTORS } from '#server/exchange/testing.faults.ts'
import { faultsOf } from '#server/exchange/testing.table.ts'
import type { Fault } from '../../../sandbox/faults.ts'
import { chooseNotice } from '#server/identity/index.ts'
import { as, withProvince } from '#server/identity/testing.ts'
import { prepareJobs } from '#server/platform/index.ts'
import { test as base } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { startSandbox } from '../../../sandbox/start.ts'
import type { Running } from '../../../sandbox/start.ts'
import { announce, deliver, noticesOf, noticeTasks } from './index.ts'
import type { Announcement } from './index.ts'
import { aboutDossier, addressee } from './testing.ts'

const test = base.extend('jobs', { scope: 'file', auto: true }, ({ databaseUrl }) => prepareJobs(databaseUrl))
const gateway = CONNECTORS.find(({ name }) => name === 'sms')!
let sandbox: Running
beforeAll(async () => void (sandbox = await startSandbox('sms')))
afterAll(async () => {
  closeSystems()
  await sandbox.stop()
})
afterEach(() => sandbox.heal())

const receipt = (to: Partial<Announcement['to']>): Announcement => ({
  template: 'received',
  facts: { ...aboutDossier(), at: '2026-11-23T02:15:00Z', dueAt: '2026-11-30T09:30:00Z' },
  key: `received:${randomUUID()}`,
  to: { name: addressee.name, ...to },
  language: 'vi',
  about: { kind: 'dossier', id: randomUUID() }
})
const tasks = noticeTasks(null)
async function connect(ctx: TestCtx) {
  await ctx.sql`delete from exchange_state`
  connectBriefly(gateway, sandbox.env)
}
const inbox = async () =>
  (await (await fetch(`${sandbox.control}/inbox`)).json()) as { to: string; text: string; message: string }[]
async function goOut(ctx: TestCtx, notice: string) {
  await (
    await pump(ctx, 'sms')
  ).answers
  const [message] = await ctx.sql<{ id: string }[]>`
    select id as "id" from exchange_message where key = ${`notice-${notice}`}`
  return message!.id
}

describe('a notice by text message', () => {
  test('goes to who has a telephone and no e-mail, once, with what happened and where the rest stands', async ({
    ctx
  }) => {
    await connect(ctx)
    const before = (await inbox()).length
    const said = receipt({ phone: '0912 345 678' })
    const { id, state } = await announce(ctx, said)
    expect(state).toBe('waiting')
    await deliver(ctx, null, id)
    await deliver(ctx, null, id)
    const message = await goOut(ctx, id)
    await tasks['notices.sms-told'](ctx, { message })
    await tasks['notices.sms-told'](ctx, { message })
    const phone = (await inbox()).slice(before)
    expect(phone).toMatchObject([{ to: '0912345678' }])
    expect(phone[0]!.text).toContain('Đã tiếp nhận hồ sơ H99.19-261123-0001')
    expect(phone[0]!.text).toContain('/track')
    expect(await noticesOf(ctx, said.about)).toMatchObject([{ channel: 'sms', state: 'sent' }])
  })

  test('does not replace mail, unless the person asked for it', async ({ ctx }) => {
    await connect(ctx)
    const both = { phone: '0912345678', email: 'dao@example.vn' }
    const mail = receipt(both)
    await announce(ctx, mail)
    expect(await noticesOf(ctx, mail.about)).toMatchObject([{ channel: 'email' }])
    const asked = receipt({ ...both, prefers: 'sms' })
    await announce(ctx, asked)
    expect(await noticesOf(ctx, asked.about)).toMatchObject([{ channel: 'sms' }])
    await withProvince(ctx)
    const an = await as(ctx, 'congdan.an')
    expect((await chooseNotice(an, 'sms')).ok).toBe(true)
    const chosen = receipt({ ...both, account: an.actor.id })
    await announce(ctx, chosen)
    expect(await noticesOf(ctx, chosen.about)).toMatchObject([{ channel: 'sms' }])
    await ctx.sql`update account set phone = '' where login = 'congdan.an'`
    expect(await chooseNotice(an, 'sms')).toEqual({ ok: false, error: { code: 'phone-missing' } })
  })

  test('to a number that the gateway refuses is shown as failed; without a gateway there is none', async ({ ctx }) => {
    await connect(ctx)
    const said = receipt({ phone: '0912340000' })
    const { id } = await announce(ctx, said)
    await deliver(ctx, null, id)
    await tasks['notices.sms-told'](ctx, { message: await goOut(ctx, id) })
    expect(await noticesOf(ctx, said.about)).toMatchObject([{ state: 'failed', lastError: 'no such number' }])
    closeSystems()
    expect(await announce(ctx, receipt({ phone: '0912345678' }))).toMatchObject({ state: 'no-address' })
  })
})

describe.each(faultsOf('sms'))('the gateway in the fault %s', (fault, trouble) => {
  test('the notice waits on the dossier, the trouble is kept, and it goes out once when it heals', async ({ ctx }) => {
    await connect(ctx)
    const before = (await inbox()).length
    if (fault === 'duplicate') {
      const { id } = await announce(ctx, receipt({ phone: '0987654321' }))
      await deliver(ctx, null, id)
      await goOut(ctx, id)
    }
    const already = (await inbox()).length
    await sandbox.fault(fault as Fault, { ms: 3_000 })
    const said = receipt({ phone: '0912345678' })
    const { id } = await announce(ctx, said)
    await deliver(ctx, null, id)
    const message = await goOut(ctx, id)
    const [kept] = await ctx.sql`
      select outcome from exchange_record where kind = 'answer' order by position desc limit 1`
    expect(kept).toEqual({ outcome: trouble })
    expect(await settledMessage(ctx, message)).toMatchObject({ state: 'waiting' })
    expect(await noticesOf(ctx, said.about)).toMatchObject([{ channel: 'sms', state: 'waiting' }])
    await sandbox.heal()
    await ctx.sql`delete from exchange_state`
    ctx.clock.advance(3_600_000)
    await goOut(ctx, id)
    await expect.poll(() => settledMessage(ctx, message)).toMatchObject({ state: 'done' })
    await tasks['notices.sms-told'](ctx, { message })
    expect(await noticesOf(ctx, said.about)).toMatchObject([{ state: 'sent' }])
    expect((await inbox()).length - already).toBe(1)
    expect(already - before).toBe(fault === 'duplicate' ? 1 : 0)
  })
})
