import type { Words } from '#server/platform/index.ts'
import type { FormSchema } from '../form.model.ts'
import { CHANNELS } from '../model.ts'
import type { FeeRule, Limit, Paper, ProcedureContent, ServiceLevel, StatedLimit } from '../model.ts'
import { fieldCode } from '../search.rules.ts'
import { stepsOf } from './steps.ts'

/** A demonstration procedure as it is written down: facts only. `contentOf` makes the publishable content of it. */
export type Sketch = {
  readonly code: string
  readonly name: Words
  readonly field: Words
  /** `commune`, or the short code of the department that settles. */
  readonly settles: 'commune' | Department
  readonly agency: string
  readonly ministry: string
  readonly applicants?: readonly ('person' | 'organisation' | 'household')[]
  readonly limit: Limit | 'at-once'
  /** Another limit when filed online or by post, or in a named case. */
  readonly otherLimits?: readonly StatedLimit[]
  readonly promise?: Limit
  readonly papers: readonly Paper[]
  readonly fees?: readonly FeeRule[]
  readonly results: readonly { code: string; name: Words }[]
  readonly law: readonly string[]
  readonly decision: string
  readonly service: ServiceLevel
  readonly conditions?: string
  readonly form?: (papers: readonly Paper[]) => FormSchema
  readonly process?: Process
  readonly lateAfter?: string
  readonly note?: string
  /** Which of the 25 essential services it is (QĐ 06/QĐ-TTg), if one. */
  readonly essential?: number
  /** Its normal share of all filings, in thousandths, for the generator of dossiers. */
  readonly weight: number
}

/**
 * Short names of the units that settle. Tax, social insurance and the electricity company stand under ministries, not under
 * the province; their services are handed on by the department of the same sector, as `agency` tells.
 */
export const DEPARTMENTS = [
  'cong-an',
  'so-tu-phap',
  'so-tai-chinh',
  'so-xay-dung',
  'so-nong-nghiep-moi-truong',
  'so-noi-vu',
  'so-y-te',
  'so-giao-duc-dao-tao',
  'so-cong-thuong',
  'so-van-hoa-the-thao-du-lich'
] as const
export type Department = (typeof DEPARTMENTS)[number]

/** How a procedure is settled; the demonstration builds a process of that kind, with the procedure's own limit. */
export const PROCESSES = ['xa-don-gian', 'xa-thong-thuong', 'so-thong-thuong', 'so-lay-y-kien', 'lien-thong'] as const
export type Process = (typeof PROCESSES)[number]

const APPLICANTS = {
  person: 'Công dân Việt Nam',
  organisation: 'Tổ chức, doanh nghiệp',
  household: 'Hộ gia đình, hộ kinh doanh'
} as const

export const UNVERIFIED_CODE =
  'Chưa kiểm chứng: dữ liệu công bố không có mã của dịch vụ này; mã bắt đầu bằng 9 là mã minh họa. (Unverified: illustrative code.)'
export const UNVERIFIED =
  'Chưa kiểm chứng: thời hạn, giấy tờ hoặc phí chưa đối chiếu được với dữ liệu công bố. (Unverified limit, papers or fee.)'
export const COUNCIL_FEE =
  'Mức lệ phí do Hội đồng nhân dân tỉnh quyết định; số ở đây là minh họa, chưa kiểm chứng. (Set by the provincial council; illustrative, unverified.)'

export const workingDays = (value: number): Limit => ({ value, unit: 'working-day' })
export const calendarDays = (value: number): Limit => ({ value, unit: 'calendar-day' })
export const workingHours = (value: number): Limit => ({ value, unit: 'working-hour' })
export const months = (value: number): Limit => ({ value, unit: 'month' })

/** The content that is published for a sketch. */
export function contentOf(sketch: Sketch, processId: string | null = null): ProcedureContent {
  const level = sketch.settles === 'commune' ? 'commune' : 'province'
  const statutory = sketch.limit === 'at-once' ? null : sketch.limit
  const papers = [...sketch.papers]
  return {
    code: sketch.code,
    name: sketch.name,
    field: { code: fieldCode(sketch.field.vi), name: sketch.field },
    level,
    levels: [level],
    kind: 'TTHC được luật giao quy định chi tiết',
    agency: sketch.agency,
    settling:
      sketch.settles === 'commune' ? { kind: 'commune', code: null } : { kind: 'department', code: sketch.settles },
    authority: sketch.agency,
    applicants: (sketch.applicants ?? ['person']).map(kind => APPLICANTS[kind]),
    limits: statutory ? [...allChannels(sketch, statutory), ...(sketch.otherLimits ?? []).flatMap(everyChannel)] : [],
    statutory,
    promise: sketch.promise ?? null,
    atOnce: sketch.limit === 'at-once',
    serviceLevel: sketch.service,
    papers,
    sets: 1,
    fees: [...(sketch.fees ?? [])],
    results: [...sketch.results],
    legalBases: [...sketch.law],
    conditions: sketch.conditions ?? '',
    steps: stepsOf(sketch),
    form: sketch.form?.(papers) ?? null,
    processId,
    lateRule: sketch.lateAfter ? { after: sketch.lateAfter, effect: 'received-next-opening' } : null,
    deadlineRules: {},
    announced: announcementOf(sketch),
    ruleSet: 'vn-2025',
    validFrom: '2025-07-01',
    note: sketch.note ?? ''
  }
}

/** The main limit for every way of filing that has no limit of its own. */
const allChannels = (sketch: Sketch, limit: Limit): StatedLimit[] =>
  CHANNELS.filter(channel => !sketch.otherLimits?.some(other => other.channel === channel && other.case === '')).map(
    channel => ({ channel, case: '', limit, text: '' })
  )

export const processOf = (sketch: Sketch): Process =>
  sketch.process ?? (sketch.settles === 'commune' ? 'xa-thong-thuong' : 'so-thong-thuong')

/** A case has its limit however it is filed. */
const everyChannel = (stated: StatedLimit): StatedLimit[] =>
  stated.case === '' ? [stated] : CHANNELS.map(channel => ({ ...stated, channel }))

/** The fictional province's own announcement of what a ministry published; its dates follow the day the communes began. */
const announcementOf = (sketch: Sketch): ProcedureContent['announced'] => ({
  number: `${sketch.decision}; 1207/QĐ-UBND (H99)`,
  announcedOn: '2025-06-20',
  madePublicOn: '2025-06-25',
  inForceOn: '2025-07-01'
})

type Counts = {
  originals?: number
  certified?: number
  copies?: number
  template?: string
  optional?: true
  case?: string
  when?: string
  replacedBy?: string
}

/** A paper; one original unless something else is said. */
export const paper = (code: string, vi: string, en: string, counts: Counts = {}): Paper => ({
  code,
  name: { vi, en },
  originals: counts.originals ?? (counts.certified || counts.copies ? 0 : 1),
  certified: counts.certified ?? 0,
  copies: counts.copies ?? 0,
  template: counts.template ?? null,
  case: counts.case ?? '',
  required: !counts.optional,
  ...(counts.when ? { when: counts.when } : {}),
  replacedBy: counts.replacedBy ?? null
})

type FeeDetails = Partial<
  Pick<
    FeeRule,
    'per' | 'channel' | 'case' | 'relief' | 'quantity' | 'quantityField' | 'beyond' | 'most' | 'note' | 'text'
  >
>

/** A fee in đồng. */
export const fee = (vi: string, en: string, amount: number | null, details: FeeDetails = {}): FeeRule => ({
  name: { vi, en },
  amount,
  currency: 'VND',
  per: details.per ?? '',
  text: details.text ?? '',
  channel: details.channel ?? null,
  case: details.case ?? '',
  relief: details.relief ?? [],
  ...(details.quantity ? { quantity: details.quantity } : {}),
  ...(details.quantityField ? { quantityField: details.quantityField } : {}),
  ...(details.beyond ? { beyond: details.beyond } : {}),
  ...(details.most ? { most: details.most } : {}),
  ...(details.note ? { note: details.note } : {})
})

export const result = (code: string, vi: string, en: string) => [{ code, name: { vi, en } }]

/** Those whom civil-status and residence fees let off entirely. */
export const NO_FEE_FOR = [
  { ground: 'revolution-merit', share: 1, article: 'Thông tư 85/2019/TT-BTC, điều 5' },
  { ground: 'poor-household', share: 1, article: 'Luật Phí và lệ phí 2015, điều 10' },
  { ground: 'disabled', share: 1, article: 'Luật Phí và lệ phí 2015, điều 10' }
]
