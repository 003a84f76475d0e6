import type { Language } from '#server/platform/index.ts'
import type { Reason, ReasonCode } from './model.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'

const TEXT = { vi, en }

/** A coded reason in words. */
export const reasonWords = (language: Language, code: ReasonCode): string => TEXT[language][`reason.${code}`]

/** A coded reason and what it is about, for a note that the officer left empty: `Thiếu giấy tờ: Giấy khai sinh`. */
export const reasonSentence = (language: Language, code: ReasonCode, name: string): string =>
  name ? `${reasonWords(language, code)}: ${name}` : reasonWords(language, code)

/** A reason as it stands on a slip. */
export const reasonOnPaper = ({ code, about, note }: Reason): string => {
  const sentence = reasonSentence('vi', code, about.name)
  return note === sentence || note === '' ? sentence : `${sentence} – ${note}`
}
