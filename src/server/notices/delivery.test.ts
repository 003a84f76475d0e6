import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { openMailer, prepareJobs, startWorker } from '#server/platform/index.ts'
import type { Mailer } from '#server/platform/index.ts'
import { TEST_SCHEMA, test as base, testCtx } from '#server/platform/testing.ts'
import { announce, deliver, markRead, noticesOf, noticeTasks, unreadFor } from './index.ts'
import type { Announcement } from './index.ts'
import { aboutDossier, addressee, mailServer, office } from './testing.ts'

const from = 'Một Cửa tỉnh Sông Mơ <motcua@songmo.example.vn>'
const test = base.extend('jobs', { scope: 'file', auto: true }, ({ databaseUrl }) => prepareJobs(databaseUrl))

/** A receipt for somebody with an address, unless the sentence says otherwise. */
const receipt = (more: Partial<Pick<Announcement, 'to' | 'key' | 'about'>> = {}): Announcement => ({
  template: 'received',
  facts: { ...aboutDossier(), at: '2026-11-23T02:15:00Z', dueAt: '2026-11-30T09:30:00Z' },
  key: `received:${randomUUID()}`,
  to: { name: addressee.name, email: 'dao@example.vn' },
  language: 'vi',
  about: { kind: 'dossier', id: randomUUID() },
  ...more
})
const mailerTo = (url: string): Mailer => openMailer({ smtpUrl: url, from })!

describe('a notice by mail', () => {
  test('arrives with its Vietnamese subject, a text and a page', async ({ ctx }) => {
    const server = await mailServer()
    const mailer = mailerTo(server.url)
    const { id, state } = await announce(ctx, receipt())
    expect(state).toBe('waiting')
    const pdf = { name: 'Giấy tiếp nhận.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 …') }
    expect(await deliver(ctx, mailer, id, async () => [pdf])).toBe('sent')
    mailer.close()
    await server.stop()

    expect(server.received).toHaveLength(1)
    const { headers, parts, ...envelope } = server.received[0]!
    expect(envelope).toEqual({ from: 'motcua@songmo.example.vn', to: ['dao@example.vn'] })
    expect(headers.get('subject')).toBe('Đã tiếp nhận hồ sơ H99.19-261123-0001')
    expect(headers.get('from')).toBe(from)
    expect(headers.get('to')).toBe('Nguyễn Thị Ánh Đào <dao@example.vn>')
    expect(headers.get('message-id')).toBe(`<${id}@songmo.example.vn>`)
    expect(headers.get('auto-submitted')).toBe('auto-generated')
    expect(parts.map(part => part.type.split(';')[0])).toEqual(['text/plain', 'text/html', 'application/pdf'])
    expect(parts[0]!.body.toString()).toContain('Hẹn trả kết quả: 16:30 ngày 30/11/2026')
    expect(parts[1]!.body.toString()).toContain('<a href="http://127.0.0.1:3000/track/H99.19-261123-0001">')
    expect(parts[2]!.body).toEqual(pdf.content)
  })

  test('is one message for one occasion, however often the job runs', async ({ ctx }) => {
    const server = await mailServer()
    const mailer = mailerTo(server.url)
    const occasion = receipt()
    const both = await Promise.all([announce(ctx, occasion), announce(ctx, occasion)])
    expect(both[0]).toEqual(both[1])
    const [{ id }] = both
    const runs = await Promise.all([deliver(ctx, mailer, id), deliver(ctx, mailer, id)])
    expect(runs.sort()).toEqual(['nothing-to-do', 'sent'])
    expect(await deliver(ctx, mailer, id)).toBe('nothing-to-do')
    expect(await announce(ctx, occasion)).toEqual({ id, state: 'sent' })
    mailer.close()
    await server.stop()
    expect(server.received).toHaveLength(1)
  })

  test('waits in the queue of jobs once, under the name of its province', async ({ ctx, sql }) => {
    const occasion = receipt()
    const { id } = await announce(ctx, occasion)
    await announce(ctx, occasion)
    const jobs = await sql<{ payload: unknown }[]>`
      select payload from graphile_worker._private_jobs where key = ${'h99:notice-' + id}`
    expect(jobs).toEqual([{ payload: { notice: id, province: 'h99' } }])
  })

  test.for(['recipient', 'data'] as const)(
    'a server that says "not now" at the %s is asked again',
    async (when, { ctx }) => {
      const answers = [450, 421, null]
      const server = await mailServer({ [when]: () => answers.shift() ?? null })
      const mailer = mailerTo(server.url)
      const occasion = receipt()
      const { id } = await announce(ctx, occasion)
      await expect(deliver(ctx, mailer, id)).rejects.toThrow('not delivered yet')
      expect(await noticesOf(ctx, occasion.about)).toMatchObject([
        { state: 'waiting', lastError: expect.stringContaining('450') }
      ])
      await expect(deliver(ctx, mailer, id)).rejects.toThrow('not delivered yet')
      expect(await deliver(ctx, mailer, id)).toBe('sent')
      expect(await noticesOf(ctx, occasion.about)).toMatchObject([
        { state: 'sent', lastError: null, sentAt: ctx.now() }
      ])
      mailer.close()
      await server.stop()
      expect(server.received).toHaveLength(1)
    }
  )

  test('leaves the house by the running worker', async ({ ctx, sql, databaseUrl }) => {
    const server = await mailServer()
    const mailer = mailerTo(server.url)
    const house = {
      url: databaseUrl,
      sql,
      schema: TEST_SCHEMA,
      reactions: {},
      timetable: [],
      contextOf: () => ctx,
      log: ctx.log
    }
    await sql`delete from graphile_worker._private_jobs`
    const worker = await startWorker({ ...house, tasks: noticeTasks(mailer) })
    const occasion = receipt()
    await announce(ctx, occasion)
    await expect.poll(() => noticesOf(ctx, occasion.about)).toMatchObject([{ state: 'sent' }])
    await worker.stop()
    mailer.close()
    await server.stop()
    expect(server.received).toHaveLength(1)
  })

  test('an address that does not exist is not tried again', async ({ ctx }) => {
    const server = await mailServer({ recipient: () => 550 })
    const mailer = mailerTo(server.url)
    const occasion = receipt()
    const { id } = await announce(ctx, occasion)
    expect(await deliver(ctx, mailer, id)).toBe('failed')
    expect(await deliver(ctx, mailer, id)).toBe('nothing-to-do')
    expect(await noticesOf(ctx, occasion.about)).toMatchObject([{ state: 'failed', sentAt: null }])
    mailer.close()
    await server.stop()
  })

  test('a mail server that is down loses nothing', async ({ ctx }) => {
    const down = await mailServer()
    await down.stop()
    const mailer = mailerTo(down.url)
    const { id } = await announce(ctx, receipt())
    await expect(deliver(ctx, mailer, id)).rejects.toThrow('not delivered yet')
    const up = await mailServer({}, down.port)
    expect(await deliver(ctx, mailer, id)).toBe('sent')
    mailer.close()
    await up.stop()
    expect(up.received).toHaveLength(1)
  })

  test('after some twenty tries a person must look', async ({ ctx }) => {
    const server = await mailServer({ recipient: () => 450 })
    const mailer = mailerTo(server.url)
    const { id } = await announce(ctx, receipt())
    for (let attempt = 1; attempt < 20; attempt++) await deliver(ctx, mailer, id).catch(() => {})
    expect(await deliver(ctx, mailer, id)).toBe('failed')
    mailer.close()
    await server.stop()
  })

  test('a delivery whose process died is taken up after its lease', async ({ ctx, sql }) => {
    const server = await mailServer()
    const mailer = mailerTo(server.url)
    const { id } = await announce(ctx, receipt())
    await sql`update notice set busy_until = ${new Date(ctx.now().getTime() + 1000)} where id = ${id}`
    expect(await deliver(ctx, mailer, id)).toBe('nothing-to-do')
    ctx.clock.advance(2000)
    expect(await noticeTasks(mailer)['notices.deliver'](ctx, { notice: id })).toBe('sent')
    mailer.close()
    await server.stop()
  })

  test('a one-time code is wiped once it was sent, and shown nowhere', async ({ ctx, sql }) => {
    const server = await mailServer()
    const mailer = mailerTo(server.url)
    const account = randomUUID()
    const about = { kind: 'account', id: account }
    const { id } = await announce(ctx, {
      template: 'password-code',
      facts: { addressee, office, passcode: '493817', minutes: 10 },
      key: `code:${randomUUID()}`,
      to: { name: addressee.name, email: 'dao@example.vn', account },
      language: 'vi',
      about
    })
    await deliver(ctx, mailer, id)
    mailer.close()
    await server.stop()
    expect(server.received[0]!.headers.get('subject')).toBe('Mã đặt lại mật khẩu')
    expect(server.received[0]!.parts[0]!.body.toString()).toContain('493817')
    expect(await sql`select body, html from notice where id = ${id}`).toEqual([{ body: '', html: '' }])
    expect(await noticesOf(ctx, about)).toEqual([])
  })
})

describe('a notice without mail', () => {
  test('waits where the province has no mail server yet', async ({ ctx }) => {
    const occasion = receipt()
    const { id } = await announce(ctx, occasion)
    expect(openMailer({ smtpUrl: '', from })).toBeNull()
    expect(await deliver(ctx, null, id)).toBe('nothing-to-do')
    expect(await noticesOf(ctx, occasion.about)).toMatchObject([{ state: 'waiting' }])
  })

  test.for([undefined, '', 'không có', 'a@b', 'a@b.vn\r\nBcc: all@b.vn'])(
    'an applicant with the address %j is known to have none',
    async (email, { ctx }) => {
      expect(await announce(ctx, receipt({ to: { name: addressee.name, email } }))).toMatchObject({
        state: 'no-address'
      })
    }
  )

  test('a person with an account reads it in the application, and nobody else does', async ({ sql }) => {
    const account = randomUUID()
    const person = testCtx(sql, {
      actor: { kind: 'citizen', id: account, name: addressee.name, unit: null, roles: [], may: () => false }
    })
    await announce(person, receipt({ to: { name: addressee.name, account } }))
    const unread = await unreadFor(person, account)
    expect(unread).toMatchObject({ ok: true, value: [{ subject: 'Đã tiếp nhận hồ sơ H99.19-261123-0001' }] })
    expect(await unreadFor(person, randomUUID())).toEqual({ ok: false, error: { code: 'forbidden' } })
    expect(await markRead(person, randomUUID())).toEqual({ ok: false, error: { code: 'forbidden' } })
    await markRead(person, account, unread.ok ? unread.value.map(each => each.id) : [])
    expect(await unreadFor(person, account)).toEqual({ ok: true, value: [] })
  })
})
