import { z } from 'zod'

/** Instants as the national portal writes them: yyyyMMddHHmmss in Vietnam's time. */
const Time = z.string().regex(/^\d{14}$/)
const MaybeTime = z.union([Time, z.literal('')])
const Code = z.string().min(1).max(80)
const words = (most = 4000) => z.string().max(most)
export const NationalState = z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])

const Supplement = z.object({
  HoSoBoSungId: Code,
  NoiDungBoSung: words(),
  NgayBoSung: MaybeTime,
  NgayTiepNhanBoSung: MaybeTime,
  TrangThaiBoSung: z.enum(['0', '1'])
})
const Fee = z.object({
  TenPhiLePhi: words(300),
  MaPhiLePhi: words(60),
  HinhThucThu: z.enum(['1', '2', '4']),
  Gia: z.string().regex(/^\d{1,12}$/),
  LoaiPhiLePhi: z.enum(['1', '2'])
})
const Result = z.object({
  TenGiayTo: words(300),
  MaThanhPhanHoSo: words(80),
  GiayToId: words(80),
  DuongDanTepTinKetQua: words(500),
  MaGiayToKetQua: words(80)
})
const Paper = z.object({
  TepDinhKemId: words(80),
  TenTepDinhKem: words(300),
  MaThanhPhanHoSo: words(80),
  DuongDanTaiTepTin: words(500),
  DuocSoHoa: z.enum(['0', '1']),
  DuocTaiSuDung: z.enum(['0', '1', '2'])
})

/** A dossier as it goes over the wire: field by field the national record, nothing beside it. */
export const PortalRecord = z.strictObject({
  MaHoSo: Code,
  MaTTHC: Code,
  TenTTHC: words(1000),
  MaLinhVuc: words(60),
  TenLinhVuc: words(300),
  KenhThucHien: z.enum(['1', '2', '3']),
  ChuHoSo: words(300),
  SoGiayToChuHoSo: words(40),
  LoaiDoiTuong: z.enum(['1', '2', '3', '4']),
  /** Version and time of the state: what is older than what the portal has changes nothing there. */
  ThongTinKhac: words(400),
  Email: words(200),
  SoDienThoai: words(40),
  TrichYeuHoSo: words(2000),
  NgayNopHoSo: Time,
  NgayTiepNhan: MaybeTime,
  NgayHenTra: MaybeTime,
  NgayTuChoi: MaybeTime,
  TrangThaiHoSo: NationalState,
  NgayTra: MaybeTime,
  HinhThuc: z.enum(['0', '1']),
  NgayKetThucXuLy: MaybeTime,
  DonViXuLy: words(300),
  NoiNopHoSo: z.enum(['1', '2']),
  DuocThanhToanTrucTuyen: z.enum(['0', '1', '2', '3']),
  DinhDanhCHS: z.array(z.object({ LoaiDinhDanh: z.enum(['1', '2']), SoDinhDanh: words(40) })).max(2),
  TaiLieuNop: z.array(Paper).max(100),
  DanhSachLePhi: z.array(Fee).max(20),
  DanhSachHoSoBoSung: z.array(Supplement).max(20),
  DanhSachGiayToKetQua: z.array(Result).max(20)
})
export type PortalRecord = z.infer<typeof PortalRecord>

/** One line of a dossier's progress; the key of a line is its dossier and `ThoiDiemXuLy` with the version. */
export const ProgressLine = z.strictObject({
  MaHoSo: Code,
  NguoiXuLy: words(200),
  ChucDanh: words(100),
  ThoiDiemXuLy: Time,
  PhongBanXuLy: words(300),
  NoiDungXuLy: words(500),
  TrangThai: NationalState,
  NgayBatDau: MaybeTime,
  NgayKetThucTheoQuyDinh: MaybeTime,
  ThongTinKhac: words(400)
})
export type ProgressLine = z.infer<typeof ProgressLine>

export const TakenOutcome = z.enum(['stored', 'exists', 'older', 'unknown', 'refused'])
export type TakenOutcome = z.infer<typeof TakenOutcome>
/** What became of each record or line, in their order. */
export const Taken = z.object({
  kind: z.literal('taken'),
  results: z.array(z.object({ code: Code, outcome: TakenOutcome }))
})
export type Taken = z.infer<typeof Taken>

/** What the portal says it has of a dossier. */
export const KnownThere = z.object({
  code: Code,
  state: z.coerce.number().int().min(1).max(10),
  version: z.number().int().nullable(),
  at: Time,
  receivedAt: MaybeTime
})
export type KnownThere = z.infer<typeof KnownThere>

/** A file that a person handed in there, and where it is fetched: an address of the portal itself. */
const ArrivedFile = z.object({
  TenTepDinhKem: z.string().min(1).max(300),
  MaThanhPhanHoSo: words(80).default(''),
  DuongDanTaiTepTin: z.string().min(1).max(500)
})
const Applicant = z.object({
  ChuHoSo: z.string().min(1).max(300),
  SoGiayToChuHoSo: z.string().min(1).max(40),
  LoaiDoiTuong: z.enum(['1', '2', '3', '4']),
  NgaySinh: words(10).default(''),
  DiaChi: words(300).default(''),
  Email: words(200).default(''),
  SoDienThoai: words(40).default('')
})
/** What citizens do on the portal with dossiers that this province settles. `MaThongDiep` makes it one occasion. */
export const Arrival = z
  .object({
    MaThongDiep: z
      .string()
      .regex(/^[\w.-]{1,80}$/)
      .meta({ description: 'Names the occasion: the same again changes nothing' }),
    MaHoSo: Code.meta({ description: 'The code of the dossier on the portal' }),
    ThoiDiem: Time,
    LoaiThongDiep: z.enum(['NOP_HO_SO', 'BO_SUNG', 'THANH_TOAN', 'RUT_HO_SO', 'HOI_TRANG_THAI']),
    HoSo: Applicant.extend({
      MaTTHC: Code,
      DonViXuLy: Code,
      TrichYeuHoSo: words(2000).default(''),
      ThanhPhan: z
        .array(z.object({ MaThanhPhanHoSo: Code, SoBan: z.number().int().min(0).max(99).default(1) }))
        .max(60)
        .default([]),
      DaThanhToan: z.number().int().min(0).max(1_000_000_000).default(0)
    }).optional(),
    TaiLieuNop: z
      .array(ArrivedFile)
      .max(40)
      .default([])
      .meta({ description: 'With a filing or a supplement: files to be fetched from the portal' }),
    ThanhToan: z.object({ SoTien: z.number().int().positive().max(1_000_000_000), MaGiaoDich: Code }).optional(),
    NoiDung: words(1000).default('')
  })
  .refine(({ LoaiThongDiep: kind, HoSo }) => kind !== 'NOP_HO_SO' || HoSo !== undefined, { path: ['HoSo'] })
  .refine(({ LoaiThongDiep: kind, ThanhToan }) => kind !== 'THANH_TOAN' || ThanhToan !== undefined, {
    path: ['ThanhToan']
  })
export type Arrival = z.infer<typeof Arrival>
