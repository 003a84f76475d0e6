import { identity, photos } from './papers.ts'
import { calendarDays, fee, paper, result, workingDays } from './sketch.ts'
import type { Sketch } from './sketch.ts'

const FIELD = { vi: 'Chứng thực', en: 'Certification' }
const LAW = [
  'Nghị định 23/2015/NĐ-CP',
  'Nghị định 280/2025/NĐ-CP',
  'Thông tư 226/2016/TT-BTC',
  'Nghị quyết 66.7/2025/NQ-CP'
]
const base = {
  field: FIELD,
  settles: 'commune',
  agency: 'Ủy ban nhân dân cấp xã',
  ministry: 'Bộ Tư pháp',
  law: LAW,
  limit: 'at-once'
} as const

export const certification: Sketch[] = [
  {
    ...base,
    code: '2.000815',
    name: {
      vi: 'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam cấp hoặc chứng nhận',
      en: 'Certified copy of an original'
    },
    decision: '3152/QĐ-BTP',
    papers: [
      paper('ban-chinh', 'Bản chính giấy tờ và bản sao cần chứng thực', 'The original and the copies to be certified')
    ],
    fees: [
      fee('Phí chứng thực bản sao', 'Certification fee', 2_000, {
        per: 'trang',
        quantity: 'pages',
        beyond: { pieces: 3, amount: 1_000 },
        most: 200_000,
        text: '2.000 đồng/trang; từ trang thứ 3 thu 1.000 đồng/trang, tối đa 200.000 đồng/bản'
      })
    ],
    results: result('KQ.G15.000021', 'Bản sao được chứng thực từ bản chính', 'Certified copy'),
    service: 'partial',
    weight: 210
  },
  {
    ...base,
    code: '2.000884',
    name: { vi: 'Chứng thực chữ ký trong các giấy tờ, văn bản', en: 'Certified signature' },
    decision: '858/QĐ-BTP',
    papers: [identity, paper('van-ban', 'Giấy tờ, văn bản sẽ ký', 'The paper to be signed')],
    fees: [fee('Phí chứng thực chữ ký', 'Certification fee', 10_000, { per: 'trường hợp' })],
    results: result('KQ.G15.000022', 'Giấy tờ, văn bản được chứng thực chữ ký', 'Paper with the certified signature'),
    service: 'information',
    weight: 60
  },
  {
    ...base,
    code: '2.000992',
    name: {
      vi: 'Chứng thực chữ ký người dịch mà người dịch là cộng tác viên dịch thuật',
      en: 'Certified signature of a registered translator'
    },
    decision: '3152/QĐ-BTP',
    papers: [paper('ban-dich', 'Bản dịch và giấy tờ, văn bản cần dịch', 'The translation and its original')],
    fees: [fee('Phí chứng thực chữ ký người dịch', 'Certification fee', 10_000, { per: 'trường hợp' })],
    results: result(
      'KQ.G15.000026',
      'Bản dịch được chứng thực chữ ký người dịch',
      'Translation with the certified signature'
    ),
    service: 'information',
    weight: 12
  },
  {
    ...base,
    code: '2.000913',
    name: {
      vi: 'Chứng thực việc sửa đổi, bổ sung, hủy bỏ giao dịch',
      en: 'Certified change or cancellation of a contract'
    },
    decision: '858/QĐ-BTP',
    limit: workingDays(2),
    papers: [
      paper('du-thao', 'Dự thảo giao dịch sửa đổi, bổ sung, hủy bỏ', 'Draft of the change'),
      paper('giao-dich', 'Giao dịch đã được chứng thực', 'The contract certified before'),
      identity
    ],
    fees: [fee('Phí chứng thực', 'Certification fee', 30_000, { per: 'giao dịch' })],
    results: result('KQ.G15.000023', 'Giao dịch được chứng thực', 'Certified contract'),
    service: 'information',
    weight: 5
  },
  {
    ...base,
    code: '2.001019',
    name: { vi: 'Chứng thực di chúc', en: 'Certified will' },
    decision: '858/QĐ-BTP',
    limit: workingDays(2),
    papers: [
      paper('du-thao', 'Dự thảo di chúc', 'Draft of the will'),
      paper('tai-san', 'Giấy chứng nhận quyền sở hữu, quyền sử dụng tài sản', 'Proof of the property', {
        certified: 1,
        replacedBy: 'Cơ sở dữ liệu quốc gia về đất đai'
      }),
      identity
    ],
    fees: [fee('Phí chứng thực', 'Certification fee', 50_000, { per: 'di chúc' })],
    results: result('KQ.G15.000029', 'Di chúc được chứng thực', 'Certified will'),
    service: 'information',
    weight: 3
  },
  {
    ...base,
    code: '2.001263',
    name: { vi: 'Đăng ký việc nuôi con nuôi trong nước', en: 'Domestic adoption' },
    field: { vi: 'Nuôi con nuôi', en: 'Adoption' },
    decision: '361/QĐ-BTP',
    law: ['Luật Nuôi con nuôi 52/2010/QH12', 'Nghị định 120/2025/NĐ-CP', 'Nghị định 18/2026/NĐ-CP'],
    limit: calendarDays(30),
    papers: [
      paper('don', 'Đơn xin nhận con nuôi', 'Request to adopt', { template: 'TP-CN-2014' }),
      paper('suc-khoe', 'Giấy khám sức khỏe do bệnh viện hoặc trung tâm y tế cấp', 'Health certificate'),
      paper(
        'hoan-canh',
        'Văn bản xác nhận hoàn cảnh gia đình, chỗ ở, điều kiện kinh tế',
        'Confirmation of family, home and means'
      ),
      identity,
      photos
    ],
    fees: [
      fee('Lệ phí đăng ký nuôi con nuôi', 'Adoption fee', 400_000, {
        per: 'trường hợp',
        text: 'Miễn cho cha dượng, mẹ kế; cô, cậu, dì, chú, bác ruột; trẻ khuyết tật, bệnh hiểm nghèo'
      })
    ],
    results: result('KQ.G15.000002', 'Giấy chứng nhận nuôi con nuôi trong nước', 'Certificate of adoption'),
    service: 'partial',
    weight: 1
  }
]
