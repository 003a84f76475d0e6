import type { Unit } from '#server/organisation/index.ts'
import { shiftDay } from '#server/platform/index.ts'
import type { Day } from '#server/platform/index.ts'
import type { Group } from '../tasks/debtors.rules.ts'
import type { Deadline } from '../tasks/model.ts'

/** Something the text seems to say. It is shown and never assumed: the clerk takes it or leaves it. */
export type Suggestion = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'addressee'; readonly addressee: Group | string }
  | { readonly kind: 'deadline'; readonly deadline: Deadline }
  | { readonly kind: 'product'; readonly product: string }
)

const GROUP_WORDS: readonly (readonly [RegExp, Group])[] = [
  [/(?:giám đốc |thủ trưởng )?(?:các )?sở, (?:ban|ngành)(?:, ngành)?(?: tỉnh)?/giu, 'departments'],
  [/cơ quan (?:trung ương|ngành dọc)[^,.;]{0,40}/giu, 'central-agencies'],
  [
    /(?:chủ tịch )?(?:ubnd|ủy ban nhân dân) các (?:huyện|xã|phường)(?:, (?:thị xã|thành phố|phường|xã|đặc khu))*/giu,
    'lower-units'
  ]
]

const PRODUCT =
  /(?:báo cáo|kế hoạch|danh sách|quyết định|đề án|tờ trình|văn bản|công văn|dự thảo|quy chế|quy trình|hướng dẫn)(?: [\p{L}\d/-]+){0,8}/giu

/** What a paragraph seems to say about whom, by when and with what product. */
export function suggestionsIn(
  text: string,
  units: readonly Pick<Unit, 'code' | 'name'>[],
  issuedOn: Day
): Suggestion[] {
  const found: Suggestion[] = [...deadlinesIn(text, issuedOn)]
  for (const [pattern, group] of GROUP_WORDS)
    for (const match of text.matchAll(pattern)) found.push({ ...spanOf(match), kind: 'addressee', addressee: group })
  const lower = text.toLowerCase()
  for (const { code, name } of units) {
    const at = lower.indexOf(name.vi.toLowerCase())
    if (at >= 0) found.push({ from: at, to: at + name.vi.length, kind: 'addressee', addressee: code })
  }
  for (const match of text.matchAll(PRODUCT)) found.push({ ...spanOf(match), kind: 'product', product: match[0] })
  return withoutOverlap(found)
}

const spanOf = (match: RegExpExecArray) => ({ from: match.index, to: match.index + match[0].length })

const DATE =
  /(trước|chậm nhất|hoàn thành trong|đến)?\s*(?:là )?(?:ngày )?(\d{1,2})(?:\/|-| tháng )(\d{1,2})(?:(?:\/|-| năm )(\d{4}))?/giu
const EVERY_WORDS = [
  [/(?:hằng|hàng) tuần/giu, 'week'],
  [/(?:hằng|hàng) tháng/giu, 'month'],
  [/(?:hằng|hàng) quý/giu, 'quarter'],
  [/(?:hằng|hàng) năm/giu, 'year']
] as const

/** Days and rhythms. "Before the 20th" is the 19th at the latest, and no day rolls to a Monday. */
function deadlinesIn(text: string, issuedOn: Day): Suggestion[] {
  const found: Suggestion[] = []
  for (const match of text.matchAll(DATE)) {
    const [whole, how = '', date, month, year] = match
    // A number like 4247/UBND or 30/2020 is no day; a day without a year needs its word.
    if (!year && !/ngày|trước|chậm nhất/iu.test(whole)) continue
    const day = dayFrom(Number(year ?? issuedOn.slice(0, 4)), Number(month), Number(date))
    if (!day) continue
    const due = how.toLowerCase() === 'trước' ? shiftDay(day, -1) : day
    if (due >= issuedOn) found.push({ ...spanOf(match), kind: 'deadline', deadline: { kind: 'date', due } })
  }
  for (const [pattern, every] of EVERY_WORDS)
    for (const match of text.matchAll(pattern))
      found.push({ ...spanOf(match), kind: 'deadline', deadline: { kind: 'recurring', every, until: null } })
  for (const match of text.matchAll(/thường xuyên/giu))
    found.push({ ...spanOf(match), kind: 'deadline', deadline: { kind: 'standing' } })
  for (const match of text.matchAll(/khẩn trương|ngay sau khi|trong thời gian sớm nhất|sớm/giu)) {
    const urgency = match[0].toLowerCase() === 'sớm' ? 'soon' : 'urgent'
    found.push({ ...spanOf(match), kind: 'deadline', deadline: { kind: 'open', urgency } })
  }
  for (const match of text.matchAll(/(?:lồng ghép )?(?:trong|cùng|vào) báo cáo (?:định kỳ|cải cách hành chính)/giu))
    found.push({
      ...spanOf(match),
      kind: 'deadline',
      deadline: { kind: 'with-report', until: `${issuedOn.slice(0, 4)}-12-31` }
    })
  return found
}

function dayFrom(year: number, month: number, date: number): Day | null {
  const day = new Date(Date.UTC(year, month - 1, date))
  return day.getUTCMonth() === month - 1 && day.getUTCDate() === date ? day.toISOString().slice(0, 10) : null
}

const RANK = { deadline: 0, addressee: 1, product: 2 } as const
/** Of two that overlap the more telling stays, then the longer. */
function withoutOverlap(all: Suggestion[]): Suggestion[] {
  const kept: Suggestion[] = []
  for (const one of all.toSorted((a, b) => RANK[a.kind] - RANK[b.kind] || b.to - b.from - (a.to - a.from)))
    if (!kept.some(other => one.from < other.to && other.from < one.to)) kept.push(one)
  return kept.sort((a, b) => a.from - b.from)
}
