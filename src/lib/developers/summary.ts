import type { Translate } from '../translate.ts'
import { OPERATIONS } from './operations.vi.ts'

type Stated = { readonly id: string; readonly path: string; readonly summary: string }

/** What an operation does, in the reader's language where it has words for it, else as the API states it (English). */
export function summaryOf({ id, path, summary }: Stated, t: Translate): { words: string; lang: 'vi' | 'en' } {
  const act = `act.${/\/commands\/([\w-]+)$/.exec(path)?.[1]}`
  const words = OPERATIONS[id] ?? (t.has(act) ? t(act) : null)
  return t.language === 'vi' && words ? { words, lang: 'vi' } : { words: summary, lang: 'en' }
}
