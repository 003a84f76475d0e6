import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest'
import { prepareJobs } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test as base } from '#server/platform/testing.ts'
import { startSandbox } from '../../../../sandbox/start.ts'
import type { Running } from '../../../../sandbox/start.ts'
import { call, putSystem } from '../index.ts'
import type { PortalRecord } from '../index.ts'
import { portal } from './contract.ts'
import { connectPortal } from './settings.ts'
import { fromNationalTime, nationalTime } from './time.rules.ts'
import { versionOut } from './wire.ts'

const test = base.extend('jobs', { scope: 'file', auto: true }, ({ databaseUrl }) => prepareJobs(databaseUrl))
const about = { purpose: 'Đồng bộ', legalGround: 'NĐ 118/2025', task: null }

let sandbox: Running
beforeAll(async () => void (sandbox = await startSandbox('portal')))
afterAll(() => sandbox.stop())
afterEach(() => sandbox.heal())

/** A breaker that never opens, and short waits: each sentence is about one answer. */
function connect(more = {}) {
  const system = connectPortal({ ...sandbox.env, ...more })!
  const operations = Object.fromEntries(
    Object.entries(portal.operations).map(([name, operation]) => [
      name,
      { ...operation, timeoutMs: { direct: 600, background: 600 } }
    ])
  ) as unknown as typeof portal.operations
  putSystem({
    ...system,
    contract: { ...portal, operations },
    limits: { ...system.limits, breaker: { ...system.limits.breaker, failures: 1000 } }
  })
}
const record = (code: string, version: number, state: PortalRecord['TrangThaiHoSo']): PortalRecord => ({
  MaHoSo: code,
  MaTTHC: '1.004873',
  TenTTHC: 'Xác nhận tình trạng hôn nhân',
  MaLinhVuc: 'G15-HT',
  TenLinhVuc: 'Hộ tịch',
  KenhThucHien: '1',
  ChuHoSo: 'Nguyễn Văn An',
  SoGiayToChuHoSo: '099088000011',
  LoaiDoiTuong: '1',
  ThongTinKhac: versionOut(version, '20261123090000'),
  Email: '',
  SoDienThoai: '',
  TrichYeuHoSo: '',
  NgayNopHoSo: '20261123090000',
  NgayTiepNhan: '',
  NgayHenTra: '',
  NgayTuChoi: '',
  TrangThaiHoSo: state,
  NgayTra: '',
  HinhThuc: '0',
  NgayKetThucXuLy: '',
  DonViXuLy: 'Phường Mơ Giang',
  NoiNopHoSo: '2',
  DuocThanhToanTrucTuyen: '0',
  DinhDanhCHS: [],
  TaiLieuNop: [],
  DanhSachLePhi: [],
  DanhSachHoSoBoSung: [],
  DanhSachGiayToKetQua: []
})
const send = (ctx: Ctx, updating: boolean, ...records: PortalRecord[]) =>
  call(ctx, portal, 'sync', { updating, records }, about)
const known = async (ctx: Ctx, code: string) => {
  const got = await call(ctx, portal, 'look-up', { codes: [code], changedAfter: null }, about)
  return got.ok ? got.value.answer.dossiers[0] : got
}

describe('the national portal', () => {
  test('takes a record, and says of the same again that it exists', async ({ ctx }) => {
    connect()
    expect(await send(ctx, false, record('A-1', 1, '2'))).toMatchObject({
      value: { answer: { kind: 'taken', results: [{ code: 'A-1', outcome: 'stored' }] } }
    })
    expect(await send(ctx, false, record('A-1', 1, '2'))).toMatchObject({
      value: { answer: { results: [{ outcome: 'exists' }] } }
    })
    expect(await known(ctx, 'A-1')).toMatchObject({ state: 2, version: 1, at: '20261123090000' })
  })

  test('is not led back by a record that is older than what it has', async ({ ctx }) => {
    connect()
    await send(ctx, false, record('A-2', 5, '9'))
    expect(await send(ctx, true, record('A-2', 4, '4'))).toMatchObject({
      value: { answer: { results: [{ outcome: 'older' }] } }
    })
    expect(await known(ctx, 'A-2')).toMatchObject({ state: 9, version: 5 })
  })

  test('tells what people did there, from a place on', async ({ ctx }) => {
    connect()
    await sandbox.tell('/file', { messages: [{ MaThongDiep: 'm-1' }, { MaThongDiep: 'm-2' }] })
    const first = await call(ctx, portal, 'arrivals', { after: '0', most: 1 }, about)
    expect(first).toMatchObject({ value: { answer: { messages: [{ MaThongDiep: 'm-1' }], cursor: '1' } } })
    const next = await call(ctx, portal, 'arrivals', { after: '1', most: 10 }, about)
    expect(next).toMatchObject({ value: { answer: { messages: [{ MaThongDiep: 'm-2' }], cursor: '2' } } })
  })

  test('lists its procedures, and one by its code', async ({ ctx }) => {
    connect()
    expect(await call(ctx, portal, 'procedures', {}, about)).toMatchObject({
      value: { answer: { procedures: [{ code: '1.004873' }, { code: '1.001193' }] } }
    })
    expect(await call(ctx, portal, 'procedure', { code: '1.001193' }, about)).toMatchObject({
      value: { answer: { procedures: [{ name: 'Đăng ký khai sinh' }] } }
    })
  })

  test('is asked on with a new session when the old one is over', async ({ ctx }) => {
    connect()
    await send(ctx, false, record('A-3', 1, '1'))
    await sandbox.tell('/forget-sessions')
    expect(await known(ctx, 'A-3')).toMatchObject({ state: 1 })
  })

  test('is not believed without our certificate or with a wrong password', async ({ ctx }) => {
    connect({ PORTAL_PASSWORD: 'wrong' })
    expect(await known(ctx, 'A-3')).toMatchObject({ error: { trouble: 'credentials' } })
    connect({ PORTAL_CERT_FILE: '', PORTAL_KEY_FILE: '' })
    expect(await known(ctx, 'A-3')).toMatchObject({ error: { trouble: 'credentials' } })
  })
})

describe('times on the wire', () => {
  test('are Vietnam’s, and read back as the same second', () => {
    expect(nationalTime('2026-11-23T17:30:05.700Z')).toBe('20261124003005')
    expect(fromNationalTime('20261124003005')).toEqual(new Date('2026-11-23T17:30:05Z'))
    expect(nationalTime(null)).toBe('')
    expect([fromNationalTime(''), fromNationalTime('20261399000000')]).toEqual([null, null])
  })
})
