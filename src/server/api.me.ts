import { createRoute, Problem, z } from './platform/index.ts'
import type { Api } from './platform/index.ts'
import { policy } from './policy.ts'

const Me = z
  .object({
    kind: z.enum(['client']),
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
      const { actor } = c.get('ctx')
      const { kind, id, name, unit } = actor
      return c.json(
        { kind: kind as 'client', id, name, unit, permissions: policy.permissions.filter(each => actor.may(each)) },
        200
      )
    }
  )
}
