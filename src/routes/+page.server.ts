import { limitSaid, procedureByCode } from '#server/catalogue/index.ts'
import { popularProcedures } from '#server/dossiers/index.ts'
import { newestArticles } from '#server/portal/index.ts'
import { wordsIn } from '#server/platform/language.ts'
import type { PageServerLoad } from './$types'

/** What most people ask for in words of their own; the search understands them. */
const LIFE = ['Khai sinh', 'Kết hôn', 'Chứng thực', 'Hộ kinh doanh', 'Đất đai']

export const load: PageServerLoad = async ({ locals: { ctx, language } }) => {
  const used = await popularProcedures(ctx, 6)
  const found = await Promise.all(used.map(({ code }) => procedureByCode(ctx, code)))
  return {
    popular: found.flatMap(procedure => {
      if (!procedure.ok) return []
      const { content } = procedure.value
      return [
        {
          href: `/procedures/${content.code}`,
          name: wordsIn(language, content.name),
          field: wordsIn(language, content.field.name),
          limit: limitSaid(language, { atOnce: content.atOnce, limit: content.promise ?? content.statutory })
        }
      ]
    }),
    life: LIFE,
    news: await newestArticles(ctx, 3)
  }
}
