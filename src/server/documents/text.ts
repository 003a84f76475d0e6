import type { Language } from '#server/platform/index.ts'
import type { UploadRefusal } from './model.ts'
import { en } from './text.en.ts'
import { vi } from './text.vi.ts'

/** Why a file was not taken, in a sentence for the one who sent it. */
export function explainUpload(language: Language, refusal: UploadRefusal): string {
  const words = (language === 'en' ? en : vi)[`upload.${refusal.code}`]
  switch (refusal.code) {
    case 'too-large':
      return words.replace('{limit}', megabytes(language, refusal.limit))
    case 'type-not-allowed':
      return words.replace('{allowed}', refusal.allowed.join(', '))
    case 'too-many-pages':
    case 'pdf-attachments':
    case 'too-many-pixels':
      return filled(language, words, refusal)
    default:
      return words
  }
}

/** Counts as people write them; pixels in millions. */
const filled = (language: Language, words: string, facts: Readonly<Record<string, unknown>>) =>
  words.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fact = Number(facts[name])
    return new Intl.NumberFormat(language).format(fact >= 1_000_000 ? Math.round(fact / 1_000_000) : fact)
  })

/** Whether a refusal is one of a file that was handed in: what `explainUpload` has words for. */
export const isUpload = (refusal: { readonly code: string }): refusal is UploadRefusal => `upload.${refusal.code}` in vi

const megabytes = (language: Language, bytes: number) =>
  `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / (1 << 20))} MB`
