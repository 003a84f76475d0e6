import type { Language } from '#server/platform/index.ts'
import type { ContentRefusal } from './content.ts'
import type { Damage } from './keeping/store.ts'
import type { UploadRefusal } from './model.ts'
import { en } from './text.en.ts'
import { vi } from './text.vi.ts'

/** Why a file was not taken, in a sentence for the one who sent it. */
export function explainUpload(language: Language, refusal: UploadRefusal | ContentRefusal): string {
  const text = language === 'en' ? en : vi
  if (refusal.code === 'file-withheld') return text[`upload.file-withheld.${refusal.because}`]
  const words = text[`upload.${refusal.code}`]
  switch (refusal.code) {
    case 'too-large':
      return words.replace('{limit}', megabytes(language, refusal.limit))
    case 'type-not-allowed':
      return words.replace('{allowed}', refusal.allowed.join(', '))
    case 'too-many-pages':
    case 'pdf-attachments':
    case 'too-many-pixels':
      return filled(language, words, refusal)
    case 'infected':
      return words.replace('{virus}', refusal.virus)
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
export const isUpload = (refusal: { readonly code: string }): refusal is UploadRefusal | ContentRefusal =>
  refusal.code === 'file-withheld' || `upload.${refusal.code}` in vi

const MOST_LINES = 20

/** What the scrub found, as administrators are told: the files and the dossiers that speak of them. */
export function damageWords(
  language: Language,
  found: readonly { readonly id: string; readonly damage: Damage; readonly dossiers: readonly string[] }[]
): { title: string; lead: string; lines: string[] } {
  const words = language === 'en' ? en : vi
  const lines = found.slice(0, MOST_LINES).map(({ id, damage, dossiers }) => {
    const whose = dossiers.length > 0 ? dossiers.join(', ') : words['files.damaged.nobody']
    return `${whose}: ${words[`files.damage.${damage}`]} (${id.slice(0, 12)}…)`
  })
  const lead = words['files.damaged.lead'].replace('{count}', String(found.length))
  return { title: words['files.damaged.title'], lead, lines }
}

/** What is told of a file that was found infected after it had been taken in. */
export function infectedWords(
  language: Language,
  { virus, file, dossiers }: { virus: string; file: string; dossiers: readonly string[] }
): { title: string; lead: string; lines: string[] } {
  const words = language === 'en' ? en : vi
  const whose = dossiers.length > 0 ? dossiers : [words['files.damaged.nobody']]
  return {
    title: words['files.infected.title'],
    lead: words['files.infected.lead'].replace('{virus}', virus),
    lines: whose.map(code => `${code}: ${file}`)
  }
}

const megabytes = (language: Language, bytes: number) =>
  `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / (1 << 20))} MB`
