import type { Language } from '#server/platform/index.ts'
import { text as en } from '../late-list.text.en.ts'
import { text as vi } from '../late-list.text.vi.ts'

/** Words as they may stand in markup. */
export const escaped = (words: string): string =>
  words.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)
export const filled = (words: string, facts: Readonly<Record<string, string | number>>): string =>
  words.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))

export const wordsOf = (language: Language) => (language === 'en' ? en : vi)
