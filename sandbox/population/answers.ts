import { PEOPLE } from './people.ts'
import type { Invented } from './people.ts'

/** A question as both protocols carry it. */
export type Asked = {
  readonly MaYeuCau?: string
  readonly MaCanBo?: string
  readonly SoDinhDanh?: string
  readonly SoCMND?: string
  readonly HoVaTen?: string
  readonly NgayThangNamSinh?: { readonly NgayThangNam?: string; readonly Nam?: string }
  readonly QuanHe?: string
  readonly NhanThan?: Omit<Asked, 'NhanThan'>
}
export type Tree = { readonly [name: string]: string | Tree }

/** What the database answers, as a tree of named elements; `operation` is the element of the national axis. */
export function answerTo(operation: string, asked: Asked, fault: string | null): Tree {
  const own = { MaYeuCau: asked.MaYeuCau ?? '' }
  const refused = (code: string): Tree => ({ ...own, Loi: { MaLoi: code, MoTa: 'Hộp cát' } })
  if (fault === 'locked' || asked.MaCanBo?.startsWith('LOCKED')) return refused('TAI_KHOAN_BI_KHOA')
  if (fault === 'quota' || asked.MaCanBo?.startsWith('QUOTA')) return refused('VUOT_HAN_MUC')
  const person = PEOPLE.get(asked.SoDinhDanh ?? asked.SoCMND ?? '')
  if (!person) return refused('KHONG_TIM_THAY')
  const same = matches(person, asked)
  switch (operation) {
    case 'XacThucThongTinCongDan':
      return { ...own, KetQuaXacThuc: { TonTai: String(same) } }
    case 'TraCuuThongTinCongDan':
      return same ? { ...own, CongDan: everythingOf(person) } : refused('KHONG_KHOP')
    case 'XacMinhThongTinNhanThan': {
      if (!same) return refused('KHONG_KHOP')
      const relative = PEOPLE.get(asked.NhanThan?.SoDinhDanh ?? '')
      const right = { CHA: person.father, ME: person.mother, VOCHONG: person.spouse }[asked.QuanHe ?? '']
      const related = relative !== undefined && relative.number === right && matches(relative, asked.NhanThan!)
      return { ...own, KetQuaXacMinh: { DungQuanHe: String(related) } }
    }
    default:
      return refused('DICH_VU_KHONG_CO')
  }
}

/** All three must match: the number found the person; name and birth are compared. */
function matches(person: Invented, { HoVaTen, NgayThangNamSinh }: Asked): boolean {
  const birth = NgayThangNamSinh?.NgayThangNam ?? NgayThangNamSinh?.Nam
  return (
    person.name.toLocaleUpperCase('vi') === HoVaTen && (birth === person.birth || birth === person.birth.slice(0, 4))
  )
}

const PROVINCE = '99'
const place = (detail: string): Tree => ({
  MaTinhThanh: PROVINCE,
  MaQuanHuyen: '',
  MaPhuongXa: '99001',
  ChiTiet: detail,
  QuocGia: 'VN'
})
function nameOf(name: string): Tree {
  const words = name.split(' ')
  return { Ho: words[0]!, ChuDem: words.slice(1, -1).join(' '), Ten: words.at(-1)! }
}
const relative = (number: string | undefined): Tree => {
  const person = number ? PEOPLE.get(number) : undefined
  return person
    ? { HoVaTen: nameOf(person.name), SoDinhDanh: person.number }
    : { HoVaTen: { Ho: '', ChuDem: '', Ten: '' }, SoDinhDanh: '' }
}

/** The real database sends whatever it has; keeping less is the asker's duty. */
const everythingOf = (person: Invented): Tree => ({
  SoDinhDanh: person.number,
  SoCMND: person.oldNumber,
  HoVaTen: nameOf(person.name),
  GioiTinh: person.sex === 'male' ? '1' : '2',
  DanToc: 'Kinh',
  TonGiao: 'Không',
  TinhTrangHonNhan: person.spouse ? 'Đã kết hôn' : 'Chưa kết hôn',
  NhomMau: 'O',
  NgayThangNamSinh: person.birth.length === 4 ? { Nam: person.birth } : { NgayThangNam: person.birth },
  NoiDangKyKhaiSinh: place(person.address),
  QuocTich: 'Việt Nam',
  QueQuan: place(person.address),
  ThuongTru: place(person.address),
  NoiOHienTai: place(person.address),
  Cha: relative(person.father),
  Me: relative(person.mother),
  VoChong: relative(person.spouse),
  ChuHo: { ...relative(person.number), QuanHe: 'Chủ hộ' },
  SoSoHoKhau: ''
})
