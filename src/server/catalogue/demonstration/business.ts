import { householdBusinessForm } from './form.business.ts'
import { application, authorisation, businessProof, identity } from './papers.ts'
import { COUNCIL_FEE, UNVERIFIED, calendarDays, fee, paper, result, workingDays } from './sketch.ts'
import type { Sketch } from './sketch.ts'

const HOUSEHOLD = { vi: 'Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)', en: 'Household businesses' }
const COMPANY = { vi: 'Thành lập và hoạt động của doanh nghiệp', en: 'Companies' }
const TAX = { vi: 'Thuế', en: 'Tax' }
const household = {
  field: HOUSEHOLD,
  settles: 'commune',
  agency: 'Cơ quan đăng ký kinh doanh cấp xã',
  ministry: 'Bộ Tài chính',
  applicants: ['person', 'household'],
  decision: '2353/QĐ-BTC',
  law: ['Luật Doanh nghiệp 59/2020/QH14', 'Luật 76/2025/QH15', 'Nghị định 168/2025/NĐ-CP', 'Thông tư 68/2025/TT-BTC'],
  limit: workingDays(3),
  service: 'full'
} as const
const company = {
  field: COMPANY,
  settles: 'so-tai-chinh',
  agency: 'Phòng Đăng ký kinh doanh, Sở Tài chính',
  ministry: 'Bộ Tài chính',
  applicants: ['person', 'organisation'],
  decision: '92/QĐ-BTC',
  law: household.law,
  limit: workingDays(3),
  service: 'full'
} as const
const companyFees = [
  fee('Phí công bố nội dung đăng ký doanh nghiệp', 'Publication fee', 100_000, { per: 'lần' }),
  fee('Lệ phí đăng ký doanh nghiệp', 'Registration fee', 50_000, {
    per: 'hồ sơ',
    channel: 'counter',
    text: 'Miễn khi nộp trực tuyến'
  })
]
const companyPapers = [
  application('Giấy đề nghị đăng ký doanh nghiệp', 'Request for registration', 'DKDN'),
  paper('dieu-le', 'Điều lệ công ty', 'Articles of association'),
  paper(
    'giay-to-thanh-vien',
    'Giấy tờ pháp lý của thành viên, người đại diện',
    'Identity papers of members and representative',
    { copies: 1, replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư' }
  ),
  paper('huong-loi', 'Danh sách chủ sở hữu hưởng lợi (nếu có)', 'List of beneficial owners, if any', { optional: true })
]

export const business: Sketch[] = [
  {
    ...household,
    code: '1.001612',
    name: { vi: 'Đăng ký thành lập hộ kinh doanh', en: 'Registration of a household business' },
    promise: workingDays(2),
    papers: [
      application('Giấy đề nghị đăng ký hộ kinh doanh', 'Request for registration', 'HKD-01'),
      identity,
      paper(
        'uy-quyen-thanh-vien',
        'Văn bản ủy quyền của các thành viên hộ gia đình cho một thành viên làm chủ hộ',
        'Authorisation of one member by the others',
        { copies: 1, when: '=chu_the = "ho_gia_dinh"' }
      ),
      paper(
        'nganh-co-dieu-kien',
        'Chứng chỉ, giấy phép của ngành, nghề kinh doanh có điều kiện',
        'Certificate for a conditional trade',
        { copies: 1, when: '=co_dieu_kien = true' }
      ),
      { ...authorisation, when: '=lam_thay = true' }
    ],
    fees: [
      fee('Lệ phí đăng ký hộ kinh doanh', 'Registration fee', 50_000, {
        channel: 'counter',
        per: 'lần',
        note: COUNCIL_FEE
      }),
      fee('Lệ phí đăng ký hộ kinh doanh', 'Registration fee', 150_000, {
        channel: 'post',
        per: 'lần',
        note: 'Dữ liệu công bố ghi 150.000 đồng cho trực tuyến và bưu chính; mức thực do Hội đồng nhân dân tỉnh quyết định. (Per the data; set by the province.)'
      })
    ],
    results: result('KQ.G12.001041', 'Giấy chứng nhận đăng ký hộ kinh doanh', 'Certificate of registration'),
    form: householdBusinessForm,
    weight: 26
  },
  {
    ...household,
    code: '2.000720',
    name: { vi: 'Đăng ký thay đổi nội dung đăng ký hộ kinh doanh', en: 'Change of a household business' },
    papers: [
      application('Giấy đề nghị đăng ký thay đổi nội dung đăng ký hộ kinh doanh', 'Request for the change', 'HKD-02'),
      authorisation
    ],
    fees: [fee('Lệ phí đăng ký hộ kinh doanh', 'Registration fee', 30_000, { per: 'lần', note: COUNCIL_FEE })],
    results: result('KQ.G12.001041', 'Giấy chứng nhận đăng ký hộ kinh doanh', 'Certificate of registration'),
    weight: 9
  },
  {
    ...household,
    code: '1.001570',
    name: {
      vi: 'Tạm ngừng kinh doanh, tiếp tục kinh doanh trước thời hạn đã thông báo của hộ kinh doanh',
      en: 'Pause or early resumption of a household business'
    },
    papers: [application('Thông báo tạm ngừng hoặc tiếp tục kinh doanh', 'Notice', 'HKD-03'), authorisation],
    results: result('KQ.G12.001049', 'Giấy xác nhận đăng ký tạm ngừng kinh doanh', 'Confirmation'),
    weight: 7
  },
  {
    ...household,
    code: '1.001266',
    name: { vi: 'Chấm dứt hoạt động hộ kinh doanh', en: 'End of a household business' },
    papers: [application('Thông báo chấm dứt hoạt động hộ kinh doanh', 'Notice', 'HKD-04'), authorisation],
    results: result('KQ.G12.001017', 'Thông báo về việc chấm dứt hoạt động hộ kinh doanh', 'Notice of the end'),
    weight: 8
  },
  {
    ...company,
    code: '2.001583',
    name: { vi: 'Đăng ký thành lập công ty TNHH một thành viên', en: 'Single-member limited company' },
    papers: companyPapers,
    fees: companyFees,
    results: result('KQ.G12.001038', 'Giấy chứng nhận đăng ký doanh nghiệp', 'Enterprise registration certificate'),
    weight: 8
  },
  {
    ...company,
    code: '2.001199',
    name: {
      vi: 'Đăng ký thành lập công ty TNHH hai thành viên trở lên',
      en: 'Limited company with two or more members'
    },
    papers: [...companyPapers, paper('danh-sach', 'Danh sách thành viên', 'List of members')],
    fees: companyFees,
    results: result('KQ.G12.001038', 'Giấy chứng nhận đăng ký doanh nghiệp', 'Enterprise registration certificate'),
    weight: 4
  },
  {
    ...company,
    code: '1.005280',
    name: { vi: 'Đăng ký thành lập hợp tác xã, liên hiệp hợp tác xã', en: 'Registration of a cooperative' },
    field: { vi: 'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã', en: 'Cooperatives' },
    settles: 'commune',
    agency: 'Cơ quan đăng ký kinh doanh cấp xã',
    decision: '2103/QĐ-BTC',
    law: [
      'Luật Hợp tác xã 17/2023/QH15',
      'Nghị định 92/2024/NĐ-CP',
      'Nghị định 125/2025/NĐ-CP',
      'Thông tư 09/2024/TT-BKHĐT'
    ],
    papers: [
      application('Giấy đề nghị đăng ký thành lập hợp tác xã', 'Request for registration', 'HTX-01'),
      paper('dieu-le', 'Điều lệ hợp tác xã', 'Statutes'),
      paper('nghi-quyet', 'Nghị quyết hội nghị thành lập', 'Resolution of the founding meeting')
    ],
    fees: [fee('Lệ phí đăng ký hợp tác xã', 'Registration fee', 100_000, { per: 'lần', note: COUNCIL_FEE })],
    results: result('KQ.G12.001060', 'Giấy chứng nhận đăng ký hợp tác xã', 'Certificate of registration'),
    weight: 0.8
  },
  {
    ...company,
    code: '1.008498',
    name: {
      vi: 'Đăng ký thuế lần đầu đối với người nộp thuế là cá nhân, người phụ thuộc',
      en: 'First tax registration of a person or dependant'
    },
    field: TAX,
    settles: 'so-tai-chinh',
    agency: 'Thuế tỉnh, thuế cơ sở',
    applicants: ['person'],
    decision: '1109/QĐ-BTC',
    law: ['Luật Quản lý thuế 38/2019/QH14', 'Luật 56/2024/QH15', 'Thông tư 86/2024/TT-BTC'],
    papers: [
      application('Tờ khai đăng ký thuế (05-ĐK-TCT hoặc 20-ĐK-TCT)', 'Tax registration form', '05-DK-TCT'),
      identity
    ],
    results: result('KQ.G12.000832', 'Thông báo mã số thuế cá nhân', 'Notice of the tax number'),
    essential: 17,
    weight: 16
  },
  {
    ...company,
    code: '2.000620',
    name: { vi: 'Cấp Giấy phép bán lẻ rượu', en: 'Licence to sell spirits' },
    field: { vi: 'Lưu thông hàng hóa trong nước', en: 'Domestic trade' },
    settles: 'commune',
    agency: 'Ủy ban nhân dân cấp xã',
    ministry: 'Bộ Công Thương',
    applicants: ['organisation', 'household'],
    decision: 'Bộ Công Thương',
    law: ['Nghị định 105/2017/NĐ-CP', 'Nghị định 17/2020/NĐ-CP', 'Nghị quyết 66.7/2025/NQ-CP'],
    limit: workingDays(10),
    papers: [
      application('Đơn đề nghị cấp Giấy phép bán lẻ rượu', 'Request', 'RUOU-01'),
      businessProof,
      paper(
        'hop-dong',
        'Văn bản giới thiệu hoặc hợp đồng nguyên tắc của nhà cung cấp rượu',
        'Contract or introduction of the supplier',
        { copies: 1 }
      )
    ],
    results: result('KQ.G02.000120', 'Giấy phép bán lẻ rượu', 'Licence'),
    note: UNVERIFIED,
    weight: 3
  },
  {
    ...company,
    code: '2.002288',
    name: {
      vi: 'Cấp, cấp lại Phù hiệu cho xe ô tô, xe bốn bánh có gắn động cơ kinh doanh vận tải',
      en: 'Badge for commercial vehicles'
    },
    field: { vi: 'Đường bộ', en: 'Roads' },
    settles: 'so-xay-dung',
    agency: 'Sở Xây dựng',
    ministry: 'Bộ Xây dựng',
    applicants: ['organisation', 'household'],
    decision: 'Bộ Xây dựng',
    law: ['Luật Đường bộ 35/2024/QH15', 'Nghị định 158/2024/NĐ-CP', 'Nghị quyết 66.7/2025/NQ-CP'],
    limit: workingDays(2),
    papers: [
      application('Giấy đề nghị cấp phù hiệu', 'Request', 'PH-01'),
      paper('dang-ky-xe', 'Chứng nhận đăng ký xe', 'Vehicle registration', {
        copies: 1,
        replacedBy: 'Cơ sở dữ liệu đăng ký xe'
      })
    ],
    results: result('KQ.G17.000420', 'Phù hiệu', 'Badge'),
    note: UNVERIFIED,
    weight: 15
  },
  {
    ...company,
    code: '2.001827',
    name: {
      vi: 'Cấp Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm đối với cơ sở sản xuất, kinh doanh thực phẩm nông, lâm, thủy sản',
      en: 'Food-safety certificate for farm, forest and fish products'
    },
    field: { vi: 'Quản lý chất lượng nông lâm sản và thủy sản', en: 'Quality of farm and fish products' },
    settles: 'so-nong-nghiep-moi-truong',
    agency: 'Sở Nông nghiệp và Môi trường',
    ministry: 'Bộ Nông nghiệp và Môi trường',
    applicants: ['organisation', 'household'],
    decision: '1908/QĐ-BNNMT',
    law: ['Luật An toàn thực phẩm 55/2010/QH12', 'Thông tư 17/2025/TT-BNNMT'],
    limit: calendarDays(15),
    papers: [
      application('Đơn đề nghị cấp Giấy chứng nhận (Phụ lục I)', 'Request', 'ATTP-01'),
      paper(
        'thuyet-minh',
        'Bản thuyết minh về cơ sở vật chất, trang thiết bị, dụng cụ',
        'Description of premises and equipment'
      )
    ],
    fees: [
      fee('Phí thẩm định cấp giấy chứng nhận', 'Appraisal fee', 700_000, {
        per: 'cơ sở',
        note: 'Dữ liệu công bố ghi “700 VNĐ”, hiểu là 700.000 đồng; chưa kiểm chứng. (Data say 700; read as 700,000; unverified.)'
      })
    ],
    results: result('KQ.G10.000559', 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm', 'Food-safety certificate'),
    weight: 4
  },
  {
    ...company,
    code: '1.001686',
    name: {
      vi: 'Cấp Giấy chứng nhận đủ điều kiện buôn bán thuốc thú y',
      en: 'Certificate to trade in veterinary medicine'
    },
    field: { vi: 'Thú y', en: 'Veterinary' },
    settles: 'so-nong-nghiep-moi-truong',
    agency: 'Sở Nông nghiệp và Môi trường',
    ministry: 'Bộ Nông nghiệp và Môi trường',
    applicants: ['organisation', 'household'],
    decision: '1649/QĐ-BNNMT',
    law: ['Luật Thú y 79/2015/QH13', 'Luật 146/2025/QH15', 'Nghị định 35/2016/NĐ-CP'],
    limit: workingDays(7),
    papers: [
      application('Đơn đăng ký (Mẫu số 09.QLT)', 'Request', '09.QLT'),
      paper(
        'thuyet-minh',
        'Bản thuyết minh chi tiết cơ sở vật chất, kỹ thuật (Mẫu số 10.QLT)',
        'Description of premises',
        { template: '10.QLT' }
      ),
      paper('cchn', 'Chứng chỉ hành nghề thú y', 'Veterinary licence', { certified: 1 })
    ],
    fees: [fee('Phí kiểm tra điều kiện cơ sở buôn bán thuốc thú y', 'Inspection fee', 230_000, { per: 'lần' })],
    results: result('KQ.G10.000866', 'Giấy chứng nhận đủ điều kiện buôn bán thuốc thú y', 'Certificate'),
    weight: 1.5
  }
]
