import { buildingForm } from './form.building.ts'
import { application, identity, landProof } from './papers.ts'
import { COUNCIL_FEE, calendarDays, fee, paper, result, workingDays } from './sketch.ts'
import type { Sketch } from './sketch.ts'

const BUILDING = { vi: 'Hoạt động xây dựng', en: 'Construction' }
const BUILDING_LAW = [
  'Luật Xây dựng 50/2014/QH13',
  'Luật 62/2020/QH14',
  'Nghị định 175/2024/NĐ-CP',
  'Nghị định 140/2025/NĐ-CP',
  'Nghị định 14/2026/NĐ-CP'
]
const building = {
  field: BUILDING,
  settles: 'commune',
  agency: 'Ủy ban nhân dân cấp xã',
  ministry: 'Bộ Xây dựng',
  applicants: ['person', 'household', 'organisation'],
  law: BUILDING_LAW,
  decision: '56/QĐ-BXD',
  service: 'full'
} as const

export const construction: Sketch[] = [
  {
    ...building,
    code: '1.013225',
    name: {
      vi: 'Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
      en: 'Building permit for a house or small works'
    },
    limit: calendarDays(20),
    otherLimits: [
      { channel: 'counter', case: 'Nhà ở riêng lẻ', limit: calendarDays(15), text: '15 ngày đối với nhà ở riêng lẻ' }
    ],
    promise: calendarDays(15),
    papers: [
      application('Đơn đề nghị cấp giấy phép xây dựng (Mẫu số 1 Phụ lục II)', 'Request for the permit', 'Mau-1-PLII'),
      landProof,
      paper(
        'ban-ve',
        'Bản vẽ thiết kế xây dựng: mặt bằng, mặt đứng, mặt cắt, móng, đấu nối hạ tầng',
        'Drawings: plans, elevations, sections, foundations, connections',
        { originals: 2 }
      ),
      paper('cam-ket', 'Cam kết bảo đảm an toàn công trình liền kề', 'Undertaking for neighbouring buildings', {
        when: '=lien_ke = true'
      }),
      paper('pccc', 'Văn bản thẩm duyệt thiết kế phòng cháy và chữa cháy', 'Fire-safety appraisal', {
        copies: 1,
        when: '=so_tang >= 7'
      })
    ],
    fees: [
      fee('Lệ phí cấp giấy phép xây dựng nhà ở riêng lẻ', 'Permit fee for a house', 75_000, {
        case: 'Nhà ở riêng lẻ',
        per: 'giấy phép',
        note: COUNCIL_FEE
      }),
      fee('Lệ phí cấp giấy phép xây dựng công trình khác', 'Permit fee for other works', 150_000, {
        case: 'Công trình khác',
        per: 'giấy phép',
        note: COUNCIL_FEE
      })
    ],
    results: result(
      'KQ.G17.000311',
      'Giấy phép xây dựng kèm hồ sơ thiết kế có đóng dấu',
      'Building permit with the stamped drawings'
    ),
    form: buildingForm,
    weight: 16
  },
  {
    ...building,
    code: '1.013229',
    name: {
      vi: 'Cấp giấy phép xây dựng sửa chữa, cải tạo đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
      en: 'Permit to repair or rebuild'
    },
    limit: calendarDays(20),
    papers: [
      application('Đơn đề nghị cấp giấy phép sửa chữa, cải tạo (Mẫu số 1 Phụ lục II)', 'Request', 'Mau-1-PLII'),
      landProof,
      paper(
        'hien-trang',
        'Bản vẽ, ảnh hiện trạng bộ phận sửa chữa, cải tạo',
        'Drawings and photographs of the present state'
      )
    ],
    fees: [fee('Lệ phí cấp giấy phép xây dựng', 'Permit fee', 75_000, { per: 'giấy phép', note: COUNCIL_FEE })],
    results: result('KQ.G17.000312', 'Giấy phép xây dựng sửa chữa, cải tạo', 'Permit'),
    weight: 5
  },
  {
    ...building,
    code: '1.013227',
    name: {
      vi: 'Gia hạn giấy phép xây dựng đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
      en: 'Extension of a building permit'
    },
    limit: workingDays(5),
    papers: [
      application('Đơn đề nghị gia hạn giấy phép xây dựng (Mẫu số 2 Phụ lục II)', 'Request', 'Mau-2-PLII'),
      paper('giay-phep', 'Bản chính giấy phép xây dựng đã cấp', 'The permit')
    ],
    fees: [fee('Lệ phí gia hạn', 'Extension fee', 15_000, { per: 'giấy phép', note: COUNCIL_FEE })],
    results: result('KQ.G17.000315', 'Giấy phép xây dựng được gia hạn', 'Extended permit'),
    weight: 2
  },
  {
    ...building,
    service: 'partial',
    code: '2.001921',
    name: {
      vi: 'Chấp thuận vị trí, quy mô, kích thước, phương án tổ chức thi công biển quảng cáo, biển thông tin cổ động trong phạm vi bảo vệ đường bộ',
      en: 'Consent to a billboard beside a road'
    },
    field: { vi: 'Đường bộ', en: 'Roads' },
    settles: 'so-xay-dung',
    agency: 'Sở Xây dựng',
    ministry: 'Bộ Xây dựng',
    applicants: ['organisation'],
    decision: '871/QĐ-BXD',
    law: ['Luật Đường bộ 35/2024/QH15', 'Nghị định 165/2024/NĐ-CP', 'Nghị định 140/2025/NĐ-CP'],
    limit: workingDays(7),
    papers: [
      paper('don', 'Đơn đề nghị', 'Request'),
      paper('thuyet-minh', 'Thuyết minh thiết kế, vị trí xây dựng, lắp đặt', 'Design and location', { certified: 1 }),
      identity
    ],
    results: result('KQ.G04.000515', 'Văn bản chấp thuận vị trí, quy mô, kích thước biển', 'Consent'),
    weight: 1
  }
]
