import { starsBySubject } from '#server/feedback/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { Subject } from './model.ts'

/** What people said of the results of a unit or procedure in the window. */
export type Ratings = { readonly count: number; readonly average: number | null }
export type RatedSubject = Ratings & { readonly subject: Subject; readonly code: string }

/** The ratings of a window by subject; of a handful no average is told. */
export async function ratedSubjects(
  ctx: Ctx,
  span: { readonly since: Date; readonly before: Date },
  threshold: number
): Promise<RatedSubject[]> {
  return (await starsBySubject(ctx, span)).map(({ unit, procedure, count, stars }) => ({
    subject: unit ? 'unit' : procedure ? 'procedure' : 'province',
    code: unit || procedure,
    count,
    average: count < threshold ? null : Math.round((stars / count) * 100) / 100
  }))
}
