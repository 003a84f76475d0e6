import { recordForm } from './form.record.ts'
import { application, authorisation, health, identity, licenceProof } from './papers.ts'
import { UNVERIFIED, UNVERIFIED_CODE, calendarDays, fee, paper, result, workingDays, workingHours } from './sketch.ts'
import type { Sketch } from './sketch.ts'

const VEHICLES = {
  vi: 'Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng',
  en: 'Vehicle registration'
}
const LICENCES = { vi: 'Sát hạch, cấp giấy phép lái xe', en: 'Driving licences' }
const SEALS = { vi: 'Đăng ký, quản lý con dấu', en: 'Seals' }
const province = { settles: 'cong-an', agency: 'Công an tỉnh', ministry: 'Bộ Công an' } as const
const vehicles = {
  ...province,
  field: VEHICLES,
  decision: '1383/QĐ-BCA',
  law: ['Luật 36/2024/QH15', 'Thông tư 79/2024/TT-BCA', 'Thông tư 13/2025/TT-BCA', 'Thông tư 60/2023/TT-BTC']
} as const
const licences = {
  ...province,
  field: LICENCES,
  decision: '1025/QĐ-BCA',
  law: ['Luật 36/2024/QH15', 'Thông tư 12/2025/TT-BCA', 'Thông tư 37/2023/TT-BTC']
} as const
const seals = {
  ...province,
  field: SEALS,
  applicants: ['organisation'],
  law: ['Nghị định 99/2016/NĐ-CP', 'Nghị định 56/2023/NĐ-CP', 'Thông tư 15/2022/TT-BCA']
} as const
const licenceFee = fee('Lệ phí cấp giấy phép lái xe', 'Licence fee', 135_000, { per: 'lần' })
const licenceRequest = application(
  'Đề nghị đổi, cấp lại giấy phép lái xe (Phụ lục XII)',
  'Request for the licence',
  'GPLX-XII'
)
const sealResult = result(
  'KQ.G01.000031',
  'Con dấu và Giấy chứng nhận đăng ký mẫu con dấu',
  'Seal and certificate of its sample'
)
const vehicleFee = fee('Lệ phí đăng ký, cấp biển số', 'Registration and plate fee', null, {
  text: 'Theo Thông tư 60/2023/TT-BTC, tùy loại xe và khu vực',
  note: 'Dữ liệu công bố chỉ nêu tên thông tư. (The data name the circular only.)'
})

export const police: Sketch[] = [
  {
    ...vehicles,
    code: '1.013067',
    name: {
      vi: 'Đăng ký, cấp biển số xe lần đầu thực hiện bằng dịch vụ công một phần hoặc trực tiếp',
      en: 'First registration and plate of a vehicle'
    },
    settles: 'commune',
    agency: 'Công an cấp xã',
    limit: workingDays(2),
    otherLimits: [
      {
        channel: 'counter',
        case: 'Cấp biển số định danh lần đầu',
        limit: workingHours(1),
        text: '01 giờ: cấp biển số ngay sau khi tiếp nhận hồ sơ hợp lệ'
      },
      { channel: 'counter', case: 'Phải xác minh nguồn gốc xe', limit: workingDays(7), text: '07 ngày làm việc' }
    ],
    papers: [
      application('Giấy khai đăng ký xe (ĐKX10)', 'Vehicle declaration', 'DKX10'),
      identity,
      paper(
        'giay-to-xe',
        'Chứng nhận nguồn gốc xe, hóa đơn, chứng từ lệ phí trước bạ',
        'Papers of the vehicle: origin, invoice, registration tax'
      )
    ],
    fees: [vehicleFee],
    results: result('KQ.G01.000014', 'Giấy chứng nhận đăng ký xe, biển số', 'Registration certificate and plate'),
    service: 'partial',
    essential: 7,
    weight: 26
  },
  {
    ...vehicles,
    code: '1.013076',
    name: {
      vi: 'Cấp chứng nhận đăng ký xe, biển số xe trong trường hợp thay đổi chủ xe (đăng ký sang tên xe)',
      en: 'Change of the owner of a vehicle'
    },
    settles: 'commune',
    agency: 'Công an cấp xã',
    limit: workingDays(2),
    papers: [
      application('Giấy khai đăng ký xe (ĐKX10)', 'Vehicle declaration', 'DKX10'),
      paper('chuyen-quyen', 'Chứng từ chuyển quyền sở hữu xe', 'Proof of transfer', { copies: 1 }),
      paper('cha-so', 'Bản chà số máy, số khung', 'Rubbing of engine and chassis number', { originals: 2 }),
      identity
    ],
    fees: [vehicleFee],
    results: result('KQ.G01.000014', 'Giấy chứng nhận đăng ký xe, biển số', 'Registration certificate and plate'),
    service: 'partial',
    weight: 14
  },
  {
    ...vehicles,
    code: '9.000001',
    name: {
      vi: 'Thu, nộp phạt vi phạm hành chính về giao thông phát hiện bằng thiết bị ghi hình (phạt nguội)',
      en: 'Payment of a traffic fine recorded by camera'
    },
    field: { vi: 'Xử lý vi phạm hành chính', en: 'Administrative fines' },
    decision: 'chưa có trong dữ liệu',
    limit: workingDays(1),
    papers: [paper('quyet-dinh', 'Số quyết định xử phạt hoặc biên bản', 'Number of the decision or the record')],
    fees: [fee('Tiền phạt', 'Fine', null, { text: 'Theo quyết định xử phạt' })],
    results: result('KQ-01', 'Biên lai điện tử', 'Electronic receipt'),
    service: 'full',
    note: UNVERIFIED_CODE,
    essential: 8,
    weight: 22
  },
  {
    ...seals,
    code: '9.000002',
    name: { vi: 'Đăng ký mẫu con dấu mới (thực hiện tại cấp tỉnh)', en: 'Registration of a new seal' },
    decision: '1523/QĐ-BCA-C06',
    limit: workingDays(3),
    papers: [
      paper('thanh-lap', 'Quyết định thành lập hoặc giấy phép hoạt động', 'Decision of establishment or licence', {
        certified: 1
      }),
      identity
    ],
    results: sealResult,
    service: 'full',
    note: 'Chưa kiểm chứng: dữ liệu chỉ có mã cấp trung ương (2.001403); mã bắt đầu bằng 9 là mã minh họa. (Unverified: only the central code is in the data.)',
    essential: 10,
    weight: 1.5
  },
  {
    ...seals,
    code: '9.000003',
    name: { vi: 'Đăng ký thêm con dấu, dấu nổi, dấu thu nhỏ, dấu xi', en: 'A further, raised, reduced or wax seal' },
    decision: '1523/QĐ-BCA-C06',
    limit: workingDays(3),
    papers: [paper('de-nghi', 'Văn bản đề nghị nêu rõ lý do', 'Request stating the reason'), identity],
    results: sealResult,
    service: 'full',
    note: UNVERIFIED_CODE,
    essential: 11,
    weight: 0.7
  },
  {
    ...seals,
    code: '2.001410',
    name: { vi: 'Đăng ký lại mẫu con dấu (thực hiện tại cấp tỉnh)', en: 'Re-registration of a seal' },
    decision: '1523/QĐ-BCA-C06',
    limit: workingDays(3),
    papers: [
      paper('de-nghi', 'Văn bản đề nghị đăng ký lại mẫu con dấu', 'Request'),
      paper('dau-cu', 'Con dấu cũ và giấy chứng nhận đã cấp', 'The old seal and certificate', { optional: true })
    ],
    results: sealResult,
    service: 'full',
    essential: 11,
    weight: 1.2
  },
  {
    ...licences,
    code: '3.000347',
    name: { vi: 'Đổi giấy phép lái xe', en: 'Exchange of a driving licence' },
    limit: workingDays(5),
    papers: [licenceRequest, health, licenceProof, identity],
    fees: [licenceFee],
    results: result('KQ.G01.000185', 'Giấy phép lái xe', 'Driving licence'),
    service: 'full',
    essential: 19,
    weight: 48
  },
  {
    ...licences,
    code: '3.000348',
    name: { vi: 'Cấp lại giấy phép lái xe', en: 'Replacement of a driving licence' },
    limit: workingDays(5),
    papers: [licenceRequest, health, identity],
    fees: [licenceFee],
    results: result('KQ.G01.000185', 'Giấy phép lái xe', 'Driving licence'),
    service: 'full',
    essential: 19,
    weight: 16
  },
  {
    ...licences,
    code: '3.000353',
    name: { vi: 'Cấp giấy phép lái xe quốc tế', en: 'International driving permit' },
    limit: workingDays(5),
    papers: [licenceRequest, licenceProof, paper('ho-chieu', 'Hộ chiếu còn giá trị', 'Valid passport', { copies: 1 })],
    fees: [licenceFee],
    results: result('KQ.G01.000186', 'Giấy phép lái xe quốc tế', 'International driving permit'),
    service: 'full',
    note: UNVERIFIED,
    weight: 3
  },
  {
    ...province,
    code: '3.000333',
    name: {
      vi: 'Cấp Phiếu Lý lịch tư pháp cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam, người Việt Nam đang cư trú ở nước ngoài',
      en: 'Criminal record certificate (no. 1 and no. 2)'
    },
    field: { vi: 'Lý lịch tư pháp', en: 'Criminal records' },
    decision: '1025/QĐ-BCA',
    law: ['Luật Lý lịch tư pháp 28/2009/QH12', 'Thông tư 244/2016/TT-BTC'],
    limit: calendarDays(10),
    promise: calendarDays(7),
    papers: [
      application('Tờ khai yêu cầu cấp Phiếu lý lịch tư pháp (Mẫu 01/2025/LLTP)', 'Request form', '01-2025-LLTP'),
      identity,
      { ...authorisation, when: '=nguoi_yeu_cau = "uy_quyen"' },
      paper('mien-giam', 'Giấy tờ chứng minh thuộc đối tượng miễn, giảm phí', 'Proof of the ground for a lower fee', {
        copies: 1,
        when: '=mien_giam != "khong"'
      })
    ],
    fees: [
      fee('Phí cung cấp thông tin lý lịch tư pháp', 'Criminal record fee', 200_000, {
        per: 'lần',
        relief: [
          { ground: 'student', share: 0.5, article: 'Thông tư 244/2016/TT-BTC, điều 4' },
          { ground: 'revolution-merit', share: 0.5, article: 'Thông tư 244/2016/TT-BTC, điều 4' },
          { ground: 'poor-household', share: 1, article: 'Thông tư 244/2016/TT-BTC, điều 5' },
          { ground: 'child', share: 1, article: 'Thông tư 244/2016/TT-BTC, điều 5' }
        ],
        note: 'Dữ liệu công bố dẫn Thông tư 244/2016/TT-BTC nhưng không ghi số tiền; số ở đây chưa kiểm chứng. (The amount is unverified.)'
      }),
      fee('Thu thêm từ Phiếu thứ 3 trong một lần yêu cầu', 'For each copy from the third on', 0, {
        per: 'Phiếu',
        quantity: 'copies',
        quantityField: 'so_phieu',
        beyond: { pieces: 3, amount: 5_000 },
        note: 'Chưa kiểm chứng. (Unverified.)'
      })
    ],
    results: [
      { code: 'KQ.G01.000200', name: { vi: 'Phiếu lý lịch tư pháp số 1', en: 'Certificate no. 1' } },
      { code: 'KQ.G01.000199', name: { vi: 'Phiếu lý lịch tư pháp số 2', en: 'Certificate no. 2' } }
    ],
    service: 'full',
    form: recordForm,
    process: 'so-lay-y-kien',
    essential: 21,
    weight: 45
  },
  {
    ...province,
    code: '3.000489',
    name: { vi: 'Thẩm định thiết kế về phòng cháy chữa cháy', en: 'Fire-safety design appraisal' },
    field: { vi: 'Phòng cháy, chữa cháy', en: 'Fire safety' },
    applicants: ['organisation'],
    decision: '5461/QĐ-BCA-C07',
    law: ['Luật 55/2024/QH15', 'Nghị định 105/2025/NĐ-CP', 'Thông tư 37/2025/TT-BCA'],
    limit: workingDays(10),
    papers: [
      application('Văn bản đề nghị thẩm định (Mẫu PC11)', 'Request (form PC11)', 'PC11'),
      paper('thiet-ke', 'Hồ sơ thiết kế kỹ thuật về phòng cháy và chữa cháy', 'Technical design'),
      paper('dat-dai', 'Giấy tờ hợp pháp về đất đai', 'Land-use document', {
        certified: 1,
        replacedBy: 'Cơ sở dữ liệu quốc gia về đất đai'
      })
    ],
    results: result('KQ.G01.000221', 'Văn bản thẩm định thiết kế về phòng cháy và chữa cháy', 'Appraisal'),
    service: 'full',
    weight: 2
  }
]
