/** Vietnamese comes first everywhere; English is the second interface language. */
export type Language = 'vi' | 'en'
export const LANGUAGES = ['vi', 'en'] as const satisfies readonly Language[]

/** A pair of words for people, e.g. the name of a unit or of a procedure. English may be missing. */
export type Words = { readonly vi: string; readonly en?: string }
export const wordsIn = (language: Language, words: Words): string => (language === 'en' && words.en) || words.vi

/** `Nguyễn Thị Ánh Đào` → `nguyen thi anh dao`: what search compares, with tone marks and case folded. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
