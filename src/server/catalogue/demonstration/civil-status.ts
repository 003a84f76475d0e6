import { birthForm } from './form.birth.ts'
import { maritalForm } from './form.marital.ts'
import { application, authorisation, identity, marriageProof, residence } from './papers.ts'
import { COUNCIL_FEE, NO_FEE_FOR, fee, paper, result, workingDays } from './sketch.ts'
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
/** Civil Status Law: filed after 15:00 and not settled, the result is due the next working day. */
const sameDay = { limit: workingDays(1), lateAfter: '15:00', process: 'xa-don-gian' } as const
const councilFee = (amount: number) =>
  fee('Lệ phí hộ tịch', 'Civil-status fee', amount, {
    relief: NO_FEE_FOR,
    note: COUNCIL_FEE,
    text: 'Do Hội đồng nhân dân tỉnh quyết định'
  })

export const civilStatus: Sketch[] = [
  {
    ...base,
    ...sameDay,
    code: '1.001193',
    name: { vi: 'Thủ tục đăng ký khai sinh', en: 'Birth registration' },
    papers: [
      application('Tờ khai đăng ký khai sinh', 'Birth registration form', 'TK-khai-sinh'),
      paper(
        'chung-sinh',
        'Giấy chứng sinh; không có thì văn bản của người làm chứng hoặc giấy cam đoan về việc sinh',
        'Birth certificate of the clinic, or a witness statement',
        {
          when: '=hoan_canh != "bi_bo_roi"'
        }
      ),
      paper('bo-roi', 'Biên bản về việc trẻ bị bỏ rơi', 'Record that the child was abandoned', {
        when: '=hoan_canh = "bi_bo_roi"'
      }),
      paper(
        'mang-thai-ho',
        'Văn bản xác nhận của cơ sở y tế về việc mang thai hộ',
        'Confirmation of surrogacy by the clinic',
        { when: '=hoan_canh = "mang_thai_ho"' }
      ),
      { ...marriageProof, when: '=cha_me_ket_hon = "co"' },
      identity,
      { ...authorisation, when: '=nguoi_yeu_cau = "uy_quyen"' }
    ],
    results: result('KQ.G15.000031', 'Giấy khai sinh', 'Birth certificate'),
    service: 'full',
    form: birthForm,
    essential: 12,
    weight: 60
  },
  {
    ...base,
    ...sameDay,
    code: '1.000656',
    name: { vi: 'Thủ tục đăng ký khai tử', en: 'Death registration' },
    papers: [
      application('Tờ khai đăng ký khai tử', 'Death registration form', 'TK-khai-tu'),
      paper('bao-tu', 'Giấy báo tử hoặc giấy tờ thay giấy báo tử', 'Notice of death or its substitute'),
      paper('noi-cu-tru-cuoi', 'Giấy tờ về nơi cư trú cuối cùng của người chết', 'Proof of the last residence', {
        optional: true,
        replacedBy: 'Cơ sở dữ liệu quốc gia về dân cư'
      }),
      identity,
      authorisation
    ],
    fees: [councilFee(8_000)],
    results: result('KQ.G15.000034', 'Trích lục khai tử', 'Extract of the death register'),
    service: 'full',
    essential: 13,
    weight: 25
  },
  {
    ...base,
    ...sameDay,
    code: '1.000894',
    name: { vi: 'Thủ tục đăng ký kết hôn', en: 'Marriage registration' },
    papers: [
      application(
        'Tờ khai đăng ký kết hôn, có đủ thông tin của hai bên',
        'Marriage form with the data of both',
        'TK-ket-hon'
      ),
      paper('tinh-trang-hon-nhan', 'Giấy xác nhận tình trạng hôn nhân', 'Certificate of marital status', {
        optional: true,
        replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử'
      }),
      identity,
      residence
    ],
    results: result('KQ.G15.000032', 'Giấy chứng nhận kết hôn', 'Marriage certificate'),
    service: 'partial',
    conditions: 'Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi; tự nguyện; cả hai có mặt khi ký Giấy chứng nhận kết hôn.',
    essential: 14,
    weight: 30
  },
  {
    ...base,
    code: '1.004873',
    name: { vi: 'Thủ tục cấp Giấy xác nhận tình trạng hôn nhân', en: 'Certificate of marital status' },
    limit: workingDays(3),
    promise: workingDays(2),
    papers: [
      application('Tờ khai cấp Giấy xác nhận tình trạng hôn nhân', 'Request for the certificate', 'TK-tthn'),
      paper('ly-hon', 'Bản án, quyết định ly hôn đã có hiệu lực', 'Divorce decision in force', {
        copies: 1,
        when: '=tinh_trang = "da_ly_hon"'
      }),
      paper('khai-tu-vo-chong', 'Trích lục khai tử của vợ hoặc chồng', 'Death extract of the spouse', {
        copies: 1,
        when: '=tinh_trang = "goa"',
        replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử'
      }),
      paper('giay-cu', 'Giấy xác nhận tình trạng hôn nhân đã cấp trước đây', 'The earlier certificate', {
        when: '=da_duoc_cap = true'
      }),
      identity,
      { ...authorisation, when: '=lam_thay = true' }
    ],
    fees: [councilFee(15_000)],
    results: result('KQ.G15.000038', 'Giấy xác nhận tình trạng hôn nhân', 'Certificate of marital status'),
    service: 'full',
    form: maritalForm,
    weight: 55
  },
  {
    ...base,
    code: '2.000635',
    name: {
      vi: 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh',
      en: 'Copies of civil-status extracts and birth certificates'
    },
    limit: 'at-once',
    papers: [
      application('Tờ khai cấp bản sao trích lục hộ tịch', 'Request for a copy', 'TK-trich-luc'),
      identity,
      authorisation
    ],
    fees: [
      fee('Phí khai thác thông tin hộ tịch', 'Civil-status data fee', 8_000, {
        per: 'bản',
        quantity: 'copies',
        relief: NO_FEE_FOR
      })
    ],
    results: result(
      'KQ.G15.000342',
      'Bản sao trích lục hộ tịch, bản sao Giấy khai sinh',
      'Copy of the extract or birth certificate'
    ),
    service: 'full',
    weight: 70
  },
  {
    ...base,
    code: '1.004859',
    name: {
      vi: 'Thủ tục thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc',
      en: 'Change or correction of civil-status data'
    },
    limit: workingDays(3),
    otherLimits: [
      { channel: 'counter', case: 'Bổ sung thông tin hộ tịch', limit: workingDays(1), text: 'Ngay trong ngày' }
    ],
    papers: [
      application('Tờ khai thay đổi, cải chính, bổ sung thông tin hộ tịch', 'Form for the change', 'TK-cai-chinh'),
      paper('can-cu', 'Giấy tờ làm căn cứ thay đổi, cải chính, bổ sung', 'Papers that show the reason'),
      identity,
      authorisation
    ],
    fees: [councilFee(15_000)],
    results: result(
      'KQ.G15.000037',
      'Trích lục thay đổi, cải chính, bổ sung thông tin hộ tịch',
      'Extract of the change'
    ),
    service: 'full',
    weight: 14
  },
  {
    ...base,
    code: '1.004884',
    name: { vi: 'Thủ tục đăng ký lại khai sinh', en: 'Re-registration of a birth' },
    limit: workingDays(5),
    papers: [
      application('Tờ khai đăng ký lại khai sinh', 'Form for re-registration', 'TK-lai-khai-sinh'),
      paper(
        'ban-sao-cu',
        'Bản sao Giấy khai sinh cũ hoặc giấy tờ có nội dung khai sinh',
        'Copy of the old certificate or papers that state the birth',
        { copies: 1 }
      ),
      identity
    ],
    fees: [councilFee(8_000)],
    results: result('KQ.G15.000031', 'Giấy khai sinh', 'Birth certificate'),
    service: 'full',
    weight: 8
  }
]
