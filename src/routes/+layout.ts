import { translateWith } from '#lib/translate.ts'
import type { LayoutLoad } from './$types'

/** Pages are read without JavaScript; a desk page that needs it says so itself. */
export const csr = false

/** The words of one language only: where a page has JavaScript, the browser fetches just those. */
export const load: LayoutLoad = async ({ data }) => {
  const { words } = data.language === 'en' ? await import('#lib/words.en.ts') : await import('#lib/words.vi.ts')
  return { ...data, t: translateWith(data.language, words) }
}
