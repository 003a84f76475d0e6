import { ruleSet, signOf } from '#server/rulesets/index.ts'
import type { FormKind, RuleSetId } from '#server/rulesets/index.ts'

export type FormSpec = {
  kind: FormKind
  /** Form number in the circular; null where the rule set has no such form and the paper is the office's own. */
  no: string | null
  title: string
  /** The title as it is broken on paper. */
  lines: readonly string[]
  /** Sign after the number, by the rule set and, for a receipt, by who issues it. */
  sign: string
  paper: 'a5' | 'a4-landscape'
  /** The line under the form number. */
  basis: string | null
}

/** When the circular of a rule set was signed, as forms cite it. */
const SIGNED = {
  'vn-2018': 'ngày 23 tháng 11 năm 2018',
  'vn-2025': 'ngày 15 tháng 9 năm 2025'
} as const satisfies Record<RuleSetId, string>

const TITLES = {
  receipt: ['Giấy tiếp nhận hồ sơ', 'và hẹn trả kết quả'],
  'supplement-request': ['Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ'],
  refusal: ['Phiếu từ chối tiếp nhận, giải quyết hồ sơ'],
  apology: ['Phiếu xin lỗi và hẹn lại ngày trả kết quả'],
  'stop-notice': ['Thông báo dừng giải quyết hồ sơ'],
  'control-slip': ['Phiếu kiểm soát quá trình giải quyết hồ sơ'],
  register: ['Sổ theo dõi hồ sơ']
} as const satisfies Record<FormKind, readonly string[]>

const OTHER_TITLES = {
  'vn-2018': {},
  'vn-2025': { apology: ['Văn bản xin lỗi và đề nghị gia hạn', 'thời gian giải quyết hồ sơ'] }
} as const satisfies Record<RuleSetId, Partial<Record<FormKind, readonly string[]>>>

/** How a kind of form looks under a rule set, numbered there or not (a stop notice before 2025 is a plain notice). */
export function formFor(id: RuleSetId, kind: FormKind, office = { centre: false }): FormSpec {
  const { forms, formsDecree } = ruleSet(id)
  const numbered = forms[kind]
  const others: Partial<Record<FormKind, readonly string[]>> = OTHER_TITLES[id]
  const lines = others[kind] ?? TITLES[kind]
  return {
    kind,
    no: numbered?.number ?? null,
    title: lines.join(' '),
    lines,
    sign: signOf(id, kind, office),
    paper: kind === 'register' ? 'a4-landscape' : 'a5',
    basis: numbered
      ? `Ban hành kèm theo ${formsDecree} ${SIGNED[id]} của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ`
      : null
  }
}

/** The numbered forms of a rule set in their order: six by TT 01/2018/TT-VPCP, seven by TT 03/2025/TT-VPCP. */
export const formsOf = (id: RuleSetId): readonly FormSpec[] =>
  (Object.keys(TITLES) as FormKind[])
    .map(kind => formFor(id, kind))
    .filter(form => form.no !== null)
    .sort((a, b) => (a.no! < b.no! ? -1 : 1))
