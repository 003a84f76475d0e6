import type { Day, Language } from '#server/platform/index.ts'
import { wordsIn } from '#server/platform/index.ts'
import { DAY_MS, dayFrom, dayNumber, localOf, weekdayOf } from './days.ts'
import type { CountedDay, Limit } from './model.ts'
import { text as en } from './text.en.ts'
import type { TextKey } from './text.vi.ts'
import { text as vi } from './text.vi.ts'

const texts = { vi, en } as const

/** The sentence of a key with its facts filled in. */
export const say = (language: Language, key: TextKey, facts: Readonly<Record<string, string | number>> = {}): string =>
  texts[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))

const two = (n: number) => String(n).padStart(2, '0')
const dateWords = (day: Day): string => `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
const shortDate = (day: Day): string => `${day.slice(8)}/${day.slice(5, 7)}`
const weekdayWords = (language: Language, number: number) => say(language, `weekday.${weekdayOf(number)}` as TextKey)

export const dayWords = (language: Language, day: Day): string =>
  say(language, 'day.long', { weekday: weekdayWords(language, dayNumber(day)), date: dateWords(day) })

/** `17:30 thứ Hai, ngày 30/11/2026`; midnight at the end of a term is told as 24:00 of the day it ends. */
export function momentWords(language: Language, instant: Date, isEnd = false): string {
  const local = localOf(instant)
  const minute = Math.floor((local % DAY_MS) / 60_000)
  const number = Math.floor(local / DAY_MS) - (isEnd && minute === 0 ? 1 : 0)
  const facts = { weekday: weekdayWords(language, number), date: dateWords(dayFrom(number)) }
  if (isEnd && minute === 0) return say(language, 'midnight.long', facts)
  return say(language, 'moment.long', { hour: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`, ...facts })
}

const numberWords = (language: Language, value: number): string => {
  const n = String(Math.round(value * 100) / 100)
  return language === 'vi' ? n.replace('.', ',') : n
}

export const limitWords = (language: Language, { unit, value }: Limit): string => {
  const words = say(language, `limit.${unit}`, { n: numberWords(language, value) })
  return language === 'en' ? words.replace('(s)', value === 1 ? '' : 's') : words
}

function durationWords(language: Language, minutes: number): string {
  const [h, m] = [Math.floor(minutes / 60), Math.round(minutes % 60)]
  return say(language, h === 0 ? 'part.only-minutes' : m === 0 ? 'part.hours' : 'part.hours-minutes', { h, m })
}

export const spentWords = (language: Language, days: readonly CountedDay[]): string =>
  days
    .map(({ day, minutes = 0 }) =>
      say(language, 'part.minutes', { day: shortDate(day), minutes: durationWords(language, minutes) })
    )
    .join('; ')

export const dayList = (language: Language, days: readonly CountedDay[]): string =>
  days
    .map(({ day, share }) =>
      share ? say(language, 'part.share', { day: shortDate(day), n: numberWords(language, share) }) : shortDate(day)
    )
    .join(', ')

/** Neighbouring days with one reason are told together: `28/11–29/11 (nghỉ hằng tuần)`. */
export function skippedWords(language: Language, days: readonly CountedDay[]): string {
  const runs: { first: Day; last: Day; why: string }[] = []
  for (const { day, why, name } of days) {
    const because = name && why !== 'paused' ? wordsIn(language, name) : say(language, `why.${why}` as TextKey)
    const run = runs.at(-1)
    if (run && run.why === because && dayNumber(day) === dayNumber(run.last) + 1) run.last = day
    else runs.push({ first: day, last: day, why: because })
  }
  return runs
    .map(({ first, last, why }) => `${shortDate(first)}${first === last ? '' : `–${shortDate(last)}`} (${why})`)
    .join(', ')
}
