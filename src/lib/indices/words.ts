import type { Language } from '#server/platform/language.ts'
import type { Translate } from '../translate.ts'
import { useText } from '../use-text.ts'

const figureIn =
  (language: Language) =>
  (value: number | null | undefined, decimals = 2) =>
    value === null || value === undefined
      ? '–'
      : new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals
        }).format(value)

/** The words of the house, and points as index pages write them. */
export function useIndexText(): Translate & { readonly figure: ReturnType<typeof figureIn> } {
  const t = useText()
  const say = ((key, params) => t(key, params)) as Translate
  return Object.assign(say, { has: t.has, language: t.language, figure: figureIn(t.language) })
}
