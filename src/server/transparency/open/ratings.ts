import type { Ctx, Day } from '#server/platform/index.ts'

/** What people said of the results of a unit or procedure in the window. */
export type Ratings = { readonly count: number; readonly average: number | null }

/** The place where ratings are asked for: null while no slice answers for them. */
export const ratingsIn = (
  _ctx: Ctx,
  _asked: { readonly unit: string | null; readonly procedure: string | null; readonly from: Day; readonly to: Day }
): Promise<Ratings | null> => Promise.resolve(null)
