import { dayOf, VIETNAM_OFFSET_MS } from '#server/platform/index.ts'
import type { Language } from '#server/platform/index.ts'
import { en } from './text.en.ts'
import { vi } from './text.vi.ts'
import type { TextKey } from './text.vi.ts'

export type { TextKey } from './text.vi.ts'
export const texts = { vi, en } as const satisfies Record<Language, Record<TextKey, string>>

/** The words of a key with its facts filled in. */
export const say = (language: Language, key: TextKey, facts: Readonly<Record<string, string | number>> = {}): string =>
  texts[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole))

/** `16:30 ngày 01/12/2026`, `16:30 on 1 December 2026`: Vietnam's time in both languages. */
export function moment(language: Language, instant: string): string {
  const at = new Date(instant)
  const time = new Date(at.getTime() + VIETNAM_OFFSET_MS).toISOString().slice(11, 16)
  const [year, month, date] = dayOf(at).split('-') as [string, string, string]
  const day = language === 'vi' ? `${date}/${month}/${year}` : `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`
  return say(language, 'value.moment', { time, day })
}
const MONTHS = 'January February March April May June July August September October November December'.split(' ')

export const money = (language: Language, amount: number): string =>
  say(language, 'value.amount', { amount: new Intl.NumberFormat(language).format(amount) })
