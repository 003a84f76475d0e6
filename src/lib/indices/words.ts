import { page } from '$app/state'
import { fill } from '#lib/translate.ts'
import type { Language } from '#server/platform/language.ts'
import { text as en } from '#server/indices/text.en.ts'
import { text as vi } from '#server/indices/text.vi.ts'
import type { TextKey } from '#server/indices/text.vi.ts'

const TEXT = { vi, en } as const
export type IndexText = (key: TextKey, facts?: Readonly<Record<string, string | number>>) => string

/**
 * The words of the index pages. They stay out of the house's registry: these pages send no script, and desk pages that do
 * need not carry them.
 */
export function useIndexText(): IndexText & {
  readonly figure: (value: number | null | undefined, decimals?: number) => string
} {
  const language: Language = page.data.language === 'en' ? 'en' : 'vi'
  const figure = (value: number | null | undefined, decimals = 2) =>
    value === null || value === undefined
      ? '–'
      : new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals
        }).format(value)
  const say: IndexText = (key, facts = {}) => fill(TEXT[language][key] ?? key, facts, language)
  return Object.assign(say, { figure })
}
