import type { Column, Template } from './model.ts'

const RECEIVED = 'Số lượng hồ sơ tiếp nhận'
const SETTLED = 'Số lượng hồ sơ đã giải quyết'
const IN_HAND = 'Số lượng hồ sơ đang giải quyết'

const SETTLEMENT: readonly Column[] = [
  { no: '3', over: RECEIVED, title: 'Tổng số', short: 'Tiếp nhận', counts: {} },
  { no: '4', over: RECEIVED, title: 'Trong kỳ, trực tuyến', short: 'Trực tuyến', counts: { came: [4] } },
  { no: '5', over: RECEIVED, title: 'Trong kỳ, trực tiếp, bưu chính', short: 'Trực tiếp', counts: { came: [5] } },
  { no: '6', over: RECEIVED, title: 'Từ kỳ trước', short: 'Kỳ trước', counts: { came: [6] } },
  { no: '7', over: SETTLED, title: 'Tổng số', short: 'Đã giải quyết', counts: { went: [8, 9, 10] } },
  { no: '8', over: SETTLED, title: 'Trước hạn', short: 'Trước hạn', counts: { went: [8] } },
  { no: '9', over: SETTLED, title: 'Đúng hạn', short: 'Đúng hạn', counts: { went: [9] } },
  { no: '10', over: SETTLED, title: 'Quá hạn', short: 'Quá hạn', counts: { went: [10] } },
  { no: '11', over: IN_HAND, title: 'Tổng số', short: 'Đang giải quyết', counts: { went: [12, 13] } },
  { no: '12', over: IN_HAND, title: 'Trong hạn', short: 'Trong hạn', counts: { went: [12] } },
  { no: '13', over: IN_HAND, title: 'Quá hạn', short: 'Quá hạn', counts: { went: [13] } }
]
const SETTLEMENT_CHECKS = [
  { left: '3', right: ['4', '5', '6'] },
  { left: '7', right: ['8', '9', '10'] },
  { left: '11', right: ['12', '13'] },
  { left: '3', right: ['7', '11'] }
] as const

const TT02 = 'Thông tư 02/2017/TT-VPCP, Thông tư 01/2020/TT-VPCP'
const settlement = { version: '2020', basis: TT02, columns: SETTLEMENT, checks: SETTLEMENT_CHECKS } as const
const carryOver = { from: '11', to: '6' } as const

const LEVELS = [
  ['Cấp tỉnh', 'province'],
  ['Cấp huyện', 'district'],
  ['Cấp xã', 'commune']
] as const
const byLevel = (first: number, over: string, procedures: 'competence' | 'one-stop' | 'process'): Column[] => [
  { no: String(first), over, title: 'Tổng số', short: 'Tổng số', counts: { procedures } },
  ...LEVELS.map(([title, level], i) => ({
    ...{ no: String(first + 1 + i), over, title, short: title, counts: { procedures, level } }
  }))
]

/** The forms of procedure control. A changed form is another entry with another version; sent reports keep theirs. */
export const TEMPLATES: readonly Template[] = [
  {
    ...settlement,
    code: 'II.06a',
    title: 'Tình hình, kết quả giải quyết thủ tục hành chính tại cơ quan, đơn vị trực tiếp giải quyết',
    lines: 'field',
    lineTitle: 'Lĩnh vực, công việc giải quyết theo cấp',
    carryOver
  },
  {
    ...settlement,
    code: 'II.06b',
    title: 'Tổng hợp tình hình, kết quả giải quyết thủ tục hành chính theo đơn vị',
    lines: 'unit',
    lineTitle: 'Đơn vị',
    carryOver,
    mergedFrom: 'II.06a'
  },
  {
    ...settlement,
    code: 'II.06c',
    title: 'Tình hình, kết quả giải quyết thủ tục hành chính trên phạm vi toàn cơ quan, địa phương',
    lines: 'field',
    lineTitle: 'Lĩnh vực giải quyết',
    carryOver,
    mergedFrom: 'II.06a'
  },
  {
    code: 'II.07b',
    version: '2020',
    basis: TT02,
    title: 'Kết quả thực hiện cơ chế một cửa, một cửa liên thông và quy trình nội bộ',
    lines: 'unit',
    lineTitle: 'Đơn vị',
    columns: [
      ...byLevel(3, 'Số thủ tục hành chính thuộc thẩm quyền giải quyết', 'competence'),
      ...byLevel(7, 'Trong đó thực hiện qua Bộ phận Một cửa', 'one-stop'),
      ...byLevel(11, 'Số quy trình nội bộ', 'process')
    ],
    checks: [
      { left: '3', right: ['4', '5', '6'] },
      { left: '7', right: ['8', '9', '10'] },
      { left: '11', right: ['12', '13', '14'] }
    ],
    mergedFrom: 'II.07b'
  },
  {
    code: '07a/BTP',
    version: '2026',
    basis: 'Biểu 07a/BTP (mẫu năm 2026; các cột theo tài liệu công khai, chưa đối chiếu văn bản)',
    title: 'Kết quả tiếp nhận, giải quyết thủ tục hành chính',
    lines: 'unit',
    lineTitle: 'Đơn vị',
    columns: [
      { no: '3', over: RECEIVED, title: 'Tổng số', short: 'Tiếp nhận', counts: { came: [4, 5] } },
      {
        ...{ no: '4', over: RECEIVED, title: 'Trực tiếp', short: 'Trực tiếp' },
        counts: { came: [5], channel: ['counter', 'unknown'] }
      },
      { no: '5', over: RECEIVED, title: 'Trực tuyến', short: 'Trực tuyến', counts: { came: [4] } },
      { no: '6', over: RECEIVED, title: 'Bưu chính', short: 'Bưu chính', counts: { came: [5], channel: ['post'] } },
      { no: '7', over: SETTLED, title: 'Tổng số', short: 'Đã giải quyết', counts: { went: [8, 9, 10] } },
      { no: '8', over: SETTLED, title: 'Trước hạn, đúng hạn', short: 'Đúng hạn', counts: { went: [8, 9] } },
      { no: '9', over: SETTLED, title: 'Quá hạn', short: 'Quá hạn', counts: { went: [10] } },
      { no: '10', over: IN_HAND, title: 'Tổng số', short: 'Đang giải quyết', counts: { went: [12, 13] } },
      { no: '11', over: IN_HAND, title: 'Trong hạn', short: 'Trong hạn', counts: { went: [12] } },
      { no: '12', over: IN_HAND, title: 'Quá hạn', short: 'Quá hạn', counts: { went: [13] } }
    ],
    checks: [
      { left: '3', right: ['4', '5', '6'] },
      { left: '7', right: ['8', '9'] },
      { left: '10', right: ['11', '12'] }
    ],
    mergedFrom: 'II.06a'
  }
]

/** A form by its code: the version a sent report was made under, else the newest (first). */
export const templateOf = (code: string, version: string | null = null): Template | undefined =>
  TEMPLATES.find(each => each.code === code && (version === null || each.version === version))
