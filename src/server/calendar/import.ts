import type { Day, Language } from '#server/platform/index.ts'
import { dayNumber, isRealDay, weekdayOf } from './days.ts'
import type { CalendarDay, DayKind, DayStatus } from './model.ts'
import type { TextKey } from './text.vi.ts'
import { say } from './words.ts'

/** Both our own words and those of published lists. */
const KINDS: Readonly<Record<string, DayKind>> = {
  holiday: 'holiday',
  compensatory: 'in-lieu',
  'in-lieu': 'in-lieu',
  swap_off: 'swapped-off',
  'swapped-off': 'swapped-off',
  swap_work: 'swapped-working',
  'swapped-working': 'swapped-working'
}
const STATUSES: Readonly<Record<string, DayStatus>> = {
  announced: 'announced',
  by_law: 'by-law',
  'by-law': 'by-law',
  computed: 'computed',
  computed_not_announced: 'computed',
  unverified: 'unverified'
}
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const
const NEEDED = ['date', 'name_vi', 'kind', 'status', 'source'] as const

/** What a line of a calendar file could not say; `words` explains it. */
export type LineProblem = {
  readonly line: number
  readonly key: TextKey
  readonly facts: Readonly<Record<string, string | number>>
}
export type CalendarFile = {
  readonly days: readonly CalendarDay[]
  readonly problems: readonly LineProblem[]
  readonly lines: number
}

export const problemWords = (language: Language, { key, facts }: LineProblem): string => {
  const weekday = facts.weekday
  return say(
    language,
    key,
    weekday === undefined ? facts : { ...facts, weekday: say(language, `weekday.${weekday}` as TextKey) }
  )
}

/** Reads a calendar file (CSV with a header). Good lines are taken, every other line is named with its reason. */
export function readCalendarFile(text: string): CalendarFile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const columns = fields(lines[0] ?? '')
  if (NEEDED.some(name => !columns.includes(name)))
    return { days: [], problems: [{ line: 1, key: 'import.header', facts: {} }], lines: 0 }
  const days: CalendarDay[] = []
  const problems: LineProblem[] = []
  const seen = new Map<Day, number>()
  let read = 0
  lines.forEach((written, i) => {
    if (i === 0 || written.trim() === '') return
    read++
    const values = fields(written)
    const row = Object.fromEntries(
      columns.map((name, column) => [name, (values[column] ?? '').normalize('NFC').trim()])
    )
    const result = dayOfRow(row, seen)
    if ('key' in result) problems.push({ line: i + 1, ...result })
    else {
      seen.set(result.day, i + 1)
      days.push(result)
    }
  })
  return { days, problems, lines: read }
}

type Row = Readonly<Record<string, string | undefined>>
function dayOfRow(row: Row, seen: ReadonlyMap<Day, number>): CalendarDay | Omit<LineProblem, 'line'> {
  const day = row.date ?? ''
  if (!isRealDay(day)) return { key: 'import.day', facts: { value: day } }
  const weekday = weekdayOf(dayNumber(day))
  if (row.weekday && row.weekday !== WEEKDAYS[weekday])
    return { key: 'import.weekday', facts: { day, weekday, value: row.weekday } }
  const kind = KINDS[row.kind ?? '']
  if (!kind) return { key: 'import.kind', facts: { value: row.kind ?? '' } }
  const status = STATUSES[row.status ?? '']
  if (!status) return { key: 'import.status', facts: { value: row.status ?? '' } }
  if (!row.name_vi) return { key: 'import.name', facts: { day } }
  const line = seen.get(day)
  if (line) return { key: 'import.twice', facts: { day, line } }
  const name = row.name_en ? { vi: row.name_vi, en: row.name_en } : { vi: row.name_vi }
  return { day, kind, name, source: row.source ?? '', status }
}

/** The fields of one CSV line; a quoted field may hold commas and doubled quotes. */
function fields(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''
  )
}
