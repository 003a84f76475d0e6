import type { Language } from '#server/platform/language.ts'
import { translateWith, type Translate } from './translate.ts'
import { words as en } from './words.en.ts'
import { words as vi } from './words.vi.ts'

export type { Params, TextKey, Translate } from './translate.ts'

const TRANSLATORS = { vi: translateWith('vi', vi), en: translateWith('en', en) }

/** The translator of a language, for the server: actions that explain, mails, documents. Pages use `useText()`. */
export const translator = (language: Language): Translate => TRANSLATORS[language]
