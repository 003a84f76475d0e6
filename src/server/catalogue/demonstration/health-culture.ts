import { application, businessProof, health } from './papers.ts'
import { UNVERIFIED, calendarDays, fee, paper, result, workingDays } from './sketch.ts'
import type { Sketch } from './sketch.ts'

const unverified = { decision: 'chưa xác minh', note: UNVERIFIED, service: 'full' } as const
const culture = {
  ...unverified,
  settles: 'so-van-hoa-the-thao-du-lich',
  agency: 'Sở Văn hóa, Thể thao và Du lịch',
  ministry: 'Bộ Văn hóa, Thể thao và Du lịch',
  applicants: ['organisation', 'household']
} as const
const healthcare = { ...unverified, settles: 'so-y-te', agency: 'Sở Y tế', ministry: 'Bộ Y tế' } as const

export const healthAndCulture: Sketch[] = [
  {
    ...culture,
    code: '1.001029',
    name: { vi: 'Cấp Giấy phép đủ điều kiện kinh doanh dịch vụ karaoke', en: 'Karaoke licence' },
    field: { vi: 'Văn hóa cơ sở', en: 'Local culture' },
    law: ['Nghị định 54/2019/NĐ-CP', 'Nghị định 148/2024/NĐ-CP'],
    limit: workingDays(5),
    lateAfter: '17:00',
    papers: [
      application('Đơn đề nghị cấp Giấy phép đủ điều kiện kinh doanh', 'Request', 'Mau-01-KRK'),
      paper('an-ninh', 'Giấy chứng nhận đủ điều kiện về an ninh, trật tự', 'Security certificate', { certified: 1 }),
      businessProof
    ],
    fees: [
      fee('Phí thẩm định cấp giấy phép karaoke', 'Appraisal fee', 1_000_000, {
        per: 'phòng',
        quantity: 'rooms',
        note: UNVERIFIED,
        text: 'Tùy số phòng và khu vực'
      })
    ],
    results: result('KQ.G16.000129', 'Giấy phép đủ điều kiện kinh doanh dịch vụ karaoke', 'Karaoke licence'),
    process: 'so-lay-y-kien',
    weight: 1
  },
  {
    ...culture,
    code: '1.004645',
    name: {
      vi: 'Tiếp nhận hồ sơ thông báo sản phẩm quảng cáo trên bảng quảng cáo, băng-rôn',
      en: 'Notice of an advertisement on a board or banner'
    },
    field: { vi: 'Quảng cáo', en: 'Advertising' },
    law: ['Luật Quảng cáo 16/2012/QH13', 'Luật 75/2025/QH15'],
    limit: workingDays(5),
    papers: [
      application('Văn bản thông báo sản phẩm quảng cáo', 'Notice', 'QC-01'),
      paper('ma-ket', 'Ma-két sản phẩm quảng cáo in màu có chữ ký', 'Signed colour mock-up'),
      paper('phoi-canh', 'Văn bản và ảnh phối cảnh vị trí đặt bảng', 'Picture of the place', { copies: 1 }),
      businessProof
    ],
    results: result('KQ.G16.000145', 'Văn bản trả lời', 'Written answer'),
    weight: 4
  },
  {
    ...culture,
    code: '1.001440',
    name: { vi: 'Cấp thẻ hướng dẫn viên du lịch tại điểm', en: 'Card of a local tourist guide' },
    field: { vi: 'Du lịch', en: 'Tourism' },
    applicants: ['person'],
    decision: '2914/QĐ-UBND (Hà Tĩnh)',
    law: ['Luật Du lịch 09/2017/QH14'],
    limit: workingDays(10),
    papers: [
      application('Đơn đề nghị cấp thẻ', 'Request', 'Mau-10-DL'),
      health,
      paper('chung-nhan', 'Giấy chứng nhận kiểm tra nghiệp vụ', 'Certificate of training', { copies: 1 })
    ],
    results: result('KQ.G16.000140', 'Thẻ hướng dẫn viên du lịch tại điểm', 'Guide card'),
    weight: 0.6
  },
  {
    ...healthcare,
    code: '1.004616',
    name: { vi: 'Cấp Chứng chỉ hành nghề dược theo hình thức xét hồ sơ', en: 'Pharmacy practice certificate' },
    field: { vi: 'Dược phẩm', en: 'Pharmacy' },
    law: ['Luật Dược 105/2016/QH13', 'Luật 44/2024/QH15', 'Nghị định 163/2025/NĐ-CP'],
    limit: workingDays(20),
    papers: [
      application('Đơn đề nghị cấp Chứng chỉ hành nghề dược', 'Request', 'Mau-02-Duoc'),
      paper('van-bang', 'Văn bằng chuyên môn', 'Professional diploma', { certified: 1 }),
      health,
      paper('thuc-hanh', 'Giấy xác nhận thời gian thực hành', 'Confirmation of practice')
    ],
    fees: [fee('Phí thẩm định', 'Appraisal fee', 500_000, { per: 'hồ sơ', note: UNVERIFIED })],
    results: result('KQ.G18.000616', 'Chứng chỉ hành nghề dược', 'Practice certificate'),
    weight: 3
  },
  {
    ...healthcare,
    code: '1.014076',
    name: {
      vi: 'Cấp giấy chứng nhận đủ điều kiện kinh doanh dược thuộc thẩm quyền của Sở Y tế',
      en: 'Certificate to run a pharmacy'
    },
    field: { vi: 'Dược phẩm', en: 'Pharmacy' },
    decision: 'Nghị quyết 66.7/2025/NQ-CP, phụ lục I',
    law: ['Luật Dược 105/2016/QH13', 'Luật 44/2024/QH15', 'Nghị định 163/2025/NĐ-CP'],
    applicants: ['organisation', 'household'],
    limit: calendarDays(30),
    papers: [
      application('Đơn đề nghị cấp giấy chứng nhận', 'Request', 'Mau-19-Duoc'),
      businessProof,
      paper('co-so', 'Tài liệu về địa điểm, cơ sở vật chất, nhân sự', 'Premises, equipment and staff')
    ],
    fees: [fee('Phí thẩm định điều kiện', 'Appraisal fee', 1_000_000, { per: 'cơ sở', note: UNVERIFIED })],
    results: result('KQ.G18.000676', 'Giấy chứng nhận đủ điều kiện kinh doanh dược', 'Certificate'),
    weight: 2.5
  },
  {
    ...healthcare,
    code: '1.012289',
    name: { vi: 'Cấp mới giấy phép hành nghề khám bệnh, chữa bệnh', en: 'Licence to practise medicine' },
    field: { vi: 'Khám bệnh, chữa bệnh', en: 'Medical practice' },
    law: ['Luật Khám bệnh, chữa bệnh 15/2023/QH15', 'Nghị định 96/2023/NĐ-CP'],
    limit: calendarDays(30),
    papers: [
      application('Đơn đề nghị cấp giấy phép hành nghề (Mẫu 08)', 'Request', 'Mau-08-KCB'),
      paper('van-bang', 'Văn bằng đào tạo', 'Diploma', { certified: 1 }),
      health,
      paper('thuc-hanh', 'Giấy xác nhận hoàn thành quá trình thực hành', 'Confirmation of practice')
    ],
    fees: [fee('Phí thẩm định cấp giấy phép hành nghề', 'Appraisal fee', 430_000, { per: 'hồ sơ', note: UNVERIFIED })],
    results: result('KQ.G18.000289', 'Giấy phép hành nghề', 'Licence'),
    weight: 3
  },
  {
    ...healthcare,
    code: '1.013855',
    name: {
      vi: 'Cấp giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm đối với cơ sở kinh doanh dịch vụ ăn uống',
      en: 'Food-safety certificate for restaurants and kitchens'
    },
    field: { vi: 'An toàn thực phẩm', en: 'Food safety' },
    decision: 'Nghị quyết 66.7/2025/NQ-CP, phụ lục I',
    law: ['Luật An toàn thực phẩm 55/2010/QH12', 'Nghị định 15/2018/NĐ-CP', 'Nghị định 155/2018/NĐ-CP'],
    applicants: ['organisation', 'household'],
    limit: workingDays(15),
    papers: [
      application('Đơn đề nghị cấp Giấy chứng nhận (Mẫu số 01)', 'Request', 'Mau-01-ATTP'),
      businessProof,
      paper('thuyet-minh', 'Bản thuyết minh về cơ sở vật chất, trang thiết bị', 'Description of premises'),
      health
    ],
    fees: [fee('Phí thẩm định điều kiện', 'Appraisal fee', 700_000, { per: 'cơ sở', note: UNVERIFIED })],
    results: result('KQ.G18.000855', 'Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm', 'Food-safety certificate'),
    weight: 6
  }
]
