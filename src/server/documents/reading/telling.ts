import type { Language } from '#server/platform/language.ts'
import { en } from '../text.en.ts'
import { vi } from '../text.vi.ts'
import type { Reading, ReadRefusal } from './model.ts'

/** Why a file could not be read, in a sentence with what helps. */
export function explainReading(language: Language, refusal: ReadRefusal): string {
  const words = (language === 'en' ? en : vi)[`reading.${refusal.code}`]
  switch (refusal.code) {
    case 'too-many-pages':
      return filled(words, { pages: refusal.pages, limit: refusal.limit })
    case 'too-many-pixels':
      return filled(words, { pixels: Math.round(refusal.pixels / 1e6), limit: refusal.limit / 1e6 })
    case 'too-many-bytes':
      return filled(words, { limit: refusal.limit / (1 << 20) })
    case 'too-slow':
      return filled(words, { limit: refusal.limit })
    case 'broken':
    case 'encrypted':
    case 'not-readable-type':
    case 'heic':
    case 'out-of-memory':
    case 'reader-failed':
      return words
    default:
      return refusal satisfies never
  }
}

const filled = (words: string, facts: Readonly<Record<string, number>>): string =>
  words.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole))

/** A reading as the command line prints it. */
export const told = ({ kind, pages, codes, zone, text, fields }: Reading) => ({
  kind,
  pages: pages.length,
  qr: codes.map(code => ({ text: code.text, kind: code.kind, says: code.says, page: code.page, place: code.place })),
  mrz: zone,
  text,
  fields
})
