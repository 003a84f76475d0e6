import { application, health, identity } from './papers.ts'
import { UNVERIFIED, UNVERIFIED_CODE, fee, paper, result, workingDays } from './sketch.ts'
import type { Sketch } from './sketch.ts'

const PROTECTION = { vi: 'Bảo trợ xã hội', en: 'Social protection' }
const commune = {
  settles: 'commune',
  agency: 'Ủy ban nhân dân cấp xã',
  ministry: 'Bộ Y tế',
  service: 'full',
  decision: 'chưa xác minh',
  note: UNVERIFIED
} as const
const social = { ...commune, field: PROTECTION, law: ['Nghị định 20/2021/NĐ-CP', 'Nghị định 76/2024/NĐ-CP'] } as const

export const socialPolicy: Sketch[] = [
  {
    ...social,
    code: '1.001776',
    name: {
      vi: 'Thực hiện, điều chỉnh, thôi hưởng trợ cấp xã hội hàng tháng, hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng',
      en: 'Monthly social allowance'
    },
    limit: workingDays(10),
    papers: [
      application('Tờ khai đề nghị trợ giúp xã hội', 'Request for the allowance', 'Mau-1a'),
      identity,
      paper('hoan-canh', 'Giấy tờ chứng minh hoàn cảnh (nếu có)', 'Proof of the situation, if any', {
        copies: 1,
        optional: true
      })
    ],
    results: result('KQ.G18.000301', 'Quyết định trợ cấp xã hội hàng tháng', 'Decision on the allowance'),
    weight: 22
  },
  {
    ...social,
    code: '1.001731',
    name: { vi: 'Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội', en: 'Funeral support' },
    limit: workingDays(5),
    papers: [
      application('Tờ khai đề nghị hỗ trợ chi phí mai táng', 'Request', 'Mau-04'),
      paper('khai-tu', 'Trích lục khai tử', 'Death extract', { copies: 1, replacedBy: 'Cơ sở dữ liệu hộ tịch điện tử' })
    ],
    results: result('KQ.G18.000302', 'Quyết định hỗ trợ chi phí mai táng', 'Decision'),
    weight: 6
  },
  {
    ...social,
    code: '1.001699',
    name: {
      vi: 'Xác định, xác định lại mức độ khuyết tật và cấp Giấy xác nhận khuyết tật',
      en: 'Degree of disability and certificate'
    },
    decision: '2816/QĐ-UBND (Đồng Nai)',
    law: ['Luật Người khuyết tật 51/2010/QH12', 'Thông tư 01/2019/TT-BLĐTBXH'],
    limit: workingDays(25),
    papers: [
      application('Đơn đề nghị xác định mức độ khuyết tật', 'Request', 'Mau-01-KT'),
      paper('benh-an', 'Bệnh án, giấy tờ khám, điều trị liên quan', 'Medical papers', { copies: 1, optional: true })
    ],
    results: result('KQ.G18.000303', 'Giấy xác nhận khuyết tật', 'Certificate of disability'),
    weight: 6
  },
  {
    ...social,
    code: '1.001653',
    name: { vi: 'Đổi, cấp lại Giấy xác nhận khuyết tật', en: 'Exchange of a disability certificate' },
    decision: '2816/QĐ-UBND (Đồng Nai)',
    law: ['Thông tư 01/2019/TT-BLĐTBXH'],
    limit: workingDays(5),
    papers: [application('Đơn đề nghị đổi, cấp lại', 'Request', 'Mau-01-KT')],
    results: result('KQ.G18.000303', 'Giấy xác nhận khuyết tật', 'Certificate of disability'),
    weight: 2
  },
  {
    ...commune,
    code: '1.011607',
    name: { vi: 'Công nhận hộ nghèo, hộ cận nghèo thường xuyên hằng năm', en: 'Recognition as a poor household' },
    field: { vi: 'Giảm nghèo', en: 'Poverty reduction' },
    ministry: 'Bộ Nông nghiệp và Môi trường',
    applicants: ['household'],
    law: ['Quyết định 24/2021/QĐ-TTg', 'Nghị định 07/2021/NĐ-CP'],
    limit: workingDays(15),
    papers: [application('Giấy đề nghị rà soát hộ nghèo, hộ cận nghèo', 'Request for a review', 'PL-01')],
    results: result(
      'KQ.G10.001301',
      'Quyết định và Giấy chứng nhận hộ nghèo, hộ cận nghèo',
      'Decision and certificate'
    ),
    weight: 5
  },
  {
    ...commune,
    code: '1.010801',
    name: {
      vi: 'Giải quyết chế độ trợ cấp ưu đãi đối với thân nhân liệt sĩ',
      en: 'Allowance for the family of a fallen soldier'
    },
    field: { vi: 'Người có công', en: 'People of merit' },
    settles: 'so-noi-vu',
    agency: 'Sở Nội vụ',
    ministry: 'Bộ Nội vụ',
    decision: 'Nghị quyết 66.7/2025/NQ-CP, phụ lục I',
    law: ['Pháp lệnh 02/2020/UBTVQH14', 'Nghị định 131/2021/NĐ-CP'],
    limit: workingDays(24),
    papers: [
      application('Bản khai tình hình thân nhân liệt sĩ', 'Declaration of the family', 'Mau-05'),
      paper('bao-tu', 'Giấy báo tử hoặc Bằng “Tổ quốc ghi công”', 'Notice of death or the certificate of merit', {
        copies: 1
      })
    ],
    results: result('KQ.G09.000811', 'Quyết định trợ cấp', 'Decision on the allowance'),
    process: 'lien-thong',
    weight: 2
  },
  {
    ...commune,
    code: '1.001978',
    name: { vi: 'Giải quyết trợ cấp thất nghiệp', en: 'Unemployment benefit' },
    field: { vi: 'Việc làm', en: 'Employment' },
    settles: 'so-noi-vu',
    agency: 'Trung tâm Dịch vụ việc làm, Sở Nội vụ',
    ministry: 'Bộ Nội vụ',
    decision: '3783/QĐ-UBND (Nghệ An)',
    law: ['Luật Việc làm', 'Nghị định 28/2015/NĐ-CP', 'Nghị định 61/2020/NĐ-CP'],
    limit: workingDays(20),
    papers: [
      application('Đề nghị hưởng trợ cấp thất nghiệp (Mẫu số 03)', 'Claim', 'Mau-03'),
      paper('cham-dut', 'Giấy tờ xác nhận chấm dứt hợp đồng lao động', 'Proof that the contract ended', { copies: 1 }),
      paper('so-bhxh', 'Sổ bảo hiểm xã hội', 'Social insurance book', {
        replacedBy: 'Cơ sở dữ liệu quốc gia về bảo hiểm'
      })
    ],
    results: result('KQ.G09.000820', 'Quyết định hưởng trợ cấp thất nghiệp', 'Decision on the benefit'),
    essential: 22,
    weight: 24
  },
  {
    ...commune,
    code: '1.014199',
    name: {
      vi: 'Cấp giấy phép lao động đối với người lao động nước ngoài làm việc tại Việt Nam',
      en: 'Work permit for a foreigner'
    },
    field: { vi: 'Việc làm', en: 'Employment' },
    settles: 'so-noi-vu',
    agency: 'Sở Nội vụ',
    ministry: 'Bộ Nội vụ',
    applicants: ['organisation'],
    law: ['Bộ luật Lao động 45/2019/QH14', 'Nghị định 219/2025/NĐ-CP'],
    limit: workingDays(10),
    papers: [
      application('Văn bản đề nghị cấp giấy phép lao động', 'Request', 'Mau-03-GPLD'),
      health,
      paper('ho-chieu', 'Hộ chiếu còn giá trị', 'Valid passport', { certified: 1 }),
      paper('ly-lich', 'Phiếu lý lịch tư pháp', 'Criminal record', { replacedBy: 'Cơ sở dữ liệu lý lịch tư pháp' })
    ],
    fees: [
      fee('Lệ phí cấp giấy phép lao động', 'Permit fee', 600_000, {
        per: 'giấy phép',
        note: 'Mức do Hội đồng nhân dân tỉnh quyết định; chưa kiểm chứng. (Unverified.)'
      })
    ],
    results: result('KQ.G09.000830', 'Giấy phép lao động', 'Work permit'),
    weight: 2
  },
  {
    ...commune,
    code: '9.000004',
    name: {
      vi: 'Gia hạn thẻ bảo hiểm y tế theo hộ gia đình có giảm trừ mức đóng',
      en: 'Renewal of a household health card at reduced contribution'
    },
    field: { vi: 'Bảo hiểm y tế', en: 'Health insurance' },
    settles: 'so-tai-chinh',
    agency: 'Bảo hiểm xã hội tỉnh, cơ sở',
    ministry: 'Bộ Tài chính',
    applicants: ['household'],
    law: ['Luật Bảo hiểm y tế', 'Nghị định 188/2025/NĐ-CP'],
    limit: workingDays(3),
    papers: [application('Tờ khai tham gia bảo hiểm y tế (TK1-TS)', 'Declaration', 'TK1-TS')],
    fees: [
      fee('Mức đóng bảo hiểm y tế', 'Contribution', null, {
        text: 'Theo lương cơ sở, giảm dần từ người thứ hai trong hộ'
      })
    ],
    results: result('KQ-04', 'Thẻ bảo hiểm y tế được gia hạn', 'Renewed health card'),
    note: UNVERIFIED_CODE,
    essential: 25,
    weight: 20
  }
]
