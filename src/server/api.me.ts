import { createRoute, problem, Problem, z } from './platform/index.ts'
import type { Api } from './platform/index.ts'
import { explainRefusal } from './dossiers/index.ts'
import { policy } from './policy.ts'

const Me = z
  .object({
    kind: z.enum(['client', 'officer', 'citizen', 'system']),
    id: z.string().nullable(),
    name: z.string(),
    unit: z.string().nullable(),
    permissions: z.array(z.string())
  })
  .openapi('Me')

/** `GET /api/v1/me`: what the token may do. */
export function meRoute(api: Api): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/me',
      tags: ['access'],
      security: [{ bearer: [] }],
      summary: 'Whose token this is and what it may do',
      responses: {
        200: { description: 'The owner of the token', content: { 'application/json': { schema: Me } } },
        401: { description: 'Not signed in', content: { 'application/problem+json': { schema: Problem } } }
      }
    }),
    c => {
      const { actor, language } = c.get('ctx')
      if (actor.kind === 'visitor')
        return problem(c, 401, {
          code: 'not-signed-in',
          title: explainRefusal({ code: 'not-signed-in' }, language)
        }) as never
      const { kind, id, name, unit } = actor
      return c.json({ kind, id, name, unit, permissions: policy.permissions.filter(each => actor.may(each)) }, 200)
    }
  )
}
