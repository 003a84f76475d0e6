import { createRoute, problem, Problem, statusOf, z } from '#server/platform/index.ts'
import type { Api, Language, Refusal } from '#server/platform/index.ts'
import { procedureByCode, searchProcedures } from './actions.ts'
import { formOf } from './form.rules.ts'
import { LEVELS, Limit, ProcedureContent, SERVICE_LEVELS } from './model.ts'
import type { ProcedureRevision, ProcedureRow } from './model.ts'
import { limitSaid } from './reading.ts'
import { say } from './text.ts'
import type { TextKey } from './text.ts'

const Name = z.object({ vi: z.string(), en: z.string().optional() })
const Row = z
  .object({
    code: z.string(),
    name: Name,
    field: z.object({ code: z.string(), name: z.string() }),
    levels: z.array(z.enum(LEVELS)),
    agency: z.string(),
    serviceLevel: z.enum(SERVICE_LEVELS),
    atOnce: z.boolean(),
    limit: Limit.nullable(),
    limitText: z.string().openapi({ description: 'The limit in words, in the language asked for.' }),
    validFrom: z.string()
  })
  .openapi('ProcedureRow')
const Procedure = z
  .object({
    revision: z.string(),
    number: z.number().int(),
    publishedAt: z.string(),
    // The form's parts nest without end and are described by form-js; the document says so instead of unrolling them.
    content: ProcedureContent.omit({ form: true, deadlineRules: true }),
    form: z.record(z.string(), z.any()).openapi({ description: 'form-js schema of the online form' })
  })
  .openapi('Procedure')

const refused = (description: string) => ({ description, content: { 'application/problem+json': { schema: Problem } } })

const list = createRoute({
  method: 'get',
  path: '/api/v1/procedures',
  summary: 'Search procedures; accents and a few typing errors do not matter',
  tags: ['procedures'],
  request: {
    query: z.object({
      q: z.string().max(200).optional(),
      level: z.enum(LEVELS).optional(),
      field: z.string().max(80).optional(),
      serviceLevel: z.enum(SERVICE_LEVELS).optional(),
      after: z.string().max(2000).optional().openapi({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(100).optional()
    })
  },
  responses: {
    200: {
      description: 'A page of procedures',
      content: { 'application/json': { schema: z.object({ items: z.array(Row), next: z.string().nullable() }) } }
    },
    422: refused('The cursor is not one of ours')
  }
})

const one = createRoute({
  method: 'get',
  path: '/api/v1/procedures/{code}',
  summary: 'A procedure: the revision in force with papers, fees, limits and form',
  tags: ['procedures'],
  request: { params: z.object({ code: z.string().max(60) }) },
  responses: {
    200: { description: 'The procedure', content: { 'application/json': { schema: Procedure } } },
    404: refused('No such procedure')
  }
})

/** Adds the public routes of the catalogue. */
export const routes = (api: Api): void => {
  api.openapi(list, async c => {
    const ctx = c.get('ctx')
    const { q, ...filter } = c.req.valid('query')
    const page = await searchProcedures(ctx, { ...filter, text: q })
    if (!page.ok) return refuse(c, ctx.language, page.error) as never
    return c.json({ items: page.value.rows.map(row => rowOut(row, ctx.language)), next: page.value.next }, 200)
  })
  api.openapi(one, async c => {
    const ctx = c.get('ctx')
    const found = await procedureByCode(ctx, c.req.valid('param').code)
    if (!found.ok) return refuse(c, ctx.language, found.error) as never
    return c.json(procedureOut(found.value), 200)
  })
}

const refuse = (c: Parameters<typeof problem>[0], language: Language, refusal: Refusal) =>
  problem(c, statusOf(refusal), {
    code: refusal.code,
    title: say(language, `refusal.${refusal.code}` as TextKey, { code: String(refusal.procedure ?? '') })
  })

const rowOut = (row: ProcedureRow, language: Language) => ({
  ...row,
  name: { ...row.name },
  levels: [...row.levels],
  field: { ...row.field },
  limitText: limitSaid(language, row)
})

function procedureOut({ id, number, publishedAt, content }: ProcedureRevision) {
  const { form: _, deadlineRules: __, ...rest } = content
  return {
    revision: id,
    number,
    publishedAt: publishedAt.toISOString(),
    content: rest,
    form: formOf(content) as object as Record<string, object>
  }
}
