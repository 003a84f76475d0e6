import { temporaryResidenceForm } from './form.residence.ts'
import { application, identity, identityRequest, photos, residenceDeclaration } from './papers.ts'
import { NO_FEE_FOR, UNVERIFIED, fee, months, paper, result, workingDays, workingHours } from './sketch.ts'
import type { Sketch } from './sketch.ts'

const RESIDENCE = { vi: 'Đăng ký, quản lý cư trú', en: 'Residence' }
const IDENTITY = { vi: 'Cấp, quản lý căn cước', en: 'Identity cards' }
const BORDER = { vi: 'Quản lý xuất nhập cảnh', en: 'Passports and immigration' }
const RESIDENCE_LAW = [
  'Luật Cư trú 68/2020/QH14',
  'Thông tư 55/2021/TT-BCA',
  'Thông tư 66/2023/TT-BCA',
  'Thông tư 53/2025/TT-BCA',
  'Thông tư 75/2022/TT-BTC'
]
const IDENTITY_LAW = [
  'Luật Căn cước 26/2023/QH15',
  'Nghị định 70/2024/NĐ-CP',
  'Thông tư 17/2024/TT-BCA',
  'Thông tư 18/2024/TT-BCA'
]
const base = { settles: 'commune', agency: 'Công an cấp xã', ministry: 'Bộ Công an' } as const
const home = { ...base, field: RESIDENCE, law: RESIDENCE_LAW, decision: '9354/QĐ-BCA-C06' } as const
const card = { ...base, field: IDENTITY, law: IDENTITY_LAW, decision: '5710/QĐ-BCA-C06' } as const
const homeProof = paper('cho-o', 'Giấy tờ, tài liệu chứng minh chỗ ở hợp pháp', 'Proof of a lawful home', {
  copies: 1,
  replacedBy: 'Cơ sở dữ liệu quốc gia về đất đai'
})
const registered = result(
  'KQ.G01.000065',
  'Thông báo kết quả giải quyết thủ tục về cư trú',
  'Notice of the residence result'
)
const residenceFee = (counter: number, online: number) => [
  fee('Lệ phí đăng ký cư trú', 'Residence fee', counter, { channel: 'counter', per: 'lần', relief: NO_FEE_FOR }),
  fee('Lệ phí đăng ký cư trú', 'Residence fee', online, { channel: 'online', per: 'lần', relief: NO_FEE_FOR })
]

export const residenceAndIdentity: Sketch[] = [
  {
    ...card,
    code: '1.012566',
    name: {
      vi: 'Xác nhận số chứng minh nhân dân 09 số, số định danh cá nhân (thực hiện tại cấp xã)',
      en: 'Confirmation of an old 9-digit identity number'
    },
    decision: '4864/QĐ-BCA-C06',
    limit: workingDays(7),
    promise: workingDays(3),
    papers: [
      identityRequest,
      paper('cmnd-cu', 'Giấy chứng minh nhân dân 09 số (nếu có)', 'The old identity card, if any', { optional: true })
    ],
    results: result(
      'KQ.G01.000060',
      'Giấy xác nhận số chứng minh nhân dân 09 số, số định danh cá nhân',
      'Confirmation of the number'
    ),
    service: 'full',
    essential: 1,
    weight: 8
  },
  {
    ...card,
    code: '1.014063',
    name: { vi: 'Cấp đổi thẻ căn cước', en: 'Exchange of the identity card' },
    limit: workingDays(7),
    papers: [identityRequest],
    fees: [fee('Lệ phí cấp đổi thẻ căn cước', 'Identity card fee', 50_000, { per: 'thẻ', relief: NO_FEE_FOR })],
    results: result('KQ.G01.000023', 'Thẻ căn cước', 'Identity card'),
    service: 'partial',
    essential: 2,
    weight: 30
  },
  {
    ...card,
    code: '1.014064',
    name: { vi: 'Cấp lại thẻ căn cước', en: 'Replacement of the identity card' },
    limit: workingDays(7),
    papers: [identityRequest],
    fees: [fee('Lệ phí cấp lại thẻ căn cước', 'Identity card fee', 70_000, { per: 'thẻ', relief: NO_FEE_FOR })],
    results: result('KQ.G01.000023', 'Thẻ căn cước', 'Identity card'),
    service: 'partial',
    essential: 2,
    weight: 14
  },
  {
    ...home,
    code: '1.004222',
    name: { vi: 'Đăng ký thường trú', en: 'Permanent residence' },
    decision: '1523/QĐ-BCA-C06',
    limit: workingDays(7),
    promise: workingDays(5),
    papers: [
      residenceDeclaration,
      homeProof,
      paper(
        'quan-he',
        'Giấy tờ chứng minh quan hệ nhân thân với chủ hộ',
        'Proof of kinship with the head of the household',
        { copies: 1, optional: true, replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư' }
      )
    ],
    fees: residenceFee(20_000, 10_000),
    results: registered,
    service: 'full',
    essential: 3,
    weight: 32
  },
  {
    ...home,
    code: '1.004194',
    name: { vi: 'Đăng ký tạm trú', en: 'Temporary residence' },
    limit: workingDays(3),
    papers: [
      residenceDeclaration,
      homeProof,
      paper('dong-y', 'Ý kiến đồng ý của cha, mẹ hoặc người giám hộ', 'Consent of a parent or guardian', {
        when: '=co_tre_em = true'
      }),
      paper('danh-sach', 'Văn bản đề nghị kèm danh sách người tạm trú', 'Request with the list of residents', {
        when: '=cach_dang_ky = "danh_sach"'
      })
    ],
    fees: [
      ...residenceFee(15_000, 7_000),
      fee('Lệ phí đăng ký tạm trú theo danh sách', 'Residence fee by list', 10_000, {
        channel: 'counter',
        case: 'Theo danh sách',
        per: 'người',
        quantity: 'people'
      })
    ],
    results: registered,
    service: 'full',
    form: temporaryResidenceForm,
    essential: 4,
    weight: 42
  },
  {
    ...home,
    code: '1.003677',
    name: { vi: 'Khai báo tạm vắng', en: 'Declaration of temporary absence' },
    limit: workingDays(1),
    otherLimits: [
      {
        channel: 'counter',
        case: 'Trường hợp phức tạp',
        limit: workingDays(2),
        text: 'Trường hợp phức tạp không quá 02 ngày làm việc'
      }
    ],
    papers: [
      application('Đề nghị khai báo tạm vắng', 'Declaration', 'CT03'),
      paper(
        'dong-y-giam-sat',
        'Văn bản đồng ý của cơ quan giám sát, quản lý, giáo dục',
        'Consent of the supervising agency',
        { optional: true }
      )
    ],
    results: result('KQ.G01.000061', 'Phiếu khai báo tạm vắng', 'Declaration slip'),
    service: 'full',
    process: 'xa-don-gian',
    essential: 5,
    weight: 5
  },
  {
    ...home,
    code: '2.001159',
    name: { vi: 'Thông báo lưu trú', en: 'Notice of a stay' },
    applicants: ['person', 'organisation', 'household'],
    limit: workingHours(1),
    papers: [
      paper(
        'thong-bao',
        'Nội dung thông báo lưu trú: họ tên, số định danh, lý do, thời gian, địa chỉ',
        'Who stays where, why and how long'
      )
    ],
    results: result(
      'KQ.G01.000066',
      'Cập nhật thông tin lưu trú trong Cơ sở dữ liệu về cư trú',
      'The stay is entered in the residence database'
    ),
    service: 'full',
    process: 'xa-don-gian',
    essential: 6,
    weight: 40
  },
  {
    ...home,
    code: '1.010041',
    name: { vi: 'Xác nhận thông tin về cư trú', en: 'Confirmation of residence' },
    limit: workingDays(1),
    otherLimits: [
      { channel: 'counter', case: 'Phải xác minh', limit: workingDays(3), text: '03 ngày làm việc nếu cần xác minh' }
    ],
    papers: [residenceDeclaration],
    results: result(
      'KQ.G01.000068',
      'Xác nhận thông tin về cư trú (Mẫu CT07)',
      'Confirmation of residence (form CT07)'
    ),
    service: 'full',
    weight: 36
  },
  {
    ...home,
    code: '1.010038',
    name: { vi: 'Tách hộ', en: 'Separation of a household' },
    limit: workingDays(5),
    papers: [
      residenceDeclaration,
      paper('dong-y-chu-ho', 'Ý kiến đồng ý của chủ hộ', 'Consent of the head of the household')
    ],
    fees: residenceFee(10_000, 5_000),
    results: registered,
    service: 'full',
    weight: 6
  },
  {
    ...base,
    code: '1.001456',
    name: { vi: 'Cấp hộ chiếu phổ thông ở trong nước (thực hiện tại cấp tỉnh)', en: 'Ordinary passport' },
    field: BORDER,
    settles: 'cong-an',
    agency: 'Phòng Quản lý xuất nhập cảnh, Công an tỉnh',
    decision: '5568/QĐ-BCA',
    law: ['Luật 49/2019/QH14', 'Luật 23/2023/QH15', 'Thông tư 31/2023/TT-BCA', 'Thông tư 25/2021/TT-BTC'],
    limit: workingDays(8),
    promise: workingDays(5),
    papers: [
      application('Tờ khai đề nghị cấp hộ chiếu (TK01; TK01a cho người chưa đủ 14 tuổi)', 'Passport form', 'TK01'),
      photos,
      paper('ho-chieu-cu', 'Hộ chiếu còn giá trị cấp lần gần nhất', 'The last valid passport', { optional: true })
    ],
    fees: [
      fee('Lệ phí cấp hộ chiếu', 'Passport fee', 200_000, { channel: 'counter', per: 'hộ chiếu' }),
      fee('Lệ phí cấp hộ chiếu', 'Passport fee', 160_000, {
        channel: 'online',
        per: 'hộ chiếu',
        note: 'Mức theo Thông tư 44/2023/TT-BTC; cần kiểm tra còn áp dụng. (Check that it still applies.)'
      }),
      fee('Lệ phí cấp lại do hỏng hoặc mất', 'Replacement fee', 400_000, {
        channel: 'counter',
        case: 'Hỏng hoặc mất',
        per: 'hộ chiếu'
      })
    ],
    results: result('KQ.G01.000083', 'Hộ chiếu phổ thông', 'Ordinary passport'),
    service: 'full',
    essential: 9,
    weight: 26
  },
  {
    ...base,
    code: '1.001010',
    name: {
      vi: 'Cấp thẻ thường trú cho người nước ngoài tại Việt Nam (thực hiện tại cấp tỉnh)',
      en: 'Permanent residence card for a foreigner'
    },
    field: BORDER,
    settles: 'cong-an',
    agency: 'Phòng Quản lý xuất nhập cảnh, Công an tỉnh',
    decision: '5568/QĐ-BCA',
    law: ['Luật 47/2014/QH13', 'Luật 51/2019/QH14'],
    limit: months(6),
    papers: [
      application('Đơn xin thường trú', 'Request for permanent residence', 'NA12'),
      paper('ly-lich-nuoc-ngoai', 'Lý lịch tư pháp do nước có quốc tịch cấp', 'Criminal record of the home country'),
      paper('bao-lanh', 'Giấy bảo lãnh của người mời', 'Guarantee of the host', { template: 'NA11' })
    ],
    results: result('KQ.G01.000090', 'Thẻ thường trú', 'Permanent residence card'),
    service: 'partial',
    process: 'so-lay-y-kien',
    note: UNVERIFIED,
    weight: 0.3
  },
  {
    ...home,
    code: '1.013133',
    name: { vi: 'Thủ tục đăng ký nghĩa vụ quân sự lần đầu', en: 'First registration for military service' },
    field: { vi: 'Nghĩa vụ quân sự', en: 'Military service' },
    agency: 'Ban Chỉ huy quân sự cấp xã',
    ministry: 'Bộ Quốc phòng',
    law: ['Luật Nghĩa vụ quân sự 78/2015/QH13', 'Nghị định 13/2016/NĐ-CP'],
    decision: 'Bộ Quốc phòng',
    limit: workingDays(1),
    papers: [application('Phiếu tự khai sức khỏe nghĩa vụ quân sự', 'Health self-declaration', 'NVQS'), identity],
    results: result('KQ.G11.000001', 'Giấy chứng nhận đăng ký nghĩa vụ quân sự', 'Certificate of registration'),
    service: 'partial',
    process: 'xa-don-gian',
    note: UNVERIFIED,
    weight: 5
  }
]
