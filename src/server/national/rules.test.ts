import { describe, expect, test } from 'vitest'
import { ruleSet } from '#server/rulesets/index.ts'
import type { Dossier } from '#server/dossiers/index.ts'
import { mayStillCome, sheetFrom } from './arrive.rules.ts'
import { canAccept, differenceOf, proposalFor } from './drift.rules.ts'
import type { Beliefs } from './model.ts'
import { isCounted, lineOf, recordOf, stateOf } from './portal.rules.ts'

const at = (text: string) => new Date(text)
const now = at('2026-11-23T03:00:00Z')
const dossier = {
  id: 'd',
  version: 7,
  code: 'H99.31-261123-0001',
  phase: 'processing',
  ruleSet: 'vn-2025',
  procedure: { code: '1.004873', name: 'Xác nhận tình trạng hôn nhân', revision: 'r', process: '' },
  channel: 'post',
  applicant: {
    kind: 'person',
    name: 'Nguyễn Văn An',
    number: '099088000011',
    birth: '1988-04-12',
    sex: 'male',
    address: 'Tổ 3, phường Mơ Giang',
    phone: '0912345678',
    email: 'an@example.vn'
  },
  delegate: null,
  accountId: 'account',
  content: 'Xin xác nhận',
  form: { secret: 'kín' },
  papers: [{ code: 'don', name: 'Tờ khai', originals: 1, certified: 0, copies: 0, files: [] }],
  fee: { amount: 15000, paid: 15000, online: 15000 },
  receivingUnit: 'H99.31',
  settlingUnit: 'H99.31',
  filedAt: '2026-11-23T02:00:00Z',
  receivedAt: '2026-11-23T02:00:00Z',
  originalDueAt: '2026-11-26T10:00:00Z',
  dueAt: '2026-11-27T10:00:00Z',
  asked: [],
  supplementRequests: 0,
  result: null,
  finishedAt: null,
  returnedAt: null
} as unknown as Dossier
const facts = {
  code: dossier.code,
  source: 'own',
  version: 6,
  versionAt: at('2026-11-23T02:10:00Z'),
  state: 4,
  field: { code: 'G15-HT', name: 'Hộ tịch' },
  origin: 'https://motcua.example',
  settlingUnitName: 'Phường Mơ Giang'
} as const

describe('a dossier as the national record', () => {
  test('tells these fields and no others', () => {
    expect(recordOf(dossier, facts)).toEqual({
      MaHoSo: 'H99.31-261123-0001',
      MaTTHC: '1.004873',
      TenTTHC: 'Xác nhận tình trạng hôn nhân',
      MaLinhVuc: 'G15-HT',
      TenLinhVuc: 'Hộ tịch',
      KenhThucHien: '3',
      ChuHoSo: 'Nguyễn Văn An',
      SoGiayToChuHoSo: '099088000011',
      LoaiDoiTuong: '1',
      ThongTinKhac: 'phienban=6;thoidiem=20261123091000',
      Email: 'an@example.vn',
      SoDienThoai: '0912345678',
      TrichYeuHoSo: 'Xin xác nhận',
      NgayNopHoSo: '20261123090000',
      NgayTiepNhan: '20261123090000',
      NgayHenTra: '20261127170000',
      NgayTuChoi: '',
      TrangThaiHoSo: '4',
      NgayTra: '',
      HinhThuc: '1',
      NgayKetThucXuLy: '',
      DonViXuLy: 'Phường Mơ Giang',
      NoiNopHoSo: '2',
      DuocThanhToanTrucTuyen: '2',
      DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: '099088000011' }],
      TaiLieuNop: [
        {
          TepDinhKemId: '',
          TenTepDinhKem: 'Tờ khai',
          MaThanhPhanHoSo: 'don',
          DuongDanTaiTepTin: '',
          DuocSoHoa: '0',
          DuocTaiSuDung: '0'
        }
      ],
      DanhSachLePhi: [
        { TenPhiLePhi: 'Phí, lệ phí', MaPhiLePhi: '', HinhThucThu: '1', Gia: '15000', LoaiPhiLePhi: '1' }
      ],
      DanhSachHoSoBoSung: [],
      DanhSachGiayToKetQua: []
    })
  })

  test('keeps the address, the birth, the form and who worked on it here', () => {
    const told = JSON.stringify([
      recordOf(dossier, facts),
      lineOf({ ...facts, at: now, type: 'step.completed', unit: 'Phường Mơ Giang', dueAt: null })
    ])
    for (const kept of ['Tổ 3', '1988', '19880412', 'kín', 'account']) expect(told).not.toContain(kept)
  })

  test('says by its channel, result and end what the portal shows', () => {
    const settled = recordOf(
      {
        ...dossier,
        channel: 'online',
        phase: 'returned',
        finishedAt: '2026-11-25T03:00:00Z',
        returnedAt: '2026-11-25T04:00:00Z',
        result: { kind: 'granted', number: '12/XN', signedBy: '', signedAt: '', files: [], note: '' }
      },
      { ...facts, source: 'portal', state: 10 }
    )
    expect(settled).toMatchObject({
      KenhThucHien: '2',
      NoiNopHoSo: '1',
      DuocThanhToanTrucTuyen: '1',
      NgayKetThucXuLy: '20261125100000',
      NgayTra: '20261125110000',
      DanhSachGiayToKetQua: [{ GiayToId: '12/XN' }]
    })
    const refused = recordOf(
      { ...dossier, phase: 'not-accepted', finishedAt: '2026-11-25T03:00:00Z' },
      { ...facts, state: 3 }
    )
    expect(refused).toMatchObject({ NgayTuChoi: '20261125100000', NgayKetThucXuLy: '' })
  })

  test('has the ten national states of its rule set, and none once voided', () => {
    const rules = ruleSet('vn-2025')
    const states = [
      'filed',
      'accepted',
      'not-accepted',
      'processing',
      'supplement',
      'fee-due',
      'withdrawing',
      'stopped'
    ] as const
    expect(states.map(phase => stateOf({ phase }, rules))).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect([stateOf({ phase: 'settled' }, rules), stateOf({ phase: 'returned' }, rules)]).toEqual([9, 10])
    expect(stateOf({ phase: 'voided' }, rules)).toBeNull()
  })

  test('is told of what citizens would ask about, not of who picked up what', () => {
    expect(['dossier.received', 'step.completed', 'dossier.returned'].every(isCounted)).toBe(true)
    expect(['step.claimed', 'step.assigned', 'clock.recomputed'].some(isCounted)).toBe(false)
  })
})

const agreed: Beliefs = {
  ourState: 4,
  ourVersion: 3,
  ourAt: at('2026-11-23T02:00:00Z'),
  toldVersion: 3,
  toldAt: at('2026-11-23T02:00:10Z'),
  theirState: 4,
  theirVersion: 3,
  askedAt: at('2026-11-23T02:58:00Z'),
  refused: false
}
describe('a difference', () => {
  const CASES: readonly (readonly [string, Partial<Beliefs>, ReturnType<typeof differenceOf>])[] = [
    ['none when both say the same', {}, null],
    ['none while a message is just under way', { toldVersion: 2, ourAt: at('2026-11-23T02:58:00Z') }, null],
    ['waiting when it is under way for long', { toldVersion: 2 }, 'waiting'],
    ['none before they were asked', { askedAt: null }, null],
    ['none by what they said before they were told', { askedAt: at('2026-11-23T01:00:00Z'), theirState: 2 }, null],
    ['missing there', { theirState: null, theirVersion: null }, 'missing-there'],
    ['behind there', { theirVersion: 2, theirState: 2 }, 'behind-there'],
    ['another state there', { theirState: 7 }, 'differs-there'],
    ['refused there', { refused: true }, 'refused-there'],
    ['voided here', { ourState: null }, 'voided-here'],
    ['nothing of it here', { ourVersion: null, ourState: null }, 'unknown-here']
  ]
  test.for(CASES)('is found: %s', ([, change, found]) => {
    expect(differenceOf({ ...agreed, ...change }, now)).toBe(found)
  })

  test('is repaired by itself only where nobody can be wronged by it', () => {
    expect(proposalFor('missing-there', agreed)).toEqual({ repairs: ['resend'], automatic: true })
    expect(proposalFor('differs-there', { ourState: 4, theirState: 7 })).toEqual({
      repairs: ['accept', 'resend', 'leave'],
      automatic: false
    })
    expect(proposalFor('differs-there', { ourState: 4, theirState: 9 }).repairs).toEqual(['resend', 'leave'])
    expect(canAccept({ ourState: 9, theirState: 10 })).toBe(true)
    expect(canAccept({ ourState: 10, theirState: 7 })).toBe(false)
  })
})

describe('what people did on the portal', () => {
  test('is a sheet of the dossiers’ own door', () => {
    const filed = {
      HoSo: {
        MaTTHC: '1.004873',
        DonViXuLy: 'H99.31',
        ChuHoSo: 'Nguyễn Văn An',
        SoGiayToChuHoSo: '099088000011',
        LoaiDoiTuong: '1',
        NgaySinh: '19880412',
        DiaChi: '',
        Email: '',
        SoDienThoai: '0912345678',
        TrichYeuHoSo: '',
        ThanhPhan: [{ MaThanhPhanHoSo: 'don', SoBan: 1 }],
        DaThanhToan: 0
      }
    } as const
    expect(sheetFrom(filed as never, [])).toMatchObject({
      procedure: '1.004873',
      channel: 'online',
      receivingUnit: 'H99.31',
      applicant: { kind: 'person', birth: '1988-04-12', phone: '0912345678' },
      papers: [{ code: 'don', copies: 1 }]
    })
  })

  test('waits for its dossier, though not for ever', () => {
    expect(mayStillCome('not-found', 3)).toBe(true)
    expect(mayStillCome('not-found', 100)).toBe(false)
    expect(mayStillCome('procedure-unknown', 1)).toBe(false)
  })
})
