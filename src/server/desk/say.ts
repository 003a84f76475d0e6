import type { Language } from '#server/platform/index.ts'
import { text as en } from './text.en.ts'
import type { TextKey } from './text.vi.ts'
import { text as vi } from './text.vi.ts'

const TEXT = { vi, en } as const

/** A text of this slice with its facts filled in. */
export const say = (language: Language, key: TextKey, facts: Readonly<Record<string, string | number>> = {}): string =>
  TEXT[language][key].replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
