import { z } from '@hono/zod-openapi'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Ctx } from './context.ts'
import type { Language } from './language.ts'
import type { Refusal } from './result.ts'

/** The one Hono application; every slice adds its routes with `routes(api)`. `ctx` carries province, actor and clock. */
export type Api = OpenAPIHono<{ Variables: { ctx: Ctx } }>

/** RFC 9457 problem details, with our code, the facts of the refusal and messages by field. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    code: z.string(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional()
  })
  .openapi('Problem')
export type Problem = z.infer<typeof Problem>

/** The answer for a problem, always `application/problem+json`. `facts` are added beside the standard members. */
export function problem(c: Context, status: number, body: Omit<Problem, 'type' | 'status'> & { facts?: object }) {
  const { facts, ...rest } = body
  return c.body(JSON.stringify({ type: `/problems/${body.code}`, status, ...rest, ...facts }), status as 400, {
    'content-type': 'application/problem+json; charset=utf-8'
  })
}

/** Which HTTP status a refusal takes; a code that is not listed is a conflict with the state of things (409). */
const STATUS: Record<string, number> = {
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  'input-invalid': 422,
  'version-changed': 409,
  'too-many-requests': 429,
  'too-large': 413,
  'outside-system-down': 503,
  'disk-full': 507,
  'files-away': 503
}
export const statusOf = (refusal: Refusal): number => STATUS[refusal.code] ?? 409

/** The reader's language: `Accept-Language` for the API, Vietnamese first. */
export const acceptedLanguage = (header: string | null | undefined): Language =>
  /^\s*en\b/i.test(header ?? '') ? 'en' : 'vi'

export { z, createRoute, OpenAPIHono } from '@hono/zod-openapi'
