import { application, identity } from './papers.ts'
import { COUNCIL_FEE, NO_FEE_FOR, UNVERIFIED, calendarDays, fee, paper, result, workingDays } from './sketch.ts'
import type { Sketch } from './sketch.ts'

const FIELD = { vi: 'Hộ tịch', en: 'Civil status' }
const LAW = [
  'Luật Hộ tịch 60/2014/QH13',
  'Nghị định 123/2015/NĐ-CP',
  'Thông tư 04/2020/TT-BTP',
  'Nghị định 07/2025/NĐ-CP',
  'Nghị định 120/2025/NĐ-CP'
]
const base = {
  field: FIELD,
  settles: 'commune',
  agency: 'Ủy ban nhân dân cấp xã',
  ministry: 'Bộ Tư pháp',
  decision: '163/QĐ-BTP',
  law: LAW
} as const
const councilFee = (amount: number) =>
  fee('Lệ phí hộ tịch', 'Civil-status fee', amount, {
    relief: NO_FEE_FOR,
    note: COUNCIL_FEE,
    text: 'Do Hội đồng nhân dân tỉnh quyết định'
  })
const fromAbroad = paper(
  'giay-to-nuoc-ngoai',
  'Giấy tờ tình trạng hôn nhân do nước ngoài cấp, đã hợp pháp hóa lãnh sự',
  'Foreign certificate of marital status, legalised'
)

export const civilStatusAndLinked: Sketch[] = [
  {
    ...base,
    code: '1.001022',
    name: { vi: 'Thủ tục đăng ký nhận cha, mẹ, con', en: 'Recognition of a father, mother or child' },
    limit: workingDays(3),
    papers: [
      application('Tờ khai đăng ký nhận cha, mẹ, con', 'Recognition form', 'TK-nhan-cha-me-con'),
      paper(
        'chung-cu',
        'Văn bản giám định hoặc cam đoan về quan hệ cha, mẹ, con',
        'Expert finding or statement on the relation'
      ),
      identity
    ],
    fees: [councilFee(15_000)],
    results: result('KQ.G15.000033', 'Trích lục đăng ký nhận cha, mẹ, con', 'Extract of the recognition'),
    service: 'partial',
    weight: 4
  },
  {
    ...base,
    code: '1.004837',
    name: { vi: 'Thủ tục đăng ký giám hộ', en: 'Registration of guardianship' },
    limit: workingDays(3),
    papers: [
      application('Tờ khai đăng ký giám hộ', 'Guardianship form', 'TK-giam-ho'),
      paper(
        'giam-ho',
        'Văn bản cử người giám hộ hoặc giấy tờ về giám hộ đương nhiên',
        'Appointment, or proof of guardianship by law'
      ),
      identity
    ],
    results: result('KQ.G15.000035', 'Trích lục đăng ký giám hộ', 'Extract of the guardianship'),
    service: 'full',
    weight: 2
  },
  {
    ...base,
    code: '2.000806',
    name: { vi: 'Thủ tục đăng ký kết hôn có yếu tố nước ngoài', en: 'Marriage with a foreigner' },
    limit: workingDays(5),
    papers: [
      application('Tờ khai đăng ký kết hôn', 'Marriage form', 'TK-ket-hon'),
      fromAbroad,
      paper(
        'suc-khoe-tam-than',
        'Giấy xác nhận của tổ chức y tế về năng lực nhận thức',
        'Medical confirmation of mental capacity'
      ),
      paper('ho-chieu', 'Bản sao hộ chiếu của người nước ngoài', 'Copy of the foreign passport', { copies: 1 }),
      identity
    ],
    fees: [councilFee(1_000_000)],
    results: result('KQ.G15.000032', 'Giấy chứng nhận kết hôn', 'Marriage certificate'),
    service: 'partial',
    weight: 3
  },
  {
    ...base,
    code: '2.000986',
    name: {
      vi: 'Liên thông thủ tục hành chính về đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi',
      en: 'Birth, permanent residence and health card for a child under 6, in one'
    },
    decision: 'QĐ/0001-BTP',
    limit: calendarDays(20),
    promise: calendarDays(5),
    papers: [
      application('Tờ khai điện tử liên thông', 'Linked electronic form', 'TK-lien-thong-khai-sinh'),
      paper('chung-sinh', 'Giấy chứng sinh hoặc văn bản thay thế', 'Birth certificate of the clinic or its substitute'),
      paper('dong-y-cho-o', 'Ý kiến đồng ý của chủ hộ, chủ chỗ ở', 'Consent of the head of the household', {
        optional: true
      })
    ],
    results: result(
      'KQ.G15.000031',
      'Giấy khai sinh; thông báo đăng ký thường trú; thẻ bảo hiểm y tế',
      'Birth certificate, notice of residence, health card'
    ),
    service: 'full',
    process: 'lien-thong',
    essential: 15,
    weight: 22
  },
  {
    ...base,
    code: '2.002622',
    name: {
      vi: 'Liên thông các thủ tục hành chính: Đăng ký khai tử, xóa đăng ký thường trú, giải quyết mai táng phí, tử tuất',
      en: 'Death, removal of residence and funeral allowance, in one'
    },
    decision: 'chưa xác minh',
    law: ['Nghị định 63/2024/NĐ-CP', ...LAW],
    limit: workingDays(10),
    papers: [
      application('Tờ khai điện tử liên thông', 'Linked electronic form', 'TK-lien-thong-khai-tu'),
      paper('bao-tu', 'Giấy báo tử hoặc giấy tờ thay thế', 'Notice of death or its substitute'),
      paper('mai-tang', 'Tờ khai hưởng mai táng phí, tử tuất', 'Claim for the funeral allowance', {
        template: 'TK-mai-tang',
        optional: true
      })
    ],
    results: result(
      'KQ.G15.000034',
      'Trích lục khai tử; thông báo xóa đăng ký thường trú; quyết định mai táng phí',
      'Death extract, notice of removal, decision on the allowance'
    ),
    service: 'full',
    process: 'lien-thong',
    note: UNVERIFIED,
    essential: 16,
    weight: 9
  }
]
