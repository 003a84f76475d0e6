import type { Language } from '#server/platform/index.ts'
import { en } from './text.en.ts'
import { vi } from './text.vi.ts'
import type { TextKey } from './text.vi.ts'

export type { TextKey } from './text.vi.ts'
export const texts = { vi, en } as const satisfies Record<Language, Record<TextKey, string>>

/** The words of a key with its facts filled in. */
export const say = (language: Language, key: TextKey, facts: Readonly<Record<string, string | number>> = {}): string =>
  texts[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole))
