import type { Language } from '#server/platform/index.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'
import type { TextKey } from './text.vi.ts'

const TEXT = { vi, en } as const
const NUMBERS = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 4 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 4 })
}
export type Say = (key: TextKey, facts?: Readonly<Record<string, string | number>>) => string

/** A text of this slice with its facts filled in. */
export const say = (language: Language, key: TextKey, facts: Readonly<Record<string, string | number>> = {}): string =>
  (TEXT[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = facts[name] ?? ''
    return typeof value === 'number' ? NUMBERS[language].format(value) : value
  })

/** The words of this slice in one language. */
export const wordsFor =
  (language: Language): Say =>
  (key, facts) =>
    say(language, key, facts)

/** A fault of a file as a sentence. */
export const faultWords = (
  language: Language,
  { code, ...facts }: { readonly code: string; readonly [fact: string]: unknown }
): string => say(language, `fault.${code}` as TextKey, facts as Record<string, string | number>)
