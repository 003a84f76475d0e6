import { z } from 'zod'
import type { RatingCriterion } from '#server/rulesets/index.ts'

export const RATING_CHANNELS = ['notice', 'track', 'qr', 'tablet'] as const
export type RatingChannel = (typeof RATING_CHANNELS)[number]

/** What a person answers: the whole from 1 to 5, each criterion by its points, free words. */
export const RatingInput = z.object({
  overall: z.coerce.number().int().min(1).max(5),
  answers: z.record(z.string().max(40), z.coerce.number().int().min(0).max(2)).default({}),
  words: z.string().trim().max(2000).default('')
})
export type RatingInput = z.infer<typeof RatingInput>

/** A form as posted: `criterion.<code>` beside the rest. */
export const ratingFrom = (form: Iterable<[string, unknown]>): unknown => {
  const fields = [...form]
  const of = (name: string) => fields.find(([key]) => key === name)?.[1]
  const answers = fields
    .filter(([key, value]) => key.startsWith('criterion.') && value !== '')
    .map(([key, value]) => [key.slice('criterion.'.length), value])
  return { overall: of('overall'), words: of('words') ?? '', answers: Object.fromEntries(answers) }
}

/** Only answers that the criteria offer count. */
export const answersOffered = (
  answers: Readonly<Record<string, number>>,
  criteria: readonly RatingCriterion[]
): Record<string, number> =>
  Object.fromEntries(
    criteria.flatMap(({ code, choices }) =>
      choices.some(({ points }) => points === answers[code]) ? [[code, answers[code]!]] : []
    )
  )
