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
    default:
      return words
  }
}

const megabytes = (language: Language, bytes: number) =>
  `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / (1 << 20))} MB`
