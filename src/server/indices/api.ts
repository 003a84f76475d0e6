import { createRoute, Problem, problem, z } from '#server/platform/http.ts'
import type { Api } from '#server/platform/http.ts'
import { acceptedLanguage } from '#server/platform/index.ts'
import type { Language } from '#server/platform/index.ts'
import { published, scoresOfEdition } from './api.views.ts'
import { editions, nodesOf } from './edition.store.ts'
import { say } from './words.ts'

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } }
})
const problems = { 401: refused('Not signed in'), 403: refused('Not permitted') } as const
const common = { tags: ['indices'], security: [{ bearer: [] }] }
const Name = z.object({ vi: z.string(), en: z.string().optional() })
const Edition = z
  .object({
    index: z.string().openapi({ example: 'par' }),
    year: z.number().int(),
    version: z.string(),
    name: Name,
    scored: z.enum(['province', 'unit']),
    maximum: z.number(),
    example: z.boolean().openapi({ description: 'Written from known facts, not the official table' }),
    source: z.string()
  })
  .openapi('IndexEdition')
const points = z.number().nullable()
const Subject = z.object({
  code: z.string().openapi({ description: 'Code of the unit, or statistical code of the province, as of that year' }),
  name: z.string(),
  total: points,
  low: points,
  high: points,
  rank: z.number().int().nullable(),
  scores: z.array(
    z.object({
      key: z.string(),
      self: points,
      round1: points,
      final: points,
      low: points,
      high: points,
      computed: points
    })
  )
})
const Scores = z
  .object({
    edition: Edition,
    criteria: z.array(
      z.object({
        key: z.string(),
        code: z.string(),
        parent: z.string().nullable(),
        name: Name,
        kind: z.string(),
        maximum: points
      })
    ),
    items: z.array(Subject)
  })
  .openapi('IndexScores')

const list = createRoute({
  ...common,
  method: 'get',
  path: '/api/v1/indices',
  summary: 'The published editions of the reform indices',
  responses: {
    200: {
      description: 'Newest first within each index',
      content: { 'application/json': { schema: z.object({ items: z.array(Edition) }) } }
    },
    ...problems
  }
})
const one = createRoute({
  ...common,
  method: 'get',
  path: '/api/v1/indices/{index}/{year}',
  summary: 'The scores of an index in a year, by subject; a blank is no data',
  request: {
    params: z.object({
      index: z.string().max(31).openapi({ example: 'par' }),
      year: z
        .string()
        .regex(/^20\d\d$/)
        .openapi({ example: '2025' })
    }),
    query: z.object({
      subject: z.string().max(40).optional().openapi({ description: 'Only this unit or province' })
    })
  },
  responses: {
    200: { description: 'Criteria and scores', content: { 'application/json': { schema: Scores } } },
    ...problems,
    404: refused('No published edition of that index and year')
  }
})

const titled = (language: Language, code: 'forbidden' | 'not-found') => ({
  code,
  title: say(language, `refusal.${code}`)
})

/** The reading API of the indices, for tokens with `indices.read`. */
export function routes(api: Api): void {
  api.openapi(list, async c => {
    const ctx = c.get('ctx')
    const language = acceptedLanguage(c.req.header('accept-language'))
    if (!ctx.actor.may('indices.read')) return problem(c, 403, titled(language, 'forbidden')) as never
    const all = (await editions(ctx)).filter(edition => edition.publishedAt)
    return c.json({ items: all.map(shown) }, 200)
  })
  api.openapi(one, async c => {
    const ctx = c.get('ctx')
    const language = acceptedLanguage(c.req.header('accept-language'))
    if (!ctx.actor.may('indices.read')) return problem(c, 403, titled(language, 'forbidden')) as never
    const { index, year } = c.req.valid('param')
    const edition = await published(ctx, index, Number(year))
    if (!edition) return problem(c, 404, titled(language, 'not-found')) as never
    const [nodes, items] = await Promise.all([
      nodesOf(ctx, edition.id),
      scoresOfEdition(ctx, edition.id, c.req.valid('query').subject ?? null)
    ])
    const criteria = nodes.map(({ key, code, parent, name, kind, maximum }) => ({
      key,
      code,
      parent,
      name,
      kind,
      maximum
    }))
    return c.json({ edition: shown(edition), criteria, items }, 200)
  })
}

const shown = ({ index, year, version, name, scored, maximum, example, source }: z.infer<typeof Edition>) => ({
  ...{ index, year, version, name, scored, maximum, example, source }
})
