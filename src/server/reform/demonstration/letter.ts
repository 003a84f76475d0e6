import type { Give } from '../tasks/commands.ts'
import { UNITS } from '#server/organisation/index.ts'
import type { Group } from '../tasks/debtors.rules.ts'

/** The worked letter, retold for the fictional province: what one document turns into. */
export const LETTER_DAY = '2022-07-27'
export const LETTER_NUMBER = '1247/UBND-KSTT'
export const RECALLED = { number: '129/UBND-KSTT', day: '2022-01-27' } as const

export const LETTER = [
  'Thực hiện Nghị quyết số 85/NQ-CP ngày 09 tháng 7 năm 2022 của Chính phủ về Hội nghị trực tuyến Chính phủ với địa phương và Phiên họp Chính phủ thường kỳ tháng 6 năm 2022, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu Thủ trưởng các sở, ban, ngành tỉnh, các cơ quan trung ương đóng trên địa bàn tỉnh, Chủ tịch Ủy ban nhân dân các huyện, thành phố thực hiện các nội dung sau:',
  '1. Rà soát tình hình thực hiện chương trình, kế hoạch cải cách hành chính của cơ quan, địa phương; đẩy nhanh tiến độ, hoàn thành 100% trong năm 2022, nhất là các chỉ tiêu, nhiệm vụ do Ủy ban nhân dân tỉnh và Chủ tịch Ủy ban nhân dân tỉnh giao. Kết quả thực hiện được lồng ghép trong báo cáo định kỳ, không báo cáo riêng.',
  '2. Thường xuyên theo dõi, kiểm tra, đánh giá, chỉ đạo, đôn đốc quyết liệt để khắc phục các hạn chế của Chỉ số PAR Index, SIPAS, PAPI và PCI.',
  '3. Thủ trưởng cơ quan, đơn vị chịu trách nhiệm khi để mất điểm, tụt điểm trong năm 2022 và các năm tiếp theo ở nội dung đã chỉ rõ nguyên nhân, giải pháp khắc phục.',
  '4. Thường xuyên siết chặt kỷ luật, kỷ cương trong giải quyết hồ sơ thủ tục hành chính.',
  '5. Hằng tháng công khai tại cơ quan và trên trang thông tin điện tử danh sách tổ chức, cá nhân chậm giải quyết hồ sơ, nhũng nhiễu, tiêu cực.',
  '6. Văn phòng Ủy ban nhân dân tỉnh khẩn trương hoàn thành kết nối hệ thống thông tin giải quyết thủ tục hành chính với Cơ sở dữ liệu quốc gia về dân cư.',
  '7. Văn phòng Ủy ban nhân dân tỉnh nghiên cứu, sớm tham mưu số hóa hồ sơ, giấy tờ, kết quả tại Bộ phận Một cửa các cấp, trước mắt thí điểm tại Trung tâm Phục vụ hành chính công tỉnh, làm cơ sở tái cấu trúc quy trình, nhất là 25 dịch vụ công thiết yếu.',
  '8. Trên cơ sở đó, Văn phòng Ủy ban nhân dân tỉnh tổng hợp, báo cáo kết quả thực hiện chỉ tiêu, nhiệm vụ cải cách hành chính tại Công văn số 129/UBND-KSTT ngày 27 tháng 01 năm 2022, tham mưu Chủ tịch Ủy ban nhân dân tỉnh trước ngày 20 tháng 8 năm 2022./.'
].join('\n')

/** What the recalled letter gave, of which the one-off report tells: content, agency, due day, day of the report. */
export const RECALLED_ITEMS = [
  ['Rà soát, đơn giản hóa 50 thủ tục hành chính nội bộ', 'van-phong', '2022-06-30', '2022-06-24'],
  ['Đưa 80% dịch vụ công đủ điều kiện lên mức toàn trình', 'van-phong', '2022-07-31', '2022-07-29'],
  ['Ban hành vị trí việc làm của các sở, ngành', 'so-noi-vu', '2022-06-30', '2022-07-15'],
  ['Tự kiểm tra văn bản quy phạm pháp luật năm 2021', 'so-tu-phap', '2022-05-31', '2022-05-20'],
  ['Giao quyền tự chủ tài chính cho 100% đơn vị sự nghiệp', 'so-tai-chinh', '2022-07-31', null],
  ['Tập huấn ký số cho công chức cấp xã', 'so-noi-vu', '2022-12-15', null]
] as const

const ALL: readonly Group[] = ['departments', 'central-agencies', 'lower-units']
const OFFICE = [UNITS['van-phong']]
type Item = Pick<Give, 'content' | 'product' | 'deadline' | 'closesBy' | 'field'> & {
  readonly addressees: readonly (Group | string)[]
}

/** The eight items as a clerk enters them. */
export const LETTER_ITEMS: readonly Item[] = [
  {
    addressees: ALL,
    content: 'Rà soát, đẩy nhanh tiến độ, hoàn thành 100% chương trình, kế hoạch cải cách hành chính năm 2022',
    product: 'Kết quả nêu trong báo cáo cải cách hành chính và báo cáo kiểm soát thủ tục hành chính định kỳ',
    deadline: { kind: 'with-report', until: '2022-12-31' },
    closesBy: 'report'
  },
  {
    addressees: ALL,
    content: 'Theo dõi, kiểm tra, đánh giá, chỉ đạo, đôn đốc để khắc phục hạn chế của PAR Index, SIPAS, PAPI và PCI',
    product: '',
    deadline: { kind: 'standing' }
  },
  {
    addressees: ALL,
    content: 'Người đứng đầu chịu trách nhiệm về điểm bị mất, bị tụt đã rõ nguyên nhân và giải pháp',
    product: 'Hồ sơ xem xét trách nhiệm khi công bố kết quả',
    deadline: { kind: 'standing' }
  },
  {
    addressees: ALL,
    content: 'Siết chặt kỷ luật, kỷ cương trong giải quyết hồ sơ thủ tục hành chính',
    product: '',
    deadline: { kind: 'standing' }
  },
  {
    addressees: ALL,
    content: 'Công khai danh sách tổ chức, cá nhân chậm giải quyết hồ sơ, nhũng nhiễu, tiêu cực trong tháng',
    product: 'Danh sách được công khai',
    deadline: { kind: 'recurring', every: 'month', until: null },
    closesBy: 'edition'
  },
  {
    addressees: OFFICE,
    content: 'Hoàn thành kết nối hệ thống giải quyết thủ tục hành chính với Cơ sở dữ liệu quốc gia về dân cư',
    product: 'Kết nối hoạt động',
    deadline: { kind: 'open', urgency: 'urgent' }
  },
  {
    addressees: OFFICE,
    content:
      'Tham mưu số hóa hồ sơ, giấy tờ, kết quả tại Bộ phận Một cửa các cấp, thí điểm tại Trung tâm Phục vụ hành chính công tỉnh',
    product: 'Số hóa tại nơi thí điểm, quy trình được tái cấu trúc',
    deadline: { kind: 'open', urgency: 'soon' }
  },
  {
    addressees: OFFICE,
    content:
      'Tổng hợp, báo cáo kết quả thực hiện chỉ tiêu, nhiệm vụ cải cách hành chính nêu tại Công văn số 129/UBND-KSTT',
    product: 'Báo cáo',
    deadline: { kind: 'date', due: '2022-08-19' }
  }
]
