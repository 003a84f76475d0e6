import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest'
import { buildApi } from '#server/api.ts'
import { act, load, receiveDossier, ReceiveInput } from '#server/dossiers/index.ts'
import type { Dossier } from '#server/dossiers/index.ts'
import { settle } from '#server/demonstration/index.ts'
import {
  Arrival,
  closeSystems,
  connectPortal,
  contentOf,
  LIMITS,
  nationalTime,
  probe,
  pump,
  putSystem
} from '#server/exchange/index.ts'
import { prepareJobs, VISITOR } from '#server/platform/index.ts'
import { pdfText } from '#server/documents/testing.ts'
import { test as base } from '#server/platform/testing.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { startSandbox } from '../../../sandbox/start.ts'
import type { Running } from '../../../sandbox/start.ts'
import {
  compare,
  fileForPortal,
  hearPortal,
  nationalTasks,
  portalDesk,
  portalNotes,
  repair,
  setMessageAside,
  takeFromPortal,
  tellAll,
  tellPortal,
  tryMessageAgain
} from './index.ts'
import { entryOf } from './views.ts'

const test = base.extend('house', { scope: 'file', auto: true }, async ({ databaseUrl, sql }) => {
  await prepareJobs(databaseUrl)
  const { testCtx } = await import('#server/platform/testing.ts')
  await settle(testCtx(sql))
})
const PROCEDURE = '1.004873'
const UNIT = 'H99.31'

let sandbox: Running
beforeAll(async () => void (sandbox = await startSandbox('portal')))
afterAll(async () => {
  closeSystems()
  await sandbox.stop()
})
beforeEach(async () => {
  await sandbox.heal()
  putSystem({ ...connectPortal(sandbox.env)!, limits: { ...LIMITS, breaker: { ...LIMITS.breaker, failures: 2 } } })
})

async function aReceived(ctx: TestCtx): Promise<Dossier> {
  const applicant = { name: 'Nguyễn Văn An', number: '099088000011' }
  const received = await receiveDossier(
    ctx,
    ReceiveInput.parse({ procedure: PROCEDURE, applicant, receivingUnit: UNIT })
  )
  if (!received.ok) throw new Error(JSON.stringify(received.error))
  return received.value
}
let filings = 0
const filed = (more: object = {}) => {
  const n = ++filings
  return {
    MaThongDiep: `f-${n}`,
    MaHoSo: `DVC-${n}`,
    ThoiDiem: '20261123083000',
    LoaiThongDiep: 'NOP_HO_SO',
    HoSo: {
      MaTTHC: PROCEDURE,
      DonViXuLy: UNIT,
      ChuHoSo: 'Nguyễn Văn An',
      SoGiayToChuHoSo: '099088000011',
      LoaiDoiTuong: '1'
    },
    ...more
  }
}
const told = (ctx: Ctx, messages: readonly object[]) =>
  takeFromPortal(
    ctx,
    messages.map(each => Arrival.parse(each))
  )
const dossiersOf = (ctx: TestCtx, code: string) => ctx.sql<
  { code: string; phase: string; channel: string; id: string }[]
>`
  select dossier.code, dossier.phase, dossier.channel, dossier.id from national_ledger join dossier on dossier.id = dossier_id
  where national_ledger.code = ${code}`

describe('what happens here', () => {
  test('is told the portal: one message for each counted event, the record with its last state', async ({ ctx }) => {
    const dossier = await aReceived(ctx)
    await tellAll(ctx)
    const stopped = await act(ctx, { id: dossier.id }, { kind: 'stop', reason: 'Người nộp đã mất' })
    expect(stopped.ok).toBe(true)
    await tellAll(ctx)
    const { messages, dossiers } = (await sandbox.tell('/ledger')) as { messages: string[][]; dossiers: unknown[][] }
    const own = messages.filter(([key]) => key!.startsWith(`${dossier.code}#`))
    expect(own.map(([key, state]) => [key, state])).toEqual([
      [`${dossier.code}#1`, '2'],
      [expect.stringMatching(/#\d+$/), '8']
    ])
    expect(dossiers.find(([code]) => code === dossier.code)).toMatchObject([
      dossier.code,
      '8',
      expect.any(Number),
      nationalTime(ctx.now())
    ])
    expect(await entryOf(ctx, dossier.code)).toMatchObject({ ourState: 8, source: 'own', difference: null })
  })

  test('waits while the portal is away and is told in its order when it is back', async ({ ctx }) => {
    const dossier = await aReceived(ctx)
    await sandbox.fault('error-500')
    await tellPortal(ctx)
    await (
      await pump(ctx, 'portal')
    ).answers
    await act(ctx, { id: dossier.id }, { kind: 'stop', reason: 'Dừng' })
    await tellPortal(ctx)
    const standing = () => ctx.sql<{ version: number; standing: string }[]>`
      select version, standing from national_message where dossier_id = ${dossier.id} order by version`
    // The later state does not leave while the earlier one is under way.
    expect((await standing()).map(row => row.standing)).toEqual(['sending', 'waiting'])
    await sandbox.heal()
    ctx.clock.advance(3_600_000)
    await probe(ctx, 'portal')
    for (let round = 0; round < 6; round++) {
      ctx.clock.advance(600_000)
      await tellAll(ctx)
    }
    expect((await standing()).map(row => row.standing)).toEqual(['done', 'done'])
    expect(await entryOf(ctx, dossier.code)).toMatchObject({ ourState: 8 })
  })
})

describe('what people do on the portal', () => {
  test('arrives once, however often and in whatever order it is told', async ({ ctx }) => {
    const filing = filed()
    const withdrawal = {
      ...filed(),
      MaHoSo: filing.MaHoSo,
      LoaiThongDiep: 'RUT_HO_SO',
      NoiDung: 'Không cần nữa',
      HoSo: undefined
    }
    await sandbox.tell('/file', { messages: [withdrawal, filing, filing, withdrawal] })
    await hearPortal(ctx)
    ctx.clock.advance(60_000)
    await hearPortal(ctx)
    await ctx.sql`update national_place set arrivals = '0'`
    ctx.clock.advance(60_000)
    await hearPortal(ctx)
    const found = await dossiersOf(ctx, filing.MaHoSo)
    expect(found).toMatchObject([{ phase: 'withdrawing', channel: 'online' }])
    const asked = await ctx.sql`
      select from event where case_id = ${found[0]!.id} and type = 'dossier.withdrawal-requested'`
    expect(asked).toHaveLength(1)
    expect(await entryOf(ctx, filing.MaHoSo)).toMatchObject({ source: 'portal', dossierCode: found[0]!.code })
  })

  test('is filed once when its process died before it could note that', async ({ ctx }) => {
    const filing = filed()
    const client = {
      ...ctx,
      actor: { ...ctx.actor, kind: 'client', may: (p: string) => p === 'national.tell' }
    } as TestCtx
    expect(await told(client, [filing])).toMatchObject({ value: [{ outcome: 'done', state: 1 }] })
    const before = await ctx.sql`select from dossier`
    const [kept] = await ctx.sql<{ sealed: Buffer | null }[]>`
      select sealed from national_message where key = ${filing.MaThongDiep}`
    expect(kept!.sealed).toBeNull()
    await ctx.sql`delete from national_message where key = ${filing.MaThongDiep}`
    expect(await told(client, [filing])).toMatchObject({ value: [{ outcome: 'done' }] })
    expect(await ctx.sql`select from dossier`).toHaveLength(before.length)
  })

  test('is answered under the portal’s own code, also where the process died before it could note it', async ({
    ctx
  }) => {
    await tellAll(ctx)
    const filing = filed()
    await told(ctx, [filing])
    const [dossier] = await dossiersOf(ctx, filing.MaHoSo)
    await ctx.sql`delete from national_ledger where code = ${filing.MaHoSo}`
    await ctx.sql`delete from national_message where key = ${filing.MaThongDiep}`
    await tellAll(ctx)
    await told(ctx, [filing])
    await tellAll(ctx)
    const { messages, dossiers } = (await sandbox.tell('/ledger')) as { messages: string[][]; dossiers: string[][] }
    expect(messages.map(([key]) => key)).toContain(`${filing.MaHoSo}#1`)
    expect(dossiers.map(([code]) => code)).toContain(filing.MaHoSo)
    expect(JSON.stringify([messages, dossiers])).not.toContain(dossier!.code)
    expect(await entryOf(ctx, filing.MaHoSo)).toMatchObject({ source: 'portal', dossierCode: dossier!.code })
  })

  test('is no longer unknown here once it has arrived', async ({ ctx }) => {
    const filing = filed()
    await ctx.sql`
      insert into national_ledger (code, source, their_state, their_version, asked_at, difference, found_at)
      values (${filing.MaHoSo}, 'portal', 1, 0, ${ctx.now()}, 'unknown-here', ${ctx.now()})`
    await told(ctx, [filing])
    expect(await entryOf(ctx, filing.MaHoSo)).toMatchObject({ ourState: 1, theirState: 1, difference: null })
    expect(await dossiersOf(ctx, filing.MaHoSo)).toHaveLength(1)
  })

  test('is told only by who has the scope, and a question is answered with the state', async ({ ctx }) => {
    const filing = filed()
    expect(await told({ ...ctx, actor: VISITOR }, [filing])).toEqual({
      ok: false,
      error: { code: 'forbidden' }
    })
    await told(ctx, [filing])
    const question = { ...filed(), MaHoSo: filing.MaHoSo, LoaiThongDiep: 'HOI_TRANG_THAI' }
    expect(await told(ctx, [question])).toMatchObject({
      value: [{ outcome: 'done', state: 1, dossier: expect.stringMatching(/^H99/) }]
    })
  })

  test('is left to a person with its reason where it cannot be carried out', async ({ ctx }) => {
    const odd = filed()
    odd.HoSo.MaTTHC = '9.999999'
    expect(await told(ctx, [odd])).toMatchObject({
      value: [{ outcome: 'refused', error: 'procedure-unknown', dossier: null }]
    })
  })

  test('that a person must look at is listed with its reason, tried again, or set aside', async ({ ctx }) => {
    const odd = filed()
    odd.HoSo.DonViXuLy = 'H99.KHONG-CO'
    await told(ctx, [odd])
    const listed = async (show: 'messages' | 'aside') => {
      const desk = await portalDesk(ctx, { show, after: '' })
      return desk.ok ? desk.value.messages.find(({ code }) => code === odd.MaHoSo) : undefined
    }
    const message = await listed('messages')
    expect(message).toMatchObject({ kind: 'filing', procedure: PROCEDURE, unit: 'H99.KHONG-CO', kept: true })
    const id = String(message!.id)
    expect(await tryMessageAgain({ ...ctx, actor: VISITOR }, id)).toMatchObject({ error: { code: 'forbidden' } })
    expect(await tryMessageAgain(ctx, id)).toEqual({ ok: true, value: { through: false } })
    expect(await setMessageAside(ctx, id, ' ')).toMatchObject({ error: { code: 'reason-missing' } })
    expect((await setMessageAside(ctx, id, 'Cổng đã báo người nộp chọn lại cơ quan')).ok).toBe(true)
    expect(await listed('messages')).toBeUndefined()
    expect(await listed('aside')).toMatchObject({ asideReason: 'Cổng đã báo người nộp chọn lại cơ quan', kept: true })
    expect(await tryMessageAgain(ctx, id)).toMatchObject({ ok: true })
    expect(await listed('messages')).toMatchObject({ asideBy: null })
    await setMessageAside(ctx, id, 'gác lại')
    ctx.clock.advance(91 * 86_400_000)
    await nationalTasks['national.tidy'](ctx)
    expect(await tryMessageAgain(ctx, id)).toMatchObject({ error: { code: 'not-found' } })
  })

  test('pays what was asked for, once', async ({ ctx }) => {
    const filing = filed()
    await told(ctx, [filing])
    const [dossier] = await dossiersOf(ctx, filing.MaHoSo)
    await act(ctx, { code: dossier!.code }, { kind: 'accept' })
    const asked = await act(ctx, { code: dossier!.code }, { kind: 'ask-fee', amount: 8000, reason: 'Lệ phí' })
    expect(asked.ok).toBe(true)
    const payment = {
      ...filed(),
      MaHoSo: filing.MaHoSo,
      LoaiThongDiep: 'THANH_TOAN',
      ThanhToan: { SoTien: 8000, MaGiaoDich: 'GD-1' }
    }
    await told(ctx, [payment])
    await ctx.sql`delete from national_message where key = ${payment.MaThongDiep}`
    await told(ctx, [payment])
    expect(await load(ctx, { code: dossier!.code })).toMatchObject({ fee: { amount: 8000, paid: 8000, online: 8000 } })
  })
})

describe('files', () => {
  const pdf = pdfText
  const fileOf = (path: string, paper: string) => ({
    TenTepDinhKem: `${path}.pdf`,
    MaThanhPhanHoSo: paper,
    DuongDanTaiTepTin: `tep/${path}`
  })

  test('that a citizen adds there come here, are told back, and are fetched by the portal alone', async ({ ctx }) => {
    for (const path of ['to-khai', 'so-ho-khau'])
      await sandbox.tell('/attach', { path: `tep/${path}`, text: pdf(path) })
    const filing = { ...filed(), TaiLieuNop: [fileOf('to-khai', 'to-khai')] }
    await told(ctx, [filing])
    const [row] = await dossiersOf(ctx, filing.MaHoSo)
    const which = { code: row!.code }
    const reasons = [{ code: 'missing', about: { kind: 'dossier', ref: '', name: 'Hồ sơ' }, note: 'Giấy tờ cư trú' }]
    expect((await act(ctx, which, { kind: 'ask-supplement', reasons } as never)).ok).toBe(true)
    const supplement = {
      ...filed(),
      MaHoSo: filing.MaHoSo,
      LoaiThongDiep: 'BO_SUNG',
      NoiDung: 'Gửi thêm',
      HoSo: undefined,
      TaiLieuNop: [fileOf('so-ho-khau', '')]
    }
    expect(await told(ctx, [supplement, supplement])).toMatchObject({ value: [{ outcome: 'done' }, {}] })
    const files = (await load(ctx, which))!.papers.flatMap(({ code, files }) => files.map(({ name }) => [code, name]))
    expect(files).toEqual([
      ['to-khai', 'to-khai.pdf'],
      ['bo-sung', 'so-ho-khau.pdf']
    ])

    await tellAll(ctx)
    const { given } = (await sandbox.tell('/papers', { code: filing.MaHoSo })) as {
      given: { TepDinhKemId: string; TenTepDinhKem: string; DuongDanTaiTepTin: string; DuocSoHoa: string }[]
    }
    const back = given.find(({ TenTepDinhKem }) => TenTepDinhKem === 'so-ho-khau.pdf')!
    expect(back.DuongDanTaiTepTin).toMatch(`/api/v1/portal/files/${filing.MaHoSo}/${back.TepDinhKemId}`)
    const fetched = await fileForPortal(ctx, filing.MaHoSo, back.TepDinhKemId)
    expect(fetched.ok && (await text(fetched.value.stream as never))).toBe(pdf('so-ho-khau'))
    expect(await fileForPortal({ ...ctx, actor: VISITOR }, filing.MaHoSo, back.TepDinhKemId)).toMatchObject({
      error: { code: 'forbidden' }
    })
    const other = await aReceived(ctx)
    expect(await fileForPortal(ctx, other.code, back.TepDinhKemId)).toMatchObject({ error: { code: 'not-found' } })
    await ctx.sql`update blob set scan = 'infected' where sha256 = ${back.TepDinhKemId}`
    const answer = await buildApi(() => ctx).request(`/api/v1/portal/files/${filing.MaHoSo}/${back.TepDinhKemId}`)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      423,
      'application/problem+json; charset=utf-8'
    ])
    expect(await answer.json()).toMatchObject({ code: 'file-withheld', because: 'infected' })
    await ctx.sql`update blob set scan = null where sha256 = ${back.TepDinhKemId}`
    // Of the file the record of the exchange keeps its size and hash alone.
    const kept = await ctx.sql<{ id: string }[]>`
      select call as "id" from exchange_record where kind = 'answer' and facts ->> 'operation' = 'file'
      order by position desc limit 1`
    expect(await contentOf(ctx, kept[0]!.id, 'answer')).toEqual({
      kind: 'file',
      bytes: pdf('so-ho-khau').length,
      sha256: back.TepDinhKemId
    })
  })

  test('that cannot be fetched let the message wait, and one from elsewhere is not asked for', async ({ ctx }) => {
    for (const path of ['tep/khong-co', 'https://noi-khac.example/tep']) {
      const filing = { ...filed(), TaiLieuNop: [{ ...fileOf('x', 'to-khai'), DuongDanTaiTepTin: path }] }
      expect(await told(ctx, [filing])).toMatchObject({ value: [{ outcome: 'waiting', error: 'file-not-fetched' }] })
      expect(await dossiersOf(ctx, filing.MaHoSo)).toEqual([])
    }
  })
})

describe('drift', () => {
  async function inStep(ctx: TestCtx): Promise<Dossier> {
    const dossier = await aReceived(ctx)
    await tellAll(ctx)
    ctx.clock.advance(1_000)
    await compare(ctx)
    expect(await entryOf(ctx, dossier.code)).toMatchObject({ difference: null, theirState: 2 })
    return dossier
  }

  test('is found at the next comparison, two minutes later, and what is safe is repaired by itself', async ({
    ctx
  }) => {
    const dossier = await inStep(ctx)
    await sandbox.tell('/alter', { code: dossier.code, state: null })
    ctx.clock.advance(4 * 60_000)
    await compare(ctx)
    await tellAll(ctx)
    ctx.clock.advance(1_000)
    await compare(ctx)
    expect(await entryOf(ctx, dossier.code)).toMatchObject({ difference: null, theirState: 2 })
  })

  test('is shown with what can be done, and one click takes over what a citizen did there', async ({ ctx }) => {
    const dossier = await inStep(ctx)
    await sandbox.tell('/alter', { code: dossier.code, state: 7 })
    ctx.clock.advance(120_000)
    await compare(ctx)
    const desk = await portalDesk(ctx, { show: 'drift', after: '' })
    expect(desk).toMatchObject({ value: { summary: { differing: expect.any(Number) } } })
    const row = desk.ok ? desk.value.entries.find(({ code }) => code === dossier.code) : null
    expect(row).toMatchObject({ difference: 'differs-there', repairs: ['accept', 'resend', 'leave'] })
    expect(await repair({ ...ctx, actor: VISITOR }, dossier.code, 'accept')).toMatchObject({
      error: { code: 'forbidden' }
    })
    expect((await repair(ctx, dossier.code, 'accept')).ok).toBe(true)
    expect(await load(ctx, { code: dossier.code })).toMatchObject({ phase: 'withdrawing' })
    await tellAll(ctx)
    ctx.clock.advance(1_000)
    await compare(ctx)
    expect(await entryOf(ctx, dossier.code)).toMatchObject({ difference: null, ourState: 7, theirState: 7 })
  })

  test('that an administrator leaves as it is comes back only when a side changes', async ({ ctx }) => {
    const dossier = await inStep(ctx)
    await sandbox.tell('/alter', { code: dossier.code, state: 9 })
    ctx.clock.advance(120_000)
    await compare(ctx)
    expect((await repair(ctx, dossier.code, 'leave')).ok).toBe(true)
    await compare(ctx)
    expect(await entryOf(ctx, dossier.code)).toMatchObject({ difference: null, acceptedBy: ctx.actor.name })
    expect(await repair(ctx, dossier.code, 'leave')).toMatchObject({ error: { code: 'repair-not-offered' } })
  })
})

test('a dossier finished in time of which the portal heard too late is proved, with the outage between', async ({
  ctx
}) => {
  const dossier = await aReceived(ctx)
  await tellAll(ctx)
  await act(ctx, { id: dossier.id }, { kind: 'stop', reason: 'Dừng' })
  const due = new Date(ctx.now().getTime() + 60_000)
  await ctx.sql`update dossier set due_at = ${due} where id = ${dossier.id}`
  await ctx.sql`update national_message set state = 9 where dossier_id = ${dossier.id} and version > 1`
  await tellPortal(ctx)
  await ctx.sql`update national_message set state = 9 where dossier_id = ${dossier.id} and version > 1`
  await ctx.sql`
    insert into exchange_outage (system, from_at, to_at, cause)
    values ('portal', ${ctx.now()}, ${new Date(ctx.now().getTime() + 1_800_000)}, 'timeout')`
  ctx.clock.advance(3_600_000)
  await tellAll(ctx)
  const desk = await portalDesk(ctx, { show: 'proof', after: '' })
  expect(desk.ok && desk.value.proofs.find(({ code }) => code === dossier.code)).toMatchObject({
    outages: 1,
    outageMinutes: 30,
    attempts: 1,
    finishedAt: expect.any(Date)
  })
  expect(await portalNotes(ctx, dossier.code)).toEqual([{ from: expect.any(Date), to: expect.any(Date) }])
  expect(await portalNotes({ ...ctx, actor: VISITOR }, dossier.code)).toEqual([])
})
