import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { SendMailOptions } from 'nodemailer'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { permissions as calendar } from '#server/calendar/index.ts'
import { permissions as catalogue } from '#server/catalogue/index.ts'
import { settle } from '#server/demonstration/index.ts'
import { aPdf, scripted } from '#server/documents/intake/testing.ts'
import { pdfText } from '#server/documents/testing.ts'
import { load, permissions as dossiers, ReceiveInput, receiveDossier } from '#server/dossiers/index.ts'
import { holdFiles } from '#server/documents/index.ts'
import { createPolicy, permissions as identity } from '#server/identity/index.ts'
import { as } from '#server/identity/testing.ts'
import { err, prepareJobs, verifyChains } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test, testFiles } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import {
  addBox,
  attachScan,
  boxes,
  changeBox,
  dismissLetter,
  leavesOf,
  mailSettings,
  newLetters,
  newScans,
  openMailDoor,
  removeBox,
  scanPermissions,
  setBox
} from '../index.ts'
import type { MailDoor } from '../index.ts'
import { sortScans } from '../sort.ts'
import { forgetLetters } from './actions.ts'
import { enter as enterScan } from '../store.ts'
import { letGoUnsorted } from '../unsorted.ts'
import { openLetters } from './open.ts'

const policy = createPolicy([identity, calendar, catalogue, dossiers, scanPermissions])
const ADDRESS = 'motcua.mogiang@songmo.example'
/** The house as the door sees it; a test may put another context or a full disk there. */
const house = { ctx: undefined as Ctx | undefined, room: true }
let smtp: MailDoor
let lmtp: MailDoor
beforeAll(async () => {
  const open = (kind: string, bytes: string) =>
    openMailDoor(
      { ctx: () => house.ctx!, hasSpace: () => house.room },
      mailSettings({ MAIL_IN: `${kind}://127.0.0.1:0`, MAIL_IN_BYTES: bytes, MAIL_IN_PEERS: '127.0.0.0/8' })!
    )
  smtp = await open('smtp', '1M')
  lmtp = await open('lmtp', '1M')
})
afterAll(() => Promise.all([smtp.close(), lmtp.close()]))

let settled: Promise<void> | undefined
async function desk(ctx: TestCtx, databaseUrl: string, login = 'motcua.mogiang'): Promise<Ctx> {
  house.ctx = ctx
  house.room = true
  await (settled ??= (async () => {
    await prepareJobs(databaseUrl)
    await settle(ctx)
    for (const [address, who] of [
      [ADDRESS, login],
      ['motcua.caumay@songmo.example', 'motcua.caumay']
    ] as const) {
      const { unit } = (await as(ctx, who, policy)).actor
      expect(await setBox(ctx, { address: address.toUpperCase(), unit: unit! })).toEqual({
        ok: true,
        value: { address, unit }
      })
    }
  })())
  return as(ctx, login, policy)
}

/** Sends as a mail program does. Resolves with the code of the answer. */
async function send(mail: SendMailOptions, door = smtp, tls: object = { ignoreTLS: true }): Promise<number> {
  const transport = createTransport({ host: '127.0.0.1', port: door.port, lmtp: door === lmtp, ...tls })
  try {
    const sent = await transport.sendMail({ from: 'An <an@thu.example>', to: ADDRESS, text: 'Kính gửi', ...mail })
    return Number(sent.response.slice(0, 3))
  } catch (error) {
    return (error as { responseCode?: number }).responseCode ?? 0
  } finally {
    transport.close()
  }
}
const pdf = (name: string) => ({ filename: `${name}.pdf`, content: Buffer.from(pdfText(name)) })
const unfinished = async () => (await readdir(join(testFiles, 'incoming')).catch(() => [])).length
const notices = (ctx: Ctx, to: string) => ctx.sql<{ template: string; body: string }[]>`
  select template as "template", body as "body" from notice where to_address = ${to} order by created_at, key`
const about = async (ctx: Ctx, subject: string) => (await newLetters(ctx)).filter(letter => letter.subject === subject)

describe('the door for mail', () => {
  test('takes a letter to a known address once, by SMTP and LMTP, and relays nothing', async ({ ctx, databaseUrl }) => {
    const officer = await desk(ctx, databaseUrl)
    const mail = {
      subject: 'Tờ khai',
      messageId: '<1@thu.example>',
      attachments: [pdf('tờ khai'), pdf('giấy chứng sinh')]
    }
    expect(await send({ ...mail, to: 'Motcua.MoGiang+x@songmo.example' })).toBe(250)
    expect(await send(mail, lmtp)).toBe(250)
    expect(await send({ ...mail, to: 'ai-do@songmo.example' })).toBe(550)
    expect((await about(officer, 'Tờ khai'))[0]).toMatchObject({ openedAt: null, scans: [] })
    await openLetters(ctx)
    await openLetters(ctx)
    const letters = await about(officer, 'Tờ khai')
    expect(letters).toHaveLength(1)
    expect(letters[0]).toMatchObject({
      fromName: 'An',
      fromAddress: 'an@thu.example',
      body: 'Kính gửi',
      answerable: true
    })
    expect(letters[0]!.scans.map(scan => scan.name)).toEqual(['tờ khai.pdf', 'giấy chứng sinh.pdf'])
    expect(await about(await as(ctx, 'motcua.caumay', policy), 'Tờ khai')).toEqual([])
    expect(await notices(ctx, 'an@thu.example')).toEqual([])
  })

  test('speaks TLS where it has a certificate, and only to those who may bring mail', async ({ ctx, databaseUrl }) => {
    await desk(ctx, databaseUrl)
    const opened = async (more: Record<string, string>) => {
      const settings = mailSettings({ MAIL_IN: 'smtp://127.0.0.1:0', ...more })!
      return openMailDoor({ ctx: () => house.ctx!, hasSpace: () => true }, settings)
    }
    const far = await opened({ MAIL_IN_PEERS: '10.0.0.0/8,fd00::/8' })
    expect(await send({ subject: 'Từ ngoài' }, far)).toBe(554)
    await far.close()
    expect(await send({ subject: 'Không mã hóa' }, smtp, { requireTLS: true })).not.toBe(250)
    const folder = await mkdtemp(join(tmpdir(), 'motcua-mail-'))
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=mail', '-keyout', key, '-out', cert]
    if (spawnSync('openssl', request).status !== 0) return console.warn('not tried: TLS; openssl is not here')
    const safe = await opened({ MAIL_IN_CERT: cert, MAIL_IN_KEY: key })
    expect(await send({ subject: 'Mã hóa' }, safe, { requireTLS: true, tls: { rejectUnauthorized: false } })).toBe(250)
    await safe.close()
    await rm(folder, { recursive: true })
  })

  test('gives a letter to two desks to each of them, the file kept once', async ({ ctx, databaseUrl }) => {
    const officer = await desk(ctx, databaseUrl)
    const to = [ADDRESS, 'motcua.caumay@songmo.example']
    expect(await send({ to, subject: 'Hai nơi', attachments: [pdf('hai nơi')] }, lmtp)).toBe(250)
    await openLetters(ctx)
    const there = [officer, await as(ctx, 'motcua.caumay', policy)]
    const scans = (await Promise.all(there.map(each => about(each, 'Hai nơi')))).map(([letter]) => letter!.scans[0]!)
    expect(scans[0]!.id).not.toBe(scans[1]!.id)
    expect(scans[0]!.blob).toBe(scans[1]!.blob)
  })

  test('sends back what is too large, asks to try again where there is no room, and leaves nothing half written', async ({
    ctx,
    databaseUrl
  }) => {
    const officer = await desk(ctx, databaseUrl)
    const before = (await newLetters(officer)).length
    expect(await send({ attachments: [{ filename: 'a', content: Buffer.alloc(1_200_000, 7) }] })).toBe(552)
    house.room = false
    expect(await send({ subject: 'Hết chỗ' })).toBe(452)
    house.room = true
    const blobs = { ...ctx.blobs, receive: async () => err({ code: 'disk-full' } as const) }
    house.ctx = { ...ctx, blobs }
    expect(await send({ subject: 'Hết chỗ' })).toBe(452)
    // The database cannot write any more after the file is in its place.
    const full = () => Promise.reject(Object.assign(new Error('no space'), { code: '53100' }))
    house.ctx = { ...ctx, sql: Object.assign(ctx.sql.bind(null), ctx.sql, { begin: full }) as never }
    expect(await send({ subject: 'Hết chỗ' })).toBe(452)
    expect([await unfinished(), (await newLetters(officer)).length]).toEqual([0, before])
    house.ctx = ctx
    expect(await send({ subject: 'Hết chỗ' })).toBe(250)
  })

  test('keeps nothing of a letter whose sender falls silent in the middle', async ({ ctx, databaseUrl }) => {
    const officer = await desk(ctx, databaseUrl)
    const before = (await newLetters(officer)).length
    const half = connect(smtp.port, '127.0.0.1').setEncoding('latin1')
    const lines = ['EHLO a', 'MAIL FROM:<a@thu.example>', `RCPT TO:<${ADDRESS}>`, 'DATA']
    half.on('data', said => {
      // The last line of an answer; after 354 the letter itself begins.
      if (/^\d{3} /m.test(String(said)))
        half.write(`${lines.shift() ?? `Subject: Nửa\r\n\r\n${'x'.repeat(200_000)}`}\r\n`)
    })
    await expect.poll(unfinished).toBe(1)
    half.destroy()
    await expect.poll(unfinished).toBe(0)
    expect((await newLetters(officer)).length).toBe(before)
  })
})

describe('a letter', () => {
  test('broken off while its attachments are taken out is opened again, each of them once', async ({
    ctx,
    databaseUrl
  }) => {
    const officer = await desk(ctx, databaseUrl)
    await send({ subject: 'Ba tệp', attachments: ['một', 'hai', 'ba'].map(pdf) })
    let files = 0
    const receive: Ctx['blobs']['receive'] = async (stream, limit) => {
      if (++files === 2) throw new Error('killed')
      return files === 4 ? err({ code: 'disk-full' }) : ctx.blobs.receive(stream, limit)
    }
    const frail = { ...ctx, blobs: { ...ctx.blobs, receive } }
    await openLetters(frail)
    expect((await about(officer, 'Ba tệp'))[0]!.scans.map(scan => scan.name)).toEqual(['một.pdf'])
    await openLetters(frail)
    expect((await about(officer, 'Ba tệp'))[0]).toMatchObject({ openedAt: null })
    await openLetters(ctx)
    const [letter] = await about(officer, 'Ba tệp')
    expect(letter!.scans.map(scan => scan.name)).toEqual(['một.pdf', 'hai.pdf', 'ba.pdf'])
  })

  test('whose file was damaged in the store is shown as it is, after some tries', async ({ ctx, databaseUrl }) => {
    const officer = await desk(ctx, databaseUrl)
    await send({ subject: 'Kho hỏng', attachments: [pdf('kho hỏng')] })
    const open: Ctx['blobs']['open'] = id => ctx.blobs.open(id.replace(/^./, '0').replace(/.$/, 'f'))
    for (let turn = 0; turn < 5; turn++) await openLetters({ ...ctx, blobs: { ...ctx.blobs, open } })
    expect((await about(officer, 'Kho hỏng'))[0]).toMatchObject({
      openedAt: expect.any(Date),
      refused: [{ refusal: { code: 'broken' } }]
    })
  })

  test('with what cannot be taken tells its sender why, once an hour; a machine is not told', async ({
    ctx,
    databaseUrl
  }) => {
    const officer = await desk(ctx, databaseUrl)
    const bad = { filename: 'lenh.pdf', content: Buffer.from(await aPdf(1, scripted)) }
    const exe = { filename: 'http://xau.example/a.exe', content: Buffer.from('MZ\0\0') }
    const from = 'binh@thu.example'
    await send({ from, subject: 'Có lệnh', attachments: [bad, exe, pdf('tốt')] })
    await send({ from, subject: 'Có lệnh nữa', attachments: [bad] })
    await openLetters(ctx)
    const told = await notices(ctx, from)
    expect(told).toHaveLength(1)
    expect(told[0]!.body).toContain('lenh.pdf: Tệp PDF có chứa mã lệnh (JavaScript) nên không nhận. Hãy mở tệp')
    expect(told[0]!.body).toContain('Không nhận loại tệp này')
    expect(told[0]!.body).not.toContain('xau.example')
    const [letter] = await about(officer, 'Có lệnh')
    expect([letter!.scans.length, letter!.refused.length]).toEqual([1, 2])
    ctx.clock.advance(3_600_000)
    await send({ from, subject: 'Một giờ sau', attachments: [bad] })
    await openLetters(ctx)
    expect(await notices(ctx, from)).toHaveLength(2)

    const robot = {
      from: 'may@thu.example',
      subject: 'Máy',
      attachments: [bad],
      headers: { 'Auto-Submitted': 'auto-replied' }
    }
    await send(robot)
    await send({ ...robot, headers: {}, envelope: { from: '', to: ADDRESS } })
    await send({ ...robot, from: ADDRESS, headers: {} })
    await openLetters(ctx)
    expect((await about(officer, 'Máy')).map(each => each.answerable)).toEqual([false, false, false])
    expect([...(await notices(ctx, robot.from)), ...(await notices(ctx, ADDRESS))]).toEqual([])
  })

  test('of a hundred files gives forty, and says so', async ({ ctx, databaseUrl }) => {
    const officer = await desk(ctx, databaseUrl)
    const many = Array.from({ length: 100 }, (_, at) => ({ filename: `${at}.txt`, content: `tệp ${at}` }))
    await send({ from: 'nhieu@thu.example', subject: 'Nhiều tệp', attachments: many })
    await openLetters(ctx)
    const [letter] = await about(officer, 'Nhiều tệp')
    expect([letter!.scans.length, letter!.refused.length]).toEqual([40, 1])
    expect((await notices(ctx, 'nhieu@thu.example'))[0]!.body).toContain('mỗi thư được nhiều nhất 40 tệp')
  })

  test('proposes the dossier its subject names; what a stranger’s sheet names moves nothing; the last file sorted closes it', async ({
    ctx,
    databaseUrl
  }) => {
    const officer = await desk(ctx, databaseUrl)
    const procedure = { procedure: '1.004873', applicant: { name: 'Nguyễn Văn An', number: '999090000001' } }
    const received = await receiveDossier(officer, ReceiveInput.parse(procedure))
    if (!received.ok) throw new Error(received.error.code)
    const { code } = received.value
    const subject = `Bổ sung H99.31-991231-0001, ${code.toLowerCase()}`
    await send({ subject, attachments: [pdf('bổ sung')] })
    await openLetters(ctx)
    await sortScans(ctx)
    const [letter] = await about(officer, subject)
    expect(letter!.proposed).toBe(code)
    expect((await load(officer, { code }))!.papers.flatMap(paper => paper.files)).toEqual([])
    expect(await attachScan(officer, letter!.scans[0]!.id, { code, paper: null })).toEqual({ ok: true, value: code })
    expect(await about(officer, subject)).toEqual([])
    expect((await load(officer, { code }))!.papers.at(-1)!.files.map(file => file.name)).toEqual(['bổ sung.pdf'])
  })

  test('is set aside with a reason that is mailed, by its own desk only, and forgotten after a month', async ({
    ctx,
    databaseUrl
  }) => {
    const officer = await desk(ctx, databaseUrl)
    const from = 'cuong@thu.example'
    for (const subject of ['Nhầm nơi', 'Xong rồi']) await send({ from, subject, attachments: [pdf(subject)] })
    await openLetters(ctx)
    const [wrong, done] = [(await about(officer, 'Nhầm nơi'))[0]!, (await about(officer, 'Xong rồi'))[0]!]
    const other = await as(ctx, 'motcua.caumay', policy)
    expect(await dismissLetter(other, wrong.id, 'x')).toMatchObject({ error: { code: 'not-found' } })
    expect(await dismissLetter(officer, wrong.id, ' ')).toMatchObject({ error: { code: 'reason-missing' } })
    expect(await dismissLetter(officer, wrong.id, 'Xin gửi đến phường Tân An.')).toMatchObject({ ok: true })
    expect(await dismissLetter(officer, done.id, null)).toMatchObject({ ok: true })
    expect(await dismissLetter(officer, done.id, null)).toMatchObject({ error: { code: 'not-found' } })
    expect((await newScans(officer)).filter(scan => [wrong.id, done.id].includes(scan.letter ?? ''))).toEqual([])
    const told = await notices(ctx, from)
    expect(told.map(each => each.template)).toEqual(['letter-dismissed'])
    expect(told[0]!.body).toContain('Xin gửi đến phường Tân An.')

    const waiting = (await newLetters(officer)).length
    ctx.clock.advance(31 * 86_400_000)
    await forgetLetters(ctx)
    expect((await newLetters(officer)).length).toBe(waiting)
    expect(await ctx.sql`select id from mail_letter where id in (${wrong.id}, ${done.id})`).toHaveLength(0)
    expect(
      await ctx.sql`select ref from blob_use where kind = 'mail' and ref in (${wrong.id}, ${done.id})`
    ).toHaveLength(0)
  })
})

test('what nobody sorts is told to its desk a week before it goes, with an event and its files', async ({
  ctx,
  databaseUrl
}) => {
  const officer = await desk(ctx, databaseUrl)
  const unit = officer.actor.unit!
  // Everything that waits from before goes first, so that the counts are of this letter and this scan.
  await ctx.sql`update mail_letter set state = 'closed', closed_at = ${ctx.now()} where state = 'new'`
  await ctx.sql`update scan_arrival set state = 'dismissed', settled_at = ${ctx.now()} where state = 'new'`
  await send({ subject: 'Không ai xử lý', attachments: [pdf('không ai xử lý')] })
  await openLetters(ctx)
  const [letter] = await about(officer, 'Không ai xử lý')
  const file = { id: letter!.scans[0]!.blob, name: 'quet.pdf', bytes: 9, type: 'application/pdf' }
  await enterScan(ctx, { key: 'quet', unit, officer: null, file })
  await holdFiles(ctx, { kind: 'scan', ref: 'quet', blobs: [file.id] })
  await holdFiles(ctx, { kind: 'dossier', ref: 'một hồ sơ', blobs: [file.id] })
  const told = () => ctx.sql<{ body: string }[]>`
    select body as "body" from notice where template = 'steering-note' and about_kind = 'scans' order by created_at`
  const uses = () => ctx.sql<{ kind: string }[]>`
    select kind as "kind" from blob_use where blob = ${file.id} order by kind`
  const later = async (days: number) => {
    ctx.clock.advance(days * 86_400_000)
    return letGoUnsorted(ctx, 30)
  }
  expect(await later(20)).toEqual({ told: 0, gone: 0 })
  expect(await later(25)).toEqual({ told: 1, gone: 0 })
  expect((await told())[0]!.body).toContain('Thư điện tử: 1')
  expect((await told())[0]!.body).toContain('Bản quét từ máy quét: 1')
  const [waiting] = await about(officer, 'Không ai xử lý')
  expect(leavesOf(waiting!)).toEqual(new Date(ctx.now().getTime() + 7 * 86_400_000))
  expect(await later(6)).toEqual({ told: 0, gone: 0 })
  expect((await uses()).map(({ kind }) => kind)).toEqual(['dossier', 'scan', 'scan'])
  expect(await later(1)).toEqual({ told: 0, gone: 2 })
  expect(await later(1)).toEqual({ told: 0, gone: 0 })
  expect(await about(officer, 'Không ai xử lý')).toEqual([])
  expect(await newScans(officer)).toEqual([])
  expect((await uses()).map(({ kind }) => kind)).toEqual(['dossier'])
  const events = await ctx.sql<{ type: string; data: object }[]>`
    select type as "type", data as "data" from event where case_kind in ('letter', 'scan') order by type`
  expect(events).toMatchObject([
    { type: 'letter.let-go', data: { unit, files: 1 } },
    { type: 'scan.let-go', data: { unit, files: 1 } }
  ])
  expect((await verifyChains(ctx)).filter(({ kind }) => ['letter', 'scan'].includes(kind))).toEqual([
    { kind: 'letter', cases: 1, broken: 0 },
    { kind: 'scan', cases: 1, broken: 0 }
  ])
})

test('addresses are set by the operator and by administrators, each noted, and taken once', async ({
  ctx,
  databaseUrl
}) => {
  const officer = await desk(ctx, databaseUrl)
  const unit = officer.actor.unit!
  const admin = await as(ctx, 'quantri', policy)
  expect(await setBox(officer, { address: 'a@b.example', unit })).toMatchObject({ error: { code: 'forbidden' } })
  expect(await removeBox(officer, 'a@b.example')).toMatchObject({ error: { code: 'forbidden' } })
  expect(await boxes(officer)).toEqual([])
  expect(await addBox(admin, { address: 'không phải', unit })).toMatchObject({ error: { code: 'mailbox-odd' } })
  expect(await addBox(admin, { address: 'a@b.example', unit: 'H00' })).toMatchObject({
    error: { code: 'unit-unknown' }
  })
  expect(await changeBox(admin, { address: 'a@b.example', unit })).toMatchObject({ error: { code: 'mailbox-none' } })
  expect(await addBox(admin, { address: 'A@b.example', unit })).toMatchObject({ value: { address: 'a@b.example' } })
  expect(await addBox(admin, { address: 'a+x@b.example', unit })).toMatchObject({
    error: { code: 'mailbox-taken', unit }
  })
  const other = (await boxes(admin)).find(box => box.unit !== unit)!.unit
  expect(await changeBox(admin, { address: 'a@b.example', unit: other })).toMatchObject({ ok: true })
  expect((await boxes(admin)).find(box => box.address === 'a@b.example')).toMatchObject({
    unit: other,
    setBy: admin.actor.name,
    waiting: 0
  })
  expect(await setBox(ctx, { address: 'a@b.example', unit })).toMatchObject({ ok: true })
  expect(await removeBox(ctx, 'A@b.example')).toEqual({ ok: true, value: 'a@b.example' })
  expect(await removeBox(admin, 'a@b.example')).toMatchObject({ error: { code: 'mailbox-none' } })
  const acts = await ctx.sql<{ act: string; by: string | null }[]>`
    select act as "act", actor_id as "by" from security_act where facts->>'address' = 'a@b.example' order by position`
  expect(acts.map(({ act, by }) => [act, by === admin.actor.id])).toEqual([
    ['mailbox.added', true],
    ['mailbox.changed', true],
    ['mailbox.changed', false],
    ['mailbox.removed', false]
  ])
})
