import { application, landOriginal, landRequest } from './papers.ts'
import { COUNCIL_FEE, calendarDays, fee, paper, result, workingDays } from './sketch.ts'
import type { Sketch } from './sketch.ts'

const LAND = { vi: 'Đất đai', en: 'Land' }
const LAW = [
  'Luật Đất đai 31/2024/QH15',
  'Nghị định 101/2024/NĐ-CP',
  'Nghị định 151/2025/NĐ-CP',
  'Nghị định 226/2025/NĐ-CP'
]
const office = {
  field: LAND,
  settles: 'so-nong-nghiep-moi-truong',
  agency: 'Văn phòng đăng ký đất đai, Sở Nông nghiệp và Môi trường',
  ministry: 'Bộ Nông nghiệp và Môi trường',
  applicants: ['person', 'household', 'organisation'],
  law: LAW,
  service: 'partial'
} as const
const commune = { ...office, settles: 'commune', agency: 'Ủy ban nhân dân cấp xã' } as const
const councilFee = (vi: string, en: string, amount: number) => fee(vi, en, amount, { per: 'hồ sơ', note: COUNCIL_FEE })
const certificate = result(
  'KQ.G10.001147',
  'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
  'Land-use certificate'
)

export const land: Sketch[] = [
  {
    ...office,
    code: '1.013833',
    name: {
      vi: 'Đăng ký biến động đối với trường hợp đổi tên hoặc thay đổi thông tin về người sử dụng đất, chủ sở hữu tài sản gắn liền với đất hoặc thay đổi số hiệu hoặc địa chỉ của thửa đất',
      en: 'Change of name, papers or address in the land register'
    },
    decision: '2304/QĐ-BNNMT',
    limit: workingDays(10),
    papers: [
      landRequest,
      landOriginal,
      paper('chung-minh-thay-doi', 'Giấy tờ chứng minh việc đổi tên, thay đổi thông tin', 'Proof of the change', {
        copies: 1,
        optional: true,
        replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư'
      })
    ],
    results: certificate,
    essential: 18,
    weight: 12
  },
  {
    ...office,
    code: '1.013831',
    name: {
      vi: 'Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất trong các trường hợp chuyển đổi, chuyển nhượng, thừa kế, tặng cho quyền sử dụng đất',
      en: 'Transfer, inheritance or gift of land'
    },
    decision: '3380/QĐ-BNNMT',
    limit: workingDays(8),
    otherLimits: [
      { channel: 'counter', case: 'Xã miền núi, biên giới, hải đảo', limit: workingDays(18), text: '18 ngày làm việc' },
      { channel: 'counter', case: 'Xóa đăng ký cho thuê', limit: workingDays(4), text: '04 ngày làm việc' }
    ],
    papers: [
      landRequest,
      landOriginal,
      paper(
        'hop-dong',
        'Hợp đồng hoặc văn bản về việc chuyển quyền đã công chứng, chứng thực',
        'Notarised contract of transfer'
      ),
      paper('trich-do', 'Mảnh trích đo bản đồ địa chính (nếu đo lại)', 'Survey sheet, if measured anew', {
        optional: true
      })
    ],
    fees: [councilFee('Phí thẩm định hồ sơ cấp giấy chứng nhận', 'Appraisal fee', 300_000)],
    results: certificate,
    process: 'so-lay-y-kien',
    weight: 55
  },
  {
    ...office,
    code: '1.012783',
    name: {
      vi: 'Cấp đổi Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
      en: 'Exchange of a land-use certificate'
    },
    decision: '3380/QĐ-BNNMT',
    limit: workingDays(5),
    otherLimits: [
      { channel: 'counter', case: 'Thay đổi vị trí thửa đất', limit: workingDays(20), text: '20 ngày làm việc' },
      { channel: 'counter', case: 'Xã miền núi, biên giới, hải đảo', limit: workingDays(15), text: '15 ngày làm việc' }
    ],
    papers: [
      landRequest,
      landOriginal,
      paper('trich-do', 'Mảnh trích đo bản đồ địa chính thửa đất', 'Survey sheet', { copies: 1, optional: true })
    ],
    fees: [councilFee('Lệ phí cấp giấy chứng nhận', 'Certificate fee', 50_000)],
    results: certificate,
    weight: 14
  },
  {
    ...commune,
    code: '1.013978',
    name: {
      vi: 'Đăng ký đất đai, tài sản gắn liền với đất, cấp Giấy chứng nhận lần đầu đối với cá nhân, cộng đồng dân cư, hộ gia đình đang sử dụng đất',
      en: 'First land registration and certificate'
    },
    decision: '3380/QĐ-BNNMT',
    limit: workingDays(17),
    otherLimits: [
      {
        channel: 'counter',
        case: 'Đã đăng ký, nay cấp giấy chứng nhận',
        limit: workingDays(20),
        text: '20 ngày làm việc'
      },
      { channel: 'counter', case: 'Xã miền núi, biên giới, hải đảo', limit: workingDays(27), text: '27 ngày làm việc' }
    ],
    papers: [
      application('Đơn đăng ký đất đai, tài sản gắn liền với đất', 'Land registration form', 'Mau-15'),
      paper(
        'nguon-goc',
        'Một trong các loại giấy tờ về quyền sử dụng đất (điều 137 Luật Đất đai)',
        'A paper on the origin of the right',
        { certified: 1 }
      ),
      paper('trich-do', 'Mảnh trích đo bản đồ địa chính thửa đất (nếu có)', 'Survey sheet, if any', {
        copies: 1,
        optional: true
      })
    ],
    fees: [councilFee('Lệ phí cấp giấy chứng nhận', 'Certificate fee', 100_000)],
    results: result(
      'KQ.G10.001148',
      'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
      'Land-use certificate'
    ),
    process: 'lien-thong',
    weight: 12
  },
  {
    ...office,
    code: '1.013977',
    name: { vi: 'Đăng ký biến động do tách thửa, hợp thửa đất', en: 'Division or joining of plots' },
    decision: '3380/QĐ-BNNMT',
    limit: workingDays(15),
    papers: [
      landRequest,
      landOriginal,
      paper('ban-ve', 'Bản vẽ tách thửa, hợp thửa (Mẫu số 22)', 'Drawing of the division', { template: 'Mau-22' })
    ],
    fees: [councilFee('Phí thẩm định hồ sơ', 'Appraisal fee', 200_000)],
    results: certificate,
    weight: 9
  },
  {
    ...commune,
    code: '1.013949',
    name: {
      vi: 'Giao đất, cho thuê đất, chuyển mục đích sử dụng đất đối với cá nhân, hộ gia đình',
      en: 'Allocation, lease or change of use of land'
    },
    decision: '3380/QĐ-BNNMT',
    limit: calendarDays(15),
    papers: [
      application('Đơn đề nghị giao đất, cho thuê đất, chuyển mục đích sử dụng đất', 'Request', 'Mau-01'),
      landOriginal,
      paper('trich-do', 'Mảnh trích đo bản đồ địa chính thửa đất (nếu chưa có)', 'Survey sheet, if none yet', {
        optional: true
      })
    ],
    results: result(
      'KQ.G10.000868',
      'Quyết định giao đất, cho thuê đất, cho phép chuyển mục đích sử dụng đất',
      'Decision'
    ),
    process: 'lien-thong',
    weight: 8
  },
  {
    ...commune,
    code: '1.012796',
    name: { vi: 'Đính chính Giấy chứng nhận đã cấp lần đầu có sai sót', en: 'Correction of a land-use certificate' },
    decision: '2304/QĐ-BNNMT',
    limit: workingDays(8),
    papers: [
      landRequest,
      landOriginal,
      paper('sai-sot', 'Giấy tờ chứng minh sai sót', 'Proof of the error', { copies: 1 })
    ],
    results: certificate,
    weight: 4
  },
  {
    ...commune,
    code: '1.012812',
    name: { vi: 'Hòa giải tranh chấp đất đai', en: 'Conciliation of a land dispute' },
    decision: '2304/QĐ-BNNMT',
    limit: calendarDays(30),
    otherLimits: [
      { channel: 'counter', case: 'Xã miền núi, biên giới, hải đảo', limit: calendarDays(40), text: '40 ngày' }
    ],
    papers: [
      paper('don', 'Đơn yêu cầu hòa giải tranh chấp đất đai', 'Request for conciliation'),
      paper('giay-to', 'Giấy tờ liên quan đến việc sử dụng đất', 'Papers on the use of the land', { copies: 1 })
    ],
    results: result('KQ.G10.001159', 'Biên bản hòa giải', 'Record of the conciliation'),
    service: 'information',
    weight: 2
  }
]
