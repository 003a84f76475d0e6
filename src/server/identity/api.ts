import { createRoute, problem, Problem, z } from '#server/platform/index.ts'
import type { Api } from '#server/platform/index.ts'
import { backChannelLogout } from './signon/logout.ts'

/** `POST /api/v1/sign-on/{provider}/logout`: the provider's word that a session is over; its token is the credential. */
export function routes(api: Api): void {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/sign-on/{provider}/logout',
      tags: ['access'],
      summary: 'An identity provider ends the sessions it opened (OpenID Connect Back-Channel Logout 1.0)',
      request: {
        params: z.object({ provider: z.string().max(31) }),
        body: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': { schema: z.object({ logout_token: z.string().min(1).max(20_000) }) }
          }
        }
      },
      responses: {
        200: {
          description: 'How many sessions have ended',
          content: { 'application/json': { schema: z.object({ ended: z.number().int() }) } }
        },
        400: {
          description: 'The token is not to be believed',
          content: { 'application/problem+json': { schema: Problem } }
        },
        503: {
          description: 'The keys cannot be fetched now',
          content: { 'application/problem+json': { schema: Problem } }
        }
      }
    }),
    async c => {
      const { logout_token: token } = c.req.valid('form')
      const done = await backChannelLogout(c.get('ctx'), c.req.valid('param').provider, token)
      if (done.ok) return c.json(done.value, 200)
      const { code } = done.error
      return problem(c, code === 'provider-down' ? 503 : 400, { code, title: TITLES[code] }) as never
    }
  )
}

const TITLES = {
  'provider-unknown': 'No such provider',
  'provider-down': 'The provider does not answer',
  'logout-token-invalid': 'The logout token is not to be believed'
} as const
