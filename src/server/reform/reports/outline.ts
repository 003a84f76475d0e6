/** The outline of a reform report as data: sections with the agency that is asked for text, and the figures told in each. */
export type Section = {
  readonly key: string
  readonly title: string
  /** Short names of whom the text is asked from; null: the office that compiles. */
  readonly asked: readonly string[] | null
  readonly figures: readonly string[]
}

/** Guidance on regular reform reports as practised; another year's outline is another table. */
export const OUTLINE: readonly Section[] = [
  {
    key: 'steering',
    title: 'I. Công tác chỉ đạo, điều hành',
    asked: null,
    figures: [
      'tasks-total',
      'tasks-on-time',
      'tasks-late-done',
      'tasks-open',
      'tasks-overdue',
      'plan-items',
      'plan-done'
    ]
  },
  { key: 'institutions', title: 'II. Cải cách thể chế', asked: ['so-tu-phap'], figures: [] },
  {
    key: 'procedures',
    title: 'III. Cải cách thủ tục hành chính và kiểm soát thủ tục hành chính',
    asked: ['van-phong'],
    figures: [
      'received',
      'received-online',
      'received-direct',
      'carried',
      'settled',
      'settled-early',
      'settled-on-time',
      'settled-late',
      'in-hand',
      'in-hand-in-time',
      'in-hand-overdue',
      'left-out',
      'favoured'
    ]
  },
  { key: 'organisation', title: 'IV. Cải cách tổ chức bộ máy', asked: ['so-noi-vu'], figures: [] },
  { key: 'civil-service', title: 'V. Cải cách chế độ công vụ', asked: ['so-noi-vu'], figures: [] },
  { key: 'finance', title: 'VI. Cải cách tài chính công', asked: ['so-tai-chinh'], figures: [] },
  {
    key: 'digital',
    title: 'VII. Xây dựng, phát triển chính quyền điện tử, chính quyền số',
    asked: ['so-khoa-hoc-cong-nghe'],
    figures: []
  },
  { key: 'judgement', title: 'VIII. Đánh giá chung', asked: null, figures: [] },
  { key: 'next', title: 'IX. Nhiệm vụ trọng tâm kỳ tới', asked: null, figures: [] }
]
/** A one-off report on the tasks of an earlier document. */
export const ONE_OFF: readonly Section[] = [
  {
    key: 'steering',
    title: 'I. Kết quả thực hiện',
    asked: null,
    figures: ['tasks-total', 'tasks-on-time', 'tasks-late-done', 'tasks-open', 'tasks-overdue']
  },
  { key: 'next', title: 'II. Đề xuất, kiến nghị', asked: null, figures: [] }
]

export const FIGURE_WORDS: Readonly<Record<string, string>> = {
  'tasks-total': 'Nhiệm vụ được giao theo dõi trong kỳ',
  'tasks-on-time': 'Hoàn thành đúng hạn',
  'tasks-late-done': 'Hoàn thành quá hạn',
  'tasks-open': 'Đang thực hiện, trong hạn',
  'tasks-overdue': 'Quá hạn, chưa hoàn thành',
  'plan-items': 'Nhiệm vụ trong kế hoạch cải cách hành chính năm',
  'plan-done': 'Nhiệm vụ kế hoạch đã hoàn thành',
  received: 'Hồ sơ tiếp nhận',
  'received-online': 'Trực tuyến trong kỳ',
  'received-direct': 'Trực tiếp, bưu chính trong kỳ',
  carried: 'Từ kỳ trước chuyển qua',
  settled: 'Hồ sơ đã giải quyết',
  'settled-early': 'Trước hạn',
  'settled-on-time': 'Đúng hạn',
  'settled-late': 'Quá hạn',
  'in-hand': 'Hồ sơ đang giải quyết',
  'in-hand-in-time': 'Trong hạn',
  'in-hand-overdue': 'Quá hạn',
  'left-out': 'Hồ sơ của hệ thống khác không báo thời hạn, không tính',
  favoured: 'Loại kết thúc được tính là đúng hạn theo lựa chọn của quản trị viên'
}

/** What must add up: a total and its parts (form II.06: 3 = 4+5+6, 7 = 8+9+10, 11 = 12+13, 3 = 7+11). */
export const SUMS: readonly (readonly [string, readonly string[]])[] = [
  ['tasks-total', ['tasks-on-time', 'tasks-late-done', 'tasks-open', 'tasks-overdue']],
  ['received', ['received-online', 'received-direct', 'carried']],
  ['settled', ['settled-early', 'settled-on-time', 'settled-late']],
  ['in-hand', ['in-hand-in-time', 'in-hand-overdue']],
  ['received', ['settled', 'in-hand']]
]
