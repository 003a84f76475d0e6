import { err, ok, remembered } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Category, CategoryInput } from './model.ts'
import * as views from './views.ts'

type Counted = Category & { readonly articles: number }
const known = remembered<readonly Counted[]>()

/** All categories in their order, with how many public articles each has. */
export const categories = (ctx: Ctx): Promise<readonly Counted[]> =>
  known.of(ctx, 'categories', async () => views.categories(ctx))

/** Adds a category or changes one; its code stays, because addresses carry it. */
export async function saveCategory(ctx: Ctx, input: CategoryInput): Promise<Result<null, { code: 'forbidden' }>> {
  if (!ctx.actor.may('portal.arrange')) return err({ code: 'forbidden' })
  const { code, name, nameEn, place, open } = input
  await ctx.sql`
    insert into news_category (code, name, name_en, place, open) values (${code}, ${name}, ${nameEn}, ${place}, ${open})
    on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, place = excluded.place,
      open = excluded.open`
  known.forget(ctx)
  ctx.log.info({ event: 'portal.category-saved', code }, 'saved')
  return ok(null)
}
