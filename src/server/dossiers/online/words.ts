import type { Language } from '#server/platform/index.ts'
import { text as en } from '../citizen.text.en.ts'
import { text as vi } from '../citizen.text.vi.ts'
import { text as officeEn } from '../text.en.ts'
import { text as officeVi } from '../text.vi.ts'

const TEXT: Record<Language, Readonly<Record<string, string>>> = {
  vi: { ...officeVi, ...vi },
  en: { ...officeEn, ...en }
}

/** The words of a key with its facts filled in; a key without words says itself, so that a test finds it. */
export const sayCitizen = (
  language: Language,
  key: string,
  facts: Readonly<Record<string, string | number>> = {}
): string => (TEXT[language][key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole))
