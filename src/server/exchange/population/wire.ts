import { z } from 'zod'
import type { Sending } from '../contract.ts'
import { Trouble } from '../trouble.ts'
import type {
  Address,
  Fetched,
  FetchRequest,
  Field,
  Named,
  Person,
  Related,
  RelatedRequest,
  Relation,
  Verified
} from './model.ts'

/** How this installation names itself to the database. */
export type Partner = { readonly integration: string; readonly service: string; readonly unit: string }

/** Names on the wire of the national axis; the REST wrapping of a local axis keeps them. */
export const OPERATIONS = {
  verify: { element: 'XacThucThongTinCongDan', path: 'xac-thuc' },
  fetch: { element: 'TraCuuThongTinCongDan', path: 'tra-cuu' },
  relatives: { element: 'XacMinhThongTinNhanThan', path: 'xac-minh-nhan-than' }
} as const
export type OperationName = keyof typeof OPERATIONS
const RELATION: Record<Relation, string> = { father: 'CHA', mother: 'ME', spouse: 'VOCHONG' }

/** Codes of refusals. Seen differently at different axes, so they stand in one place. */
export const REFUSALS: Readonly<Record<string, 'not-found' | 'mismatch' | 'quota' | 'locked'>> = {
  KHONG_TIM_THAY: 'not-found',
  KHONG_KHOP: 'mismatch',
  VUOT_HAN_MUC: 'quota',
  TAI_KHOAN_BI_KHOA: 'locked'
}

type WireBirth = { NgayThangNam: string } | { Nam: string }
const birthOut = (birth: string): WireBirth =>
  birth.length === 4 ? { Nam: birth } : { NgayThangNam: birth.replaceAll('-', '') }

const named = ({ number, name, birth }: Named) => ({
  ...(number.length === 12 ? { SoDinhDanh: number } : { SoCMND: number }),
  HoVaTen: name.normalize('NFC').toLocaleUpperCase('vi').replace(/\s+/g, ' ').trim(),
  NgayThangNamSinh: birthOut(birth)
})

/** A question with the field names of the national axis, in its order. */
export function questionOut(operation: OperationName, request: unknown, sending: Sending, partner: Partner) {
  const { person } = request as { person: Named }
  const related = request as RelatedRequest
  return {
    MaYeuCau: sending.call,
    MaDVC: sending.procedure || partner.service,
    MaTichHop: partner.integration,
    MaCanBo: sending.account,
    MaDonVi: partner.unit,
    ...named(person),
    ...(operation === 'relatives' ? { QuanHe: RELATION[related.relation], NhanThan: named(related.relative) } : {})
  }
}

const text = z.union([z.string(), z.number()]).transform(String).catch('')
const WireAddress = z
  .object({ MaTinhThanh: text, MaQuanHuyen: text, MaPhuongXa: text, ChiTiet: text, QuocGia: text })
  .partial()
const WireName = z.object({ Ho: text, ChuDem: text, Ten: text }).partial()
const WireDate = z.object({ NgayThangNam: text, Nam: text }).partial()
const WireRelative = z.object({ HoVaTen: WireName, SoDinhDanh: text, QuanHe: text }).partial()
const Citizen = z.object({
  SoDinhDanh: z.string(),
  SoCMND: text.optional(),
  HoVaTen: WireName,
  GioiTinh: text.optional(),
  DanToc: text.optional(),
  TonGiao: text.optional(),
  TinhTrangHonNhan: text.optional(),
  NhomMau: text.optional(),
  NgayThangNamSinh: WireDate,
  NoiDangKyKhaiSinh: WireAddress.optional(),
  QuocTich: text.optional(),
  QueQuan: WireAddress.optional(),
  ThuongTru: WireAddress.optional(),
  NoiOHienTai: WireAddress.optional(),
  Cha: WireRelative.optional(),
  Me: WireRelative.optional(),
  VoChong: WireRelative.optional(),
  ChuHo: WireRelative.optional()
})
type Citizen = z.infer<typeof Citizen>

const truth = z.union([z.boolean(), z.enum(['true', 'false']).transform(word => word === 'true')])
/** An answer of any operation, as the wire has it. */
const Answer = z.object({
  MaYeuCau: z.string(),
  Loi: z.object({ MaLoi: z.string() }).optional(),
  KetQuaXacThuc: z.object({ TonTai: truth }).optional(),
  KetQuaXacMinh: z.object({ DungQuanHe: truth }).optional(),
  CongDan: Citizen.optional()
})

/** An answer in our words; only the fields asked for come in, whatever was sent. */
export function answerIn(
  operation: OperationName,
  request: unknown,
  raw: unknown,
  call: string
): Verified | Fetched | Related {
  const parsed = Answer.safeParse(raw)
  if (!parsed.success)
    throw new Trouble('malformed', `unexpected at ${parsed.error.issues[0]!.path.join('.') || 'the root'}`)
  const { MaYeuCau, Loi, KetQuaXacThuc, KetQuaXacMinh, CongDan } = parsed.data
  if (MaYeuCau !== call) throw new Trouble('not-ours', 'the answer belongs to another question')
  if (Loi) {
    const kind = REFUSALS[Loi.MaLoi]
    if (!kind) throw new Trouble('malformed', 'an unknown code of refusal')
    return { kind }
  }
  switch (operation) {
    case 'verify':
      return KetQuaXacThuc ? { kind: KetQuaXacThuc.TonTai ? 'verified' : 'mismatch' } : missing('KetQuaXacThuc')
    case 'fetch':
      return CongDan ? found(CongDan, request as FetchRequest) : missing('CongDan')
    case 'relatives':
      return KetQuaXacMinh ? { kind: KetQuaXacMinh.DungQuanHe ? 'related' : 'not-related' } : missing('KetQuaXacMinh')
    default:
      return operation satisfies never
  }
}

function missing(element: string): never {
  throw new Trouble('malformed', `${element} is missing`)
}

function found(citizen: Citizen, { person, fields }: FetchRequest): Fetched {
  const number = person.number.length === 12 ? citizen.SoDinhDanh : citizen.SoCMND
  if (number !== person.number) throw new Trouble('not-ours', 'the answer is about another person')
  const part = Object.fromEntries(
    fields.flatMap(field => {
      const value = READ[field](citizen)
      return value === undefined ? [] : [[field, value]]
    })
  )
  const today = person.number === citizen.SoDinhDanh ? {} : { number: citizen.SoDinhDanh }
  return { kind: 'found', person: part as Person, ...today }
}

const SEX: Readonly<Record<string, 'male' | 'female'>> = { '1': 'male', '2': 'female', Nam: 'male', Nữ: 'female' }
const READ: { readonly [F in Field]: (citizen: Citizen) => Person[F] } = {
  name: ({ HoVaTen }) => nameIn(HoVaTen),
  oldNumber: citizen => citizen.SoCMND,
  birth: ({ NgayThangNamSinh: { NgayThangNam, Nam } }) =>
    NgayThangNam ? `${NgayThangNam.slice(0, 4)}-${NgayThangNam.slice(4, 6)}-${NgayThangNam.slice(6, 8)}` : Nam,
  sex: ({ GioiTinh }) => (GioiTinh === undefined ? undefined : (SEX[GioiTinh] ?? 'unknown')),
  ethnicity: citizen => citizen.DanToc,
  religion: citizen => citizen.TonGiao,
  marital: citizen => citizen.TinhTrangHonNhan,
  blood: citizen => citizen.NhomMau,
  nationality: citizen => citizen.QuocTich,
  birthPlace: ({ NoiDangKyKhaiSinh }) => addressIn(NoiDangKyKhaiSinh),
  homeTown: ({ QueQuan }) => addressIn(QueQuan),
  residence: ({ ThuongTru }) => addressIn(ThuongTru),
  current: ({ NoiOHienTai }) => addressIn(NoiOHienTai),
  father: ({ Cha }) => relativeIn(Cha),
  mother: ({ Me }) => relativeIn(Me),
  spouse: ({ VoChong }) => relativeIn(VoChong),
  head: ({ ChuHo }) => ChuHo && { ...relativeIn(ChuHo)!, relation: ChuHo.QuanHe ?? '' }
}

const nameIn = ({ Ho, ChuDem, Ten }: z.infer<typeof WireName>): string =>
  [Ho, ChuDem, Ten].filter(Boolean).join(' ').normalize('NFC')
const addressIn = (at: z.infer<typeof WireAddress> | undefined): Address | undefined =>
  at && {
    province: at.MaTinhThanh ?? '',
    district: at.MaQuanHuyen ?? '',
    ward: at.MaPhuongXa ?? '',
    detail: (at.ChiTiet ?? '').normalize('NFC'),
    country: at.QuocGia ?? ''
  }
const relativeIn = (relative: z.infer<typeof WireRelative> | undefined) =>
  relative && { name: nameIn(relative.HoVaTen ?? {}), number: relative.SoDinhDanh ?? '' }
