import { vi as catalogueVi } from '#server/catalogue/text.vi.ts'
import { en as catalogueEn } from '#server/catalogue/text.en.ts'
import { text as calendarVi } from '#server/calendar/text.vi.ts'
import { text as calendarEn } from '#server/calendar/text.en.ts'
import { text as exchangeVi } from '#server/exchange/text.vi.ts'
import { text as identityVi } from '#server/identity/text.vi.ts'
import { text as exchangeEn } from '#server/exchange/text.en.ts'
import { text as identityEn } from '#server/identity/text.en.ts'
import { text as signOnVi } from '#server/identity/signon.text.vi.ts'
import { text as signOnEn } from '#server/identity/signon.text.en.ts'
import { text as organisationVi } from '#server/organisation/text.vi.ts'
import { text as organisationEn } from '#server/organisation/text.en.ts'
import { text as transferVi } from '#server/transfer/text.vi.ts'
import { text as figuresVi } from '#server/transparency/text.vi.ts'
import { text as foreignVi } from '#server/foreign/text.vi.ts'
import { text as transferEn } from '#server/transfer/text.en.ts'
import { text as figuresEn } from '#server/transparency/text.en.ts'
import { text as foreignEn } from '#server/foreign/text.en.ts'
import type { Language, Refusal } from '#server/platform/index.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'

export type CliKey = keyof typeof vi
type Facts = Readonly<Record<string, unknown>>
export type Tell = (key: CliKey, facts?: Facts) => string

/** Slices' words for refusals and roles; the commands' own come last and win. */
const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  vi: {
    ...transferVi,
    ...foreignVi,
    ...figuresVi,
    ...calendarVi,
    ...catalogueVi,
    ...organisationVi,
    ...identityVi,
    ...signOnVi,
    ...exchangeVi,
    ...vi
  },
  en: {
    ...transferEn,
    ...foreignEn,
    ...figuresEn,
    ...calendarEn,
    ...catalogueEn,
    ...organisationEn,
    ...identityEn,
    ...signOnEn,
    ...exchangeEn,
    ...en
  }
}

const fill = (words: string, facts: Facts): string =>
  words.replace(/\{(\w+)\}/g, (whole, name: string) => (facts[name] === undefined ? whole : String(facts[name])))

export const tellIn =
  (language: Language): Tell =>
  (key, facts = {}) =>
    fill(WORDS[language][key]!, facts)

/** Words that may be there: a state, a role, a fault. */
export const wordsOf = (language: Language, key: string, facts: Facts = {}): string | undefined => {
  const words = WORDS[language][key]
  return words === undefined ? undefined : fill(words, facts)
}

/** A refusal as a sentence. */
export const refusalWords = (language: Language, refusal: Refusal): string =>
  wordsOf(language, `refusal.${refusal.code}`, refusal) ?? tellIn(language)('refusal.other', refusal)

/** The operator's language: asked for, or the shell's where it is English; Vietnamese otherwise. */
export const operatorLanguage = (asked: unknown, environment: NodeJS.ProcessEnv): Language => {
  if (asked === 'vi' || asked === 'en') return asked
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || ''
  return locale.startsWith('en') ? 'en' : 'vi'
}
