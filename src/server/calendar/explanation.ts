import type { Language } from '#server/platform/index.ts'
import { isSpentAsTime } from './limit.rules.ts'
import type { CountedDay, Deadline, DeadlineInput, Entry } from './model.ts'
import type { TextKey } from './text.vi.ts'
import { dayList, dayWords, limitWords, momentWords, say, skippedWords, spentWords } from './words.ts'

/** More counted days than this are told as a span; the entries keep them all. */
const DAYS_TOLD_ONE_BY_ONE = 12

/** The ledger in sentences that a citizen understands and an inspector accepts. */
export function explain(input: DeadlineInput, { error }: Pick<Deadline, 'error'>, entries: readonly Entry[]) {
  const inLanguage = (language: Language) =>
    error ? say(language, `error.${error}`) : entries.flatMap(entry => sentences(language, input, entry)).join(' ')
  return { vi: inLanguage('vi'), en: inLanguage('en') }
}

function sentences(language: Language, input: DeadlineInput, entry: Entry): string[] {
  const at = momentWords(language, entry.at)
  const article = entry.article ? ` (${entry.article})` : ''
  const tell = (key: TextKey, facts: Record<string, string | number> = {}) =>
    say(language, key, { at, article, ...facts })
  const limit = limitWords(language, input.limit)
  switch (entry.what) {
    case 'received':
      return [tell('entry.received')]
    case 'late-receipt':
      return [
        tell(`entry.late-receipt.${entry.why}`, { after: entry.after, takenAs: momentWords(language, entry.takenAs) })
      ]
    case 'term':
      if (isSpentAsTime(input.limit, input.rules)) return [tell('entry.term.time', { limit })]
      if (input.limit.value === 0) return [tell('entry.term.zero')]
      return [tell(input.limit.unit === 'month' ? 'entry.term.month' : 'entry.term', { limit })]
    case 'pause': {
      const facts = { until: momentWords(language, entry.until), cause: tell(`cause.${entry.cause}`) }
      return entry.shift.value === 0
        ? [tell('entry.pause.nothing', facts)]
        : [tell('entry.pause', { ...facts, shift: limitWords(language, entry.shift) })]
    }
    case 'restart':
      return [
        tell(entry.cause === 'supplement' ? 'entry.restart' : 'entry.restart.other', {
          since: momentWords(language, entry.since),
          cause: tell(`cause.${entry.cause}`),
          limit
        })
      ]
    case 'waiting': {
      const waiting = tell('entry.waiting', { cause: tell(`cause.${entry.cause}`) })
      if (!entry.estimate) return [waiting]
      return [waiting, tell('entry.waiting.estimate', { estimate: momentWords(language, entry.estimate, true) })]
    }
    case 'pause-ignored':
      return [tell(`entry.pause-ignored.${entry.why}`, { cause: tell(`cause.${entry.cause}`) })]
    case 'extension':
      return [tell('entry.extension', { limit: limitWords(language, entry.limit) })]
    case 'extension-refused':
      return [tell(`entry.extension-refused.${entry.why}`)]
    case 'counted':
      return countedSentences(language, input, entry)
    case 'moved':
      return [tell('entry.moved', { from: dayWords(language, entry.from), to: dayWords(language, entry.to) })]
    case 'due':
      return [tell('entry.due', { at: momentWords(language, entry.at, true) })]
    case 'finished':
      return [tell(entry.late ? 'entry.finished.late' : 'entry.finished.on-time')]
    default:
      return entry satisfies never
  }
}

/** What made each day off: the week, or a holiday and what follows from it. */
function dayOffArticles({ rules }: DeadlineInput, skipped: readonly CountedDay[]): string {
  const keys = [
    ...(skipped.some(({ why }) => why === 'weekend') ? (['working-days'] as const) : []),
    ...(skipped.some(({ why }) => why === 'holiday' || why === 'in-lieu') ? (['holidays'] as const) : [])
  ]
  const articles = keys.flatMap(key => rules.articles[key] ?? [])
  return articles.length > 0 ? ` (${articles.join('; ')})` : ''
}

type Counted = Extract<Entry, { what: 'counted' }>
function countedSentences(language: Language, input: DeadlineInput, { days }: Counted): string[] {
  const counted = days.filter(day => day.counted)
  const whole = counted.filter(day => day.minutes === undefined)
  const spent = counted.filter(day => day.minutes !== undefined)
  const skipped = days.filter(({ counted, why }) => !counted && !['first-day', 'moved', 'end-of-term'].includes(why))
  const told: string[] = []
  if (whole.length > DAYS_TOLD_ONE_BY_ONE) {
    const [first, last] = [dayWords(language, whole[0]!.day), dayWords(language, whole.at(-1)!.day)]
    told.push(say(language, 'entry.counted.many', { n: whole.length, first, last }))
  } else if (whole.length > 0) told.push(say(language, 'entry.counted', { days: dayList(language, whole) }))
  if (spent.length > 0) told.push(say(language, 'entry.counted.time', { days: spentWords(language, spent) }))
  if (skipped.length > 0) {
    const article = dayOffArticles(input, skipped)
    told.push(say(language, 'entry.skipped', { days: skippedWords(language, skipped), article }))
  }
  return told
}
