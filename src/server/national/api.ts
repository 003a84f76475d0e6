import { Arrival } from '#server/exchange/index.ts'
import { createRoute, Problem, problem, z } from '#server/platform/http.ts'
import type { Api } from '#server/platform/http.ts'
import { acceptedLanguage } from '#server/platform/index.ts'
import { takeFromPortal } from './arrive.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } }
})
const Heard = z.object({
  message: z.string(),
  outcome: z.enum(['done', 'waiting', 'refused']),
  code: z.string(),
  dossier: z.string().nullable().meta({ description: 'Our code of the dossier' }),
  state: z.number().int().min(1).max(10).nullable().meta({ description: 'Its national state now' }),
  error: z.string().nullable()
})

/** What the national portal tells by itself; the same is read by polling where it does not. */
export function routes(api: Api): void {
  const tell = createRoute({
    method: 'post',
    path: '/api/v1/portal/messages',
    tags: ['portal'],
    security: [{ bearer: [] }],
    summary: 'Tell what people did on the national portal',
    description:
      'Filings, supplements, payments, withdrawals and questions about the state, up to 200. Each `MaThongDiep` is one occasion: told again, late or in another order it changes nothing. Needs the scope `national.tell`.',
    request: {
      body: {
        required: true,
        content: {
          'application/json': {
            schema: z.object({ messages: z.array(Arrival.openapi('PortalMessage')).min(1).max(200) })
          }
        }
      }
    },
    responses: {
      200: {
        description: 'What became of each, in their order',
        content: { 'application/json': { schema: z.object({ items: z.array(Heard) }) } }
      },
      401: refused('Not signed in'),
      403: refused('Not permitted'),
      422: refused('The input is not right')
    }
  })
  api.openapi(tell, async c => {
    const heard = await takeFromPortal(c.get('ctx'), c.req.valid('json').messages as never)
    if (heard.ok) return c.json({ items: heard.value }, 200) as never
    const words = { vi, en }[acceptedLanguage(c.req.header('accept-language'))]
    return problem(c, 403, { code: 'forbidden', title: words['national.forbidden'], facts: {} }) as never
  })
}
