import type { FileRef } from '#server/documents/index.ts'
import type { Channel, Dossier, DossierEvent, DossierEventType, PaperEntry } from '#server/dossiers/index.ts'
import { nationalTime, versionOut } from '#server/exchange/index.ts'
import type { NationalState, PortalRecord, ProgressLine } from '#server/exchange/index.ts'
import type { RuleSet } from '#server/rulesets/index.ts'
import type { z } from 'zod'

type State = z.infer<typeof NationalState>
/** KenhThucHien: 1 direct, 2 online, 3 public post. */
const CHANNELS = { counter: '1', online: '2', post: '3' } as const satisfies Record<Channel, string>
const OWNERS = { person: '1', organisation: '2' } as const

/** Events of which the portal is told: those that change what it shows or that a citizen would ask about. */
export const COUNTED = [
  'dossier.filed',
  'dossier.received',
  'dossier.settled-at-once',
  'dossier.not-accepted',
  'dossier.supplement-requested',
  'dossier.supplemented',
  'dossier.fee-requested',
  'dossier.fee-paid',
  'clock.paused',
  'clock.resumed',
  'clock.extended',
  'step.completed',
  'step.sent-back',
  'dossier.settled',
  'dossier.refused',
  'dossier.returned',
  'dossier.withdrawal-requested',
  'dossier.withdrawal-declined',
  'dossier.withdrawn',
  'dossier.stopped',
  'dossier.corrected',
  'dossier.voided'
] as const satisfies readonly DossierEventType[]
export const isCounted = (type: string): boolean => (COUNTED as readonly string[]).includes(type)

/** The national state of a dossier by its rule set; null for one that the portal is not told of. */
export const stateOf = (dossier: Pick<Dossier, 'phase'>, rules: Pick<RuleSet, 'nationalStates'>): number | null =>
  rules.nationalStates[dossier.phase]

export type RecordFacts = {
  /** The code both sides know it by. */
  readonly code: string
  readonly source: 'own' | 'portal'
  readonly version: number
  readonly versionAt: Date
  readonly state: number
  readonly field: { readonly code: string; readonly name: string }
  readonly settlingUnitName: string
  /** Where the portal fetches files: the address of this house. */
  readonly origin: string
}

/** A dossier as the national record: field by field, and nothing personal beyond what the record asks for. Pure. */
export function recordOf(dossier: Dossier, facts: RecordFacts): PortalRecord {
  const { applicant, delegate, fee } = dossier
  const refusedAt = dossier.phase === 'not-accepted' ? dossier.finishedAt : null
  return {
    MaHoSo: facts.code,
    MaTTHC: dossier.procedure.code,
    TenTTHC: dossier.procedure.name,
    MaLinhVuc: facts.field.code,
    TenLinhVuc: facts.field.name,
    KenhThucHien: CHANNELS[dossier.channel],
    ChuHoSo: applicant.name,
    SoGiayToChuHoSo: applicant.number,
    LoaiDoiTuong: OWNERS[applicant.kind],
    ThongTinKhac: versionOut(facts.version, nationalTime(facts.versionAt)),
    Email: (delegate ?? applicant).email ?? '',
    SoDienThoai: (delegate ?? applicant).phone ?? '',
    TrichYeuHoSo: dossier.content,
    NgayNopHoSo: nationalTime(dossier.filedAt),
    NgayTiepNhan: nationalTime(dossier.receivedAt),
    NgayHenTra: nationalTime(dossier.dueAt ?? dossier.originalDueAt),
    NgayTuChoi: nationalTime(refusedAt),
    TrangThaiHoSo: String(facts.state) as State,
    NgayTra: nationalTime(dossier.returnedAt),
    HinhThuc: dossier.channel === 'post' ? '1' : '0',
    NgayKetThucXuLy: refusedAt ? '' : nationalTime(dossier.finishedAt),
    DonViXuLy: facts.settlingUnitName,
    NoiNopHoSo: facts.source === 'portal' ? '1' : '2',
    DuocThanhToanTrucTuyen: (fee.online ?? 0) > 0 ? (facts.source === 'portal' ? '1' : '2') : '0',
    DinhDanhCHS: [{ LoaiDinhDanh: applicant.kind === 'person' ? '1' : '2', SoDinhDanh: applicant.number }],
    TaiLieuNop: dossier.papers.flatMap(paper => papersOut(paper, facts)).slice(0, MOST_FILES),
    DanhSachLePhi:
      fee.amount > 0
        ? [{ TenPhiLePhi: 'Phí, lệ phí', MaPhiLePhi: '', HinhThucThu: '1', Gia: String(fee.amount), LoaiPhiLePhi: '1' }]
        : [],
    DanhSachHoSoBoSung: supplementsOf(dossier, facts),
    DanhSachGiayToKetQua: resultsOf(dossier, facts)
  }
}

/** What is asked for now; what for is told the applicant here and by notice, the portal gets the words alone. */
function supplementsOf(dossier: Dossier, facts: RecordFacts): PortalRecord['DanhSachHoSoBoSung'] {
  if (dossier.phase !== 'supplement') return []
  const wanted = dossier.asked.map(({ about, note }) => [about.name, note].filter(Boolean).join(': ')).join('\n')
  return [
    {
      HoSoBoSungId: `${facts.code}-${dossier.supplementRequests}`,
      NoiDungBoSung: wanted.slice(0, 4000),
      NgayBoSung: nationalTime(facts.versionAt),
      NgayTiepNhanBoSung: '',
      TrangThaiBoSung: '0'
    }
  ]
}

function resultsOf({ result }: Dossier, facts: RecordFacts): PortalRecord['DanhSachGiayToKetQua'] {
  if (!result) return []
  const files: readonly (FileRef | null)[] = result.files.length > 0 ? result.files : [null]
  return files.slice(0, 20).map(file => ({
    TenGiayTo: result.kind === 'granted' ? 'Kết quả giải quyết' : 'Văn bản từ chối',
    MaThanhPhanHoSo: '',
    GiayToId: result.number,
    DuongDanTepTinKetQua: file ? addressOf(file, facts) : '',
    MaGiayToKetQua: result.number
  }))
}

/** As many lines of papers as a record carries. */
const MOST_FILES = 100
/** Where the portal fetches a file, with its own token. */
const addressOf = ({ id }: FileRef, { origin, code }: RecordFacts): string =>
  `${origin}/api/v1/portal/files/${encodeURIComponent(code)}/${id}`

/** A paper: one line for each of its files, those of supplements too, or one line that it was seen on paper. */
function papersOut({ code, name, files }: PaperEntry, facts: RecordFacts): PortalRecord['TaiLieuNop'] {
  const line = { MaThanhPhanHoSo: code, DuocTaiSuDung: '0' } as const
  if (files.length === 0)
    return [{ ...line, TepDinhKemId: '', TenTepDinhKem: name.slice(0, 300), DuongDanTaiTepTin: '', DuocSoHoa: '0' }]
  return files.map(file => ({
    ...line,
    TepDinhKemId: file.id,
    TenTepDinhKem: file.name.slice(0, 300),
    DuongDanTaiTepTin: addressOf(file, facts),
    DuocSoHoa: '1'
  }))
}

export type LineFacts = {
  readonly code: string
  readonly version: number
  readonly at: Date
  readonly state: number
  readonly type: string
  readonly unit: string
  readonly dueAt: Date | null
}

/** What was done, in the portal's words. */
const DONE: Readonly<Partial<Record<DossierEvent['type'], string>>> = {
  'dossier.filed': 'Nộp hồ sơ',
  'dossier.received': 'Tiếp nhận hồ sơ',
  'dossier.settled-at-once': 'Tiếp nhận, giải quyết và trả kết quả ngay',
  'dossier.not-accepted': 'Từ chối tiếp nhận',
  'dossier.supplement-requested': 'Yêu cầu bổ sung hồ sơ',
  'dossier.supplemented': 'Tiếp nhận bổ sung',
  'dossier.fee-requested': 'Yêu cầu thực hiện nghĩa vụ tài chính',
  'dossier.fee-paid': 'Đã thực hiện nghĩa vụ tài chính',
  'clock.paused': 'Tạm dừng tính thời gian',
  'clock.resumed': 'Tiếp tục tính thời gian',
  'clock.extended': 'Gia hạn giải quyết',
  'step.completed': 'Hoàn thành một bước xử lý',
  'step.sent-back': 'Chuyển lại bước trước',
  'dossier.settled': 'Đã có kết quả',
  'dossier.refused': 'Từ chối giải quyết',
  'dossier.returned': 'Đã trả kết quả',
  'dossier.withdrawal-requested': 'Công dân yêu cầu rút hồ sơ',
  'dossier.withdrawal-declined': 'Không chấp nhận rút hồ sơ',
  'dossier.withdrawn': 'Cho rút hồ sơ',
  'dossier.stopped': 'Dừng xử lý',
  'dossier.corrected': 'Đính chính thông tin hồ sơ'
}

/** One line of progress. Who did it stays here: the portal is told the unit and the post alone. Pure. */
export const lineOf = (facts: LineFacts): ProgressLine => ({
  MaHoSo: facts.code,
  NguoiXuLy: facts.unit,
  ChucDanh: '',
  ThoiDiemXuLy: nationalTime(facts.at),
  PhongBanXuLy: facts.unit,
  NoiDungXuLy: DONE[facts.type as DossierEventType] ?? 'Cập nhật hồ sơ',
  TrangThai: String(facts.state) as State,
  NgayBatDau: nationalTime(facts.at),
  NgayKetThucTheoQuyDinh: nationalTime(facts.dueAt),
  ThongTinKhac: versionOut(facts.version, nationalTime(facts.at))
})
