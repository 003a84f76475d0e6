import type { CalendarChange, CalendarDay, DayKind, OfficeHours, Spell } from '#server/calendar/index.ts'
import type { Day } from '#server/platform/day.ts'
import type { FieldErrors } from '../components/fields.ts'
import { parseDay } from '../format.ts'
import type { TextKey, Translate } from '../translate.ts'

/** A change as typed: what can be read of it, and what is wrong by field. */
export type Asked<Change> = { readonly change: Change | null; readonly errors: FieldErrors }

const MOST_DAYS = 60
const OFF_KINDS: readonly DayKind[] = ['holiday', 'in-lieu', 'swapped-off']

/** Reads the form of days: a span of days off, an exchange, days taken away. */
export function daysAsked(params: URLSearchParams, t: Translate): Asked<CalendarChange> {
  const { errors, text, fault, day } = reader(params, t)
  const decision = text('decision')
  if (decision === '') fault('decision', 'calendar.decision-missing')
  const [from, to] = [day('from'), day('to')]
  const [off, work] = [day('off'), day('work')]
  const kind = OFF_KINDS.find(one => one === text('kind')) ?? 'holiday'
  const days = from ? span(from, to ?? from) : []
  if (from && to && to < from) fault('to', 'calendar.day-order')
  if (days.length > MOST_DAYS) fault('to', 'calendar.too-many')
  if (from && text('name') === '') fault('name', 'calendar.name-missing')
  if ((off === null) !== (work === null) && !errors.off && !errors.work)
    fault(off ? 'work' : 'off', 'calendar.swap-both')
  const entry = (date: Day, of: DayKind, vi: string): CalendarDay => ({
    day: date,
    kind: of,
    name: { vi },
    source: decision,
    status: 'announced'
  })
  const put = days.map(date => entry(date, kind, text('name')))
  if (off && work) {
    put.push(entry(off, 'swapped-off', `Nghỉ hoán đổi, làm bù ngày ${shown(work)}`))
    put.push(entry(work, 'swapped-working', `Làm bù cho ngày ${shown(off)}`))
  }
  const remove = params.getAll('remove').filter(date => /^\d{4}-\d{2}-\d{2}$/.test(date))
  if (put.length + remove.length === 0 && Object.keys(errors).length === 0) fault('from', 'calendar.nothing')
  const change = { decision, reason: text('reason'), put, remove }
  return { change: Object.keys(errors).length > 0 ? null : change, errors }
}

/** Reads the form of office hours. */
export function hoursAsked(
  params: URLSearchParams,
  t: Translate
): Asked<{ decision: string; reason: string; hours: OfficeHours }> {
  const { errors, text, fault, day } = reader(params, t)
  const decision = text('decision')
  if (decision === '') fault('decision', 'calendar.decision-missing')
  const validFrom = day('from')
  if (!validFrom && !errors.from) fault('from', 'calendar.day-odd')
  const validTo = day('to')
  if (validFrom && validTo && validTo < validFrom) fault('to', 'calendar.day-order')
  const spells = (['morning', 'afternoon'] as const).flatMap((part): Spell[] => {
    const [opens, closes] = [hour(text(`${part}-opens`)), hour(text(`${part}-closes`))]
    if (opens === '' && closes === '' && part === 'afternoon') return []
    if (!opens) fault(`${part}-opens`, 'calendar.hour-odd')
    if (!closes) fault(`${part}-closes`, 'calendar.hour-odd')
    else if (opens && opens >= closes) fault(`${part}-closes`, 'calendar.hour-order')
    return opens && closes ? [[opens, closes]] : []
  })
  if (spells[1] && spells[0]![1] >= spells[1][0]) fault('afternoon-opens', 'calendar.hour-order')
  const months = params
    .getAll('month')
    .map(Number)
    .filter(month => month >= 1 && month <= 12)
  if (Object.keys(errors).length > 0 || !validFrom) return { change: null, errors }
  const hours = { unit: text('unit') || null, validFrom, validTo, months, spells }
  return { change: { decision, reason: text('reason'), hours }, errors }
}

function reader(params: URLSearchParams, t: Translate) {
  const errors: Record<string, string> = {}
  const text = (name: string) => (params.get(name) ?? '').normalize('NFC').trim()
  const fault = (name: string, key: TextKey) => void (errors[name] ??= t(key))
  const day = (name: string): Day | null => {
    const read = parseDay(text(name))
    if (!read && text(name) !== '') fault(name, 'calendar.day-odd')
    return read
  }
  return { errors, text, fault, day }
}

/** `7:30`, `07h30` or `0730` as `07:30`; empty stays empty, null where it is no hour. */
function hour(typed: string): string | null {
  if (typed === '') return ''
  const [, h = '', m = ''] = /^(\d{1,2})[:hg.]?(\d{2})$/.exec(typed) ?? []
  return h !== '' && Number(h) < 24 && Number(m) < 60 ? `${h.padStart(2, '0')}:${m}` : null
}

const shown = (day: Day): string => day.split('-').reverse().join('/')

/** The days of a span, one more than is allowed at most. */
function span(from: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let at = Date.parse(from); at <= Date.parse(to) && days.length <= MOST_DAYS; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

export const PAGE = 25
/** One page of what moves, with names of units; the whole list stays on the server. */
export const pageOf = <T>(rows: readonly T[], asked: string | null) => {
  const pages = Math.max(1, Math.ceil(rows.length / PAGE))
  const page = Math.min(Math.max(1, Number(asked) || 1), pages)
  return { rows: rows.slice((page - 1) * PAGE, page * PAGE), page, pages }
}
