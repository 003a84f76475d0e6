import { limitWords, publishedRevisions } from '#server/catalogue/index.ts'
import { popularProcedures } from '#server/dossiers/index.ts'
import { wordsIn } from '#server/platform/language.ts'
import { translator } from '#lib/text.ts'
import type { PageServerLoad } from './$types'

/** What most people ask for in words of their own; the search understands them. */
const LIFE = ['Khai sinh', 'Kết hôn', 'Chứng thực', 'Hộ kinh doanh', 'Đất đai']

export const load: PageServerLoad = async ({ locals: { ctx, language } }) => {
  const t = translator(language)
  const codes = (await popularProcedures(ctx, 6)).map(({ code }) => code)
  const shown = new Map((await publishedRevisions(ctx, codes)).map(({ content }) => [content.code, content]))
  return {
    popular: codes.flatMap(code => {
      const content = shown.get(code)
      if (!content) return []
      const limit = content.promise ?? content.statutory
      return [
        {
          href: `/procedures/${code}`,
          name: wordsIn(language, content.name),
          field: wordsIn(language, content.field.name),
          limit: content.atOnce ? t('limit.at-once') : limit ? limitWords(language, limit) : t('limit.none')
        }
      ]
    }),
    life: LIFE
  }
}
