import type { Context } from 'hono'
import { acceptedLanguage, createRoute, Problem, problem, z } from '#server/platform/http.ts'
import type { Api } from '#server/platform/http.ts'
import type { Ctx, Language, Refusal } from '#server/platform/index.ts'
import { filePetition, openAsFiler } from './petitions/file.ts'
import { FileInput, PETITION_KINDS, PHASES } from './petitions/model.ts'
import { followScreen } from './petitions/screens.ts'
import { giveRating } from './ratings/actions.ts'
import { ratingFigures } from './ratings/figures.ts'
import { text as ratingsEn } from './ratings.text.en.ts'
import { text as ratingsVi } from './ratings.text.vi.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'

type Asked = Context<{ Variables: { ctx: Ctx } }>
const TEXT: Record<Language, Readonly<Record<string, string>>> = {
  vi: { ...vi, ...ratingsVi },
  en: { ...en, ...ratingsEn }
}

/** A refusal in the reader's language, with its facts. */
export function refuse(c: Asked, refusal: Refusal) {
  const status = refusal.code === 'forbidden' ? 403 : refusal.code.endsWith('-missing') ? 404 : 409
  const words = TEXT[acceptedLanguage(c.req.header('accept-language'))][`refusal.${refusal.code}`] ?? refusal.code
  const title = words.replace(/\{(\w+)\}/g, (whole, name: string) => String(refusal[name] ?? whole))
  return problem(c, refusal.code === 'petition-name-missing' ? 409 : status, { code: refusal.code, title }) as never
}
export const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } }
})
const common = { tags: ['feedback'], security: [{ bearer: [] }] }

const fileRoute = createRoute({
  ...common,
  method: 'post',
  path: '/api/v1/petitions',
  summary: 'File a petition or report for somebody',
  description:
    'Scope `petition.file`. The answer holds the code word with which the person follows it: it is told once and kept as a keyed hash only. Name and words are sealed.',
  request: {
    body: {
      content: {
        'application/json': {
          schema: z.object({
            kind: z.enum(PETITION_KINDS),
            words: z.string().min(20).max(8000),
            about: z.string().max(35).optional().openapi({ description: 'Code of the agency it is about' }),
            dossier: z.string().max(60).optional(),
            officer: z.string().max(200).optional(),
            anonymous: z.boolean().default(false),
            protected: z.boolean().default(false),
            name: z.string().max(120).optional(),
            phone: z.string().max(20).optional(),
            email: z.email().max(200).optional(),
            address: z.string().max(200).optional()
          })
        }
      }
    }
  },
  responses: {
    201: {
      description: 'Filed',
      content: { 'application/json': { schema: z.object({ code: z.string(), secret: z.string() }) } }
    },
    401: refused('Not signed in'),
    403: refused('Not permitted'),
    409: refused('Not possible'),
    422: refused('The input is not right')
  }
})

const followRoute = createRoute({
  ...common,
  method: 'post',
  path: '/api/v1/petitions/{code}',
  summary: 'Follow a petition by its code word',
  description: 'Scope `petition.follow`. Asked by POST so that the code word stays out of logs; it changes nothing.',
  request: {
    params: z.object({ code: z.string().max(40).openapi({ example: 'PAKN.20261123.0001' }) }),
    body: { content: { 'application/json': { schema: z.object({ secret: z.string().min(8).max(40) }) } } }
  },
  responses: {
    200: {
      description: 'Where it is, and what was answered',
      content: {
        'application/json': {
          schema: z.object({
            code: z.string(),
            phase: z.enum(PHASES),
            kind: z.enum(PETITION_KINDS),
            filedAt: z.string(),
            dueAt: z.string().nullable(),
            handledBy: z.string().nullable(),
            asked: z.string().nullable(),
            answers: z.array(z.object({ text: z.string(), at: z.string() }))
          })
        }
      }
    },
    401: refused('Not signed in'),
    403: refused('Not permitted'),
    404: refused('Code and code word fit no petition'),
    422: refused('The input is not right')
  }
})

const rateRoute = createRoute({
  ...common,
  method: 'post',
  path: '/api/v1/ratings',
  summary: 'Give the one rating of a result, by the token of an invitation',
  description: 'Scope `rating.give`. The token is used up; the rating does not say which dossier it is about.',
  request: {
    body: {
      content: {
        'application/json': {
          schema: z.object({
            token: z.string().min(32).max(32),
            overall: z.number().int().min(1).max(5),
            answers: z.record(z.string().max(40), z.number().int().min(0).max(2)).default({}),
            words: z.string().max(2000).default('')
          })
        }
      }
    }
  },
  responses: {
    204: { description: 'Given' },
    401: refused('Not signed in'),
    403: refused('Not permitted'),
    409: refused('Used, over or rated before'),
    422: refused('The input is not right')
  }
})

const Average = z.number().nullable().openapi({ description: 'Null where fewer answered than may be shown' })
const figuresRoute = createRoute({
  ...common,
  method: 'get',
  path: '/api/v1/ratings',
  summary: 'Ratings by agency, procedure and days',
  description: 'Scope `rating.read`. The whole from 1 to 5, each criterion from 0 to 2.',
  request: {
    query: z.object({
      unit: z.string().max(35).optional(),
      procedure: z.string().max(60).optional(),
      from: z.iso.date().optional(),
      to: z.iso.date().optional()
    })
  },
  responses: {
    200: {
      description: 'The figures',
      content: {
        'application/json': {
          schema: z.object({
            count: z.number(),
            average: Average,
            criteria: z.array(z.object({ code: z.string(), average: Average, count: z.number() }))
          })
        }
      }
    },
    401: refused('Not signed in'),
    403: refused('Not permitted'),
    422: refused('The input is not right')
  }
})

/** Petitions for other channels (portal, hotline), by scope. */
export function routes(api: Api): void {
  api.openapi(fileRoute, async c => {
    const body = c.req.valid('json')
    const filed = await filePetition(c.get('ctx'), FileInput.parse(body), 'api')
    return filed.ok ? c.json(filed.value, 201) : refuse(c, filed.error)
  })
  api.openapi(followRoute, async c => {
    const ctx = c.get('ctx')
    if (!ctx.actor.may('petition.follow')) return refuse(c, { code: 'forbidden' })
    const { code } = c.req.valid('param')
    const petition = await openAsFiler(ctx, { code, secret: c.req.valid('json').secret })
    if (!petition) return refuse(c, { code: 'petition-missing' })
    const { unitName, asked, answers, phase, kind, filedAt, dueAt } = await followScreen(ctx, petition)
    return c.json(
      {
        ...{ code, phase, kind, filedAt, dueAt, handledBy: unitName, asked: asked?.what ?? null },
        answers: answers.map(({ text, at }) => ({ text, at }))
      },
      200
    )
  })
  api.openapi(rateRoute, async c => {
    const { token, ...rating } = c.req.valid('json')
    const given = await giveRating(c.get('ctx'), token, rating, null)
    return given.ok ? c.body(null, 204) : refuse(c, given.error)
  })
  api.openapi(figuresRoute, async c => {
    const ctx = c.get('ctx')
    if (!ctx.actor.may('rating.read')) return refuse(c, { code: 'forbidden' })
    const { unit = null, procedure = null, from = null, to = null } = c.req.valid('query')
    const { count, average, criteria } = await ratingFigures(ctx, { unit, procedure, from, to })
    return c.json({ count, average, criteria: [...criteria] }, 200)
  })
}
