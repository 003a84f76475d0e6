import { application, health, identity } from './papers.ts'
import { UNVERIFIED, UNVERIFIED_CODE, calendarDays, fee, paper, result, workingDays } from './sketch.ts'
import type { Sketch } from './sketch.ts'

const unverified = { decision: 'chưa xác minh', note: UNVERIFIED, service: 'full' } as const
const electricity = {
  field: { vi: 'Điện lực', en: 'Electricity' },
  settles: 'so-cong-thuong',
  agency: 'Công ty Điện lực tỉnh',
  ministry: 'Bộ Công Thương',
  decision: 'chưa có trong dữ liệu',
  law: ['Luật Điện lực 61/2024/QH15'],
  note: UNVERIFIED_CODE,
  service: 'full',
  applicants: ['person', 'household', 'organisation']
} as const
const schools = {
  ...unverified,
  field: { vi: 'Giáo dục và Đào tạo', en: 'Education' },
  ministry: 'Bộ Giáo dục và Đào tạo',
  law: ['Luật Giáo dục 43/2019/QH14']
} as const

export const services: Sketch[] = [
  {
    ...electricity,
    code: '9.000005',
    name: { vi: 'Cấp điện mới từ lưới điện hạ áp (220/380V)', en: 'New low-voltage electricity supply' },
    limit: workingDays(3),
    papers: [
      application('Giấy đề nghị mua điện', 'Request for supply', 'DN-mua-dien'),
      identity,
      paper('dia-diem', 'Giấy tờ về địa điểm sử dụng điện', 'Proof of the place', { copies: 1 })
    ],
    results: result('KQ-05', 'Hợp đồng mua bán điện; công tơ được lắp đặt', 'Contract and meter'),
    essential: 23,
    weight: 8
  },
  {
    ...electricity,
    code: '9.000006',
    name: { vi: 'Thay đổi chủ thể hợp đồng mua bán điện', en: 'Change of the holder of an electricity contract' },
    limit: workingDays(5),
    papers: [application('Giấy đề nghị thay đổi chủ thể hợp đồng', 'Request for the change', 'DN-chu-the'), identity],
    results: result('KQ-06', 'Hợp đồng mua bán điện mới', 'New contract'),
    essential: 24,
    weight: 7
  },
  {
    ...schools,
    code: '1.005142',
    name: {
      vi: 'Đăng ký dự thi tốt nghiệp trung học phổ thông và xét tuyển đại học, cao đẳng',
      en: 'Registration for the graduation exam and university admission'
    },
    settles: 'so-giao-duc-dao-tao',
    agency: 'Sở Giáo dục và Đào tạo; trường trung học phổ thông',
    limit: calendarDays(30),
    papers: [
      application('Phiếu đăng ký dự thi', 'Registration form', 'PDK-thi'),
      paper('hoc-ba', 'Học bạ trung học phổ thông', 'School record', {
        copies: 1,
        replacedBy: 'Cơ sở dữ liệu giáo dục'
      })
    ],
    results: result('KQ.G03.000142', 'Thông báo số báo danh, giấy báo dự thi', 'Candidate number and notice'),
    essential: 20,
    weight: 10
  },
  {
    ...schools,
    code: '3.000467',
    name: { vi: 'Cấp bản sao văn bằng, chứng chỉ từ sổ gốc (tại cấp xã)', en: 'Copy of a diploma from the register' },
    settles: 'commune',
    agency: 'Ủy ban nhân dân cấp xã',
    decision: 'Nghị quyết 66.7/2025/NQ-CP, phụ lục I',
    limit: workingDays(1),
    papers: [application('Đơn đề nghị cấp bản sao văn bằng, chứng chỉ', 'Request', 'VB-01'), identity],
    results: result('KQ.G03.000467', 'Bản sao văn bằng, chứng chỉ', 'Copy of the diploma'),
    weight: 12
  },
  {
    ...schools,
    code: '2.002481',
    name: { vi: 'Chuyển trường đối với học sinh trung học cơ sở', en: 'Change of lower secondary school' },
    settles: 'commune',
    agency: 'Ủy ban nhân dân cấp xã',
    decision: '3771/QĐ-UBND (Nghệ An)',
    limit: workingDays(3),
    papers: [
      paper('don', 'Đơn xin chuyển trường do cha, mẹ hoặc người giám hộ ký', 'Request signed by a parent'),
      paper('hoc-ba', 'Học bạ', 'School record'),
      paper('giay-chuyen', 'Giấy giới thiệu chuyển trường', 'Letter of the old school')
    ],
    results: result('KQ.G03.000481', 'Học sinh được tiếp nhận vào trường mới', 'Admission to the new school'),
    weight: 7
  },
  {
    ...unverified,
    code: '1.004756',
    name: { vi: 'Cấp Chứng chỉ hành nghề thú y', en: 'Veterinary practice certificate' },
    field: { vi: 'Thú y', en: 'Veterinary' },
    settles: 'so-nong-nghiep-moi-truong',
    agency: 'Sở Nông nghiệp và Môi trường',
    ministry: 'Bộ Nông nghiệp và Môi trường',
    decision: '1649/QĐ-BNNMT',
    law: ['Luật Thú y 79/2015/QH13', 'Nghị định 32/2026/NĐ-CP', 'Thông tư 101/2020/TT-BTC'],
    note: '',
    limit: workingDays(5),
    papers: [
      application('Đơn đăng ký (Mẫu số 01.HNTY)', 'Request', '01.HNTY'),
      paper('van-bang', 'Văn bằng chuyên môn hoặc giấy xác nhận tập huấn', 'Diploma or proof of training', {
        copies: 1
      }),
      health
    ],
    fees: [fee('Lệ phí cấp chứng chỉ hành nghề thú y', 'Certificate fee', 50_000, { per: 'lần' })],
    results: result('KQ.G10.000865', 'Chứng chỉ hành nghề thú y', 'Certificate'),
    weight: 1.2
  },
  {
    ...unverified,
    code: '1.013804',
    name: { vi: 'Bổ nhiệm lại công chứng viên', en: 'Re-appointment of a notary' },
    field: { vi: 'Công chứng', en: 'Notaries' },
    settles: 'so-tu-phap',
    agency: 'Sở Tư pháp',
    ministry: 'Bộ Tư pháp',
    decision: '2009/QĐ-BTP',
    law: ['Luật Công chứng 46/2024/QH15', 'Thông tư 05/2025/TT-BTP', 'Thông tư 257/2016/TT-BTC'],
    limit: workingDays(20),
    papers: [
      application('Văn bản đề nghị bổ nhiệm lại công chứng viên (TP-CC-04)', 'Request', 'TP-CC-04'),
      paper('giay-to', 'Giấy tờ chứng minh lý do miễn nhiệm không còn', 'Proof that the reason has gone', {
        certified: 1
      })
    ],
    fees: [fee('Phí thẩm định bổ nhiệm công chứng viên', 'Appraisal fee', 500_000, { per: 'hồ sơ' })],
    results: result('KQ.G15.000170', 'Quyết định bổ nhiệm lại công chứng viên', 'Decision of appointment'),
    weight: 0.2
  },
  {
    ...unverified,
    code: '2.002516',
    name: { vi: 'Thủ tục xác nhận thông tin hộ tịch', en: 'Confirmation of civil-status data' },
    field: { vi: 'Hộ tịch', en: 'Civil status' },
    settles: 'so-tu-phap',
    agency: 'Sở Tư pháp',
    ministry: 'Bộ Tư pháp',
    decision: '163/QĐ-BTP',
    law: ['Luật Hộ tịch 60/2014/QH13', 'Nghị định 123/2015/NĐ-CP', 'Nghị quyết 66.7/2025/NQ-CP'],
    limit: workingDays(3),
    papers: [application('Tờ khai đề nghị xác nhận thông tin hộ tịch', 'Request', 'TK-xac-nhan'), identity],
    fees: [fee('Phí xác nhận thông tin hộ tịch', 'Data fee', 8_000, { per: 'văn bản', quantity: 'copies' })],
    results: result('KQ.G15.000216', 'Văn bản xác nhận thông tin hộ tịch', 'Confirmation'),
    weight: 5
  },
  {
    ...unverified,
    code: '1.004122',
    name: { vi: 'Cấp giấy phép hành nghề khoan nước dưới đất', en: 'Licence to drill for groundwater' },
    field: { vi: 'Tài nguyên nước', en: 'Water resources' },
    settles: 'so-nong-nghiep-moi-truong',
    agency: 'Sở Nông nghiệp và Môi trường',
    ministry: 'Bộ Nông nghiệp và Môi trường',
    applicants: ['organisation'],
    decision: '248/QĐ-BNNMT',
    law: ['Luật Tài nguyên nước 28/2023/QH15', 'Nghị định 54/2024/NĐ-CP', 'Nghị định 23/2026/NĐ-CP'],
    note: '',
    limit: workingDays(13),
    papers: [
      application('Văn bản đề nghị cấp phép (Mẫu 49)', 'Request', 'Mau-49'),
      paper(
        'kinh-nghiem',
        'Bản khai kinh nghiệm chuyên môn của người chịu trách nhiệm chính',
        'Experience of the person in charge'
      )
    ],
    results: result('KQ.G10.001269', 'Giấy phép hành nghề khoan nước dưới đất', 'Licence'),
    weight: 0.4
  }
]
