import { acceptedLanguage, createRoute, Problem, problem, statusOf, z } from '#server/platform/http.ts'
import type { Api } from '#server/platform/http.ts'
import type { Ctx, Refusal } from '#server/platform/index.ts'
import type { Context } from 'hono'
import { putForeign } from './actions.ts'
import { ForeignDossier } from './model.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } }
})
const problems = {
  401: refused('Not signed in'),
  403: refused('Not permitted'),
  409: refused('The source is not known, or the unit is out of reach'),
  422: refused('The input is not right')
} as const
const Source = z.object({ source: z.string().max(31).openapi({ example: 'igate' }) })
const Told = z.object({ code: z.string(), outcome: z.enum(['added', 'changed', 'unchanged', 'older']) })
const Body = ForeignDossier.openapi('ForeignDossier')
const common = { method: 'put' as const, tags: ['foreign'], security: [{ bearer: [] }] }
const json = <S extends z.ZodType>(schema: S) => ({ required: true, content: { 'application/json': { schema } } })
const answer = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } }
})

/** Dossiers that other systems settle, told by those systems. */
export function routes(api: Api): void {
  const one = createRoute({
    ...common,
    path: '/api/v1/foreign-dossiers/{source}/{code}',
    summary: 'Tell of a dossier that your system settles',
    description:
      'Idempotent. `sourceTime` says what is later: the same again changes nothing, something older is passed over. Leave out what you do not know: it is shown as unknown.',
    request: { params: Source.extend({ code: z.string().max(80) }), body: json(Body.omit({ code: true })) },
    responses: { 200: answer(Told, 'What became of it'), ...problems }
  })
  api.openapi(one, async c => {
    const { source, code } = c.req.valid('param')
    const put = await putForeign(c.get('ctx'), source, [{ ...c.req.valid('json'), code }])
    return (put.ok ? c.json(put.value[0]!, 200) : refuse(c, put.error)) as never
  })
  const batch = createRoute({
    ...common,
    path: '/api/v1/foreign-dossiers/{source}',
    summary: 'Tell of up to 500 dossiers at once',
    request: { params: Source, body: json(z.object({ items: z.array(Body).min(1).max(500) })) },
    responses: { 200: answer(z.object({ items: z.array(Told) }), 'What became of each, in their order'), ...problems }
  })
  api.openapi(batch, async c => {
    const put = await putForeign(c.get('ctx'), c.req.valid('param').source, c.req.valid('json').items)
    return (put.ok ? c.json({ items: [...put.value] }, 200) : refuse(c, put.error)) as never
  })
}

function refuse(c: Context<{ Variables: { ctx: Ctx } }>, refusal: Refusal) {
  const { code, ...facts } = refusal
  const words: Readonly<Record<string, string>> = { vi, en }[acceptedLanguage(c.req.header('accept-language'))]
  const title = (words[`refusal.${code}`] ?? code).replace(/\{(\w+)\}/g, (_, name: string) =>
    String(refusal[name] ?? '')
  )
  return problem(c, statusOf(refusal), { code, title, facts })
}
