import type { OfficialFormKind, RuleSetId } from './forms.model.ts'

export type FormSpec = {
  kind: OfficialFormKind
  /** Form number in the circular; null where the rule set has no such form and the paper is the office's own. */
  no: string | null
  title: string
  /** The title as it is broken on paper. */
  lines: readonly string[]
  /** Sign after the number; null: the sign of the issuing office. */
  sign: string | null
  paper: 'a5' | 'a4-landscape'
  /** The line under the form number. */
  basis: string | null
}

const BASIS = {
  'vn-2018':
    'Ban hành kèm theo Thông tư số 01/2018/TT-VPCP ngày 23 tháng 11 năm 2018 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ',
  'vn-2025':
    'Ban hành kèm theo Thông tư số 03/2025/TT-VPCP ngày 15 tháng 9 năm 2025 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ'
} as const satisfies Record<RuleSetId, string>

type Line = readonly [kind: OfficialFormKind, no: string | null, sign: string | null, ...title: string[]]

const LINES = {
  'vn-2018': [
    ['receipt', '01', null, 'Giấy tiếp nhận hồ sơ', 'và hẹn trả kết quả'],
    ['supplement-request', '02', 'PBS', 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ'],
    ['refusal', '03', 'PTC', 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ'],
    ['apology', '04', 'PXL', 'Phiếu xin lỗi và hẹn lại ngày trả kết quả'],
    ['control-slip', '05', 'PKS', 'Phiếu kiểm soát quá trình giải quyết hồ sơ'],
    ['register', '06', 'STD', 'Sổ theo dõi hồ sơ'],
    // A withdrawal before 2025 has no form of its own; the office still tells the applicant in writing.
    ['stop-notice', null, 'TB', 'Thông báo dừng giải quyết hồ sơ']
  ],
  'vn-2025': [
    ['receipt', '01', null, 'Giấy tiếp nhận hồ sơ', 'và hẹn trả kết quả'],
    ['supplement-request', '02', 'PBS', 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ'],
    ['refusal', '03', 'PTC', 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ'],
    ['apology', '04', 'PXL', 'Văn bản xin lỗi và đề nghị gia hạn', 'thời gian giải quyết hồ sơ'],
    ['stop-notice', '05', 'TB', 'Thông báo dừng giải quyết hồ sơ'],
    ['control-slip', '06', 'PKS', 'Phiếu kiểm soát quá trình giải quyết hồ sơ'],
    ['register', '07', 'STD', 'Sổ theo dõi hồ sơ']
  ]
} as const satisfies Record<RuleSetId, readonly Line[]>

const specs = (ruleSet: RuleSetId): FormSpec[] =>
  LINES[ruleSet].map(([kind, no, sign, ...lines]) => ({
    kind,
    no,
    sign,
    title: lines.join(' '),
    lines,
    paper: kind === 'register' ? 'a4-landscape' : 'a5',
    basis: no === null ? null : BASIS[ruleSet]
  }))

const SPECS = { 'vn-2018': specs('vn-2018'), 'vn-2025': specs('vn-2025') } satisfies Record<RuleSetId, FormSpec[]>

/** The numbered forms of a rule set: six by TT 01/2018/TT-VPCP, seven by TT 03/2025/TT-VPCP. */
export const formsOf = (ruleSet: RuleSetId): readonly FormSpec[] => SPECS[ruleSet].filter(form => form.no !== null)

/** How a kind of form looks under a rule set, numbered there or not. */
export const formFor = (ruleSet: RuleSetId, kind: OfficialFormKind): FormSpec =>
  SPECS[ruleSet].find(form => form.kind === kind)!
