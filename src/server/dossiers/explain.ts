import type { Language, Refusal } from '#server/platform/index.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'

type Key = keyof typeof vi
const TEXT = { vi, en }

/** A refusal as a sentence that says what to do; facts are filled in, phases in words. */
export function explainRefusal(refusal: Refusal, language: Language): string {
  const words = TEXT[language]
  const sentence: string = words[`refusal.${refusal.code}` as Key] ?? refusal.code
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const given = refusal[name] ?? ''
    const fact = Array.isArray(given) ? given.join(', ') : String(given)
    return name === 'phase' ? (words[`phase.${fact}` as Key] ?? fact) : fact
  })
}

/** A field's message in the reader's language; unknown keys get the general one. */
export const explainInvalid = (key: string, language: Language): string =>
  TEXT[language][key as Key] ?? TEXT[language]['invalid.other']

/** The words of a phase, event, reason or channel. */
export const dossierWords = (key: string, language: Language): string => TEXT[language][key as Key] ?? key
