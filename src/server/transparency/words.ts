import type { Language } from '#server/platform/index.ts'
import { text as en } from './open.text.en.ts'
import { text as vi } from './open.text.vi.ts'
import type { OpenTextKey } from './open.text.vi.ts'

const TEXT = { vi, en } as const
const LOCALE = { vi: 'vi-VN', en: 'en-GB' } as const

/** Says a text of the public figures, for pictures and catalogues that are made on the server. */
export type Say = (key: OpenTextKey, facts?: Readonly<Record<string, string | number>>) => string

export const wordsFor =
  (language: Language): Say =>
  (key, facts = {}) =>
    TEXT[language][key].replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = facts[name] ?? ''
      return typeof value === 'number' ? value.toLocaleString(LOCALE[language]) : value
    })

export const numbersFor = (language: Language, most = 1): ((value: number) => string) => {
  const format = new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: most })
  return value => format.format(value)
}

/** A share between 0 and 1 as people write it. */
export const sharesFor = (language: Language): ((share: number) => string) => {
  const number = numbersFor(language)
  return share => `${number(share * 100)}${language === 'vi' ? '\u00a0%' : '%'}`
}
/** `2026-11` as `11/2026`. */
export const monthWords = (month: string): string => month.split('-').reverse().join('/')
