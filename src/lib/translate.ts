import type { Language } from '#server/platform/language.ts'
import type { words as vi } from './words.vi.ts'

export type TextKey = keyof typeof vi
export type Words = Readonly<Record<TextKey, string>>
export type Params = Readonly<Record<string, string | number>>

/** Says a text by its key in one language. `has` tells whether a computed key (a state, a refusal) has words. */
export type Translate = {
  (key: TextKey, params?: Params): string
  has(key: string): key is TextKey
  readonly language: Language
}

const NUMBERS = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-GB') }

/**
 * Fills `{name}` with its parameter and `{count|file|files}` with one of two forms (English only; Vietnamese has no
 * plural). Numbers are grouped by the language: years and codes are handed over as text.
 */
export function fill(template: string, params: Params, language: Language): string {
  return template.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined) return whole
    if (one !== undefined && many !== undefined) return value === 1 ? one : many
    return typeof value === 'number' ? NUMBERS[language].format(value) : value
  })
}

/** A translator over the words of one language; the browser is given one language only. */
export function translateWith(language: Language, words: Words): Translate {
  const say = (key: TextKey, params?: Params) => (params ? fill(words[key], params, language) : words[key])
  return Object.assign(say, { has: (key: string): key is TextKey => key in words, language })
}
