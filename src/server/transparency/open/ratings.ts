import { ratingFigures } from '#server/feedback/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { THRESHOLD } from './model.ts'

/** What people said of the results of a unit or procedure in the window. */
export type Ratings = { readonly count: number; readonly average: number | null }

/** The ratings of the window; of a handful no average is told. */
export async function ratingsIn(
  ctx: Ctx,
  asked: { readonly unit: string | null; readonly procedure: string | null; readonly from: Day; readonly to: Day }
): Promise<Ratings> {
  const { count, average } = await ratingFigures(ctx, asked)
  return { count, average: count < THRESHOLD ? null : average }
}
