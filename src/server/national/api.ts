import { serveFile } from '#server/documents/index.ts'
import { Arrival } from '#server/exchange/index.ts'
import { createRoute, Problem, problem, z } from '#server/platform/http.ts'
import type { Api } from '#server/platform/http.ts'
import { acceptedLanguage } from '#server/platform/index.ts'
import { takeFromPortal } from './arrive.ts'
import { fileForPortal } from './files.ts'
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
  const fetchOne = createRoute({
    method: 'get',
    path: '/api/v1/portal/files/{code}/{file}',
    tags: ['portal'],
    security: [{ bearer: [] }],
    summary: 'Fetch a file of a dossier, for the national portal',
    description:
      'The address stands in the record as `DuongDanTaiTepTin` or `DuongDanTepTinKetQua`: papers, those of supplements too, and results. Needs the scope `national.fetch`.',
    request: {
      params: z.object({
        code: z.string().min(1).max(80),
        file: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .meta({ description: 'SHA-256 of the content' })
      })
    },
    responses: {
      200: { description: 'The file', content: { 'application/octet-stream': { schema: z.string() } } },
      401: refused('Not signed in'),
      403: refused('Not permitted'),
      404: refused('There is no such file'),
      423: refused('Withheld: it waits for the virus scanner, or is infected')
    }
  })
  api.openapi(fetchOne, async c => {
    const { code, file } = c.req.valid('param')
    const found = await fileForPortal(c.get('ctx'), code, file)
    if (found.ok)
      return new Response(found.value.stream, { headers: serveFile(found.value.file, 'attachment') }) as never
    const words = { vi, en }[acceptedLanguage(c.req.header('accept-language'))]
    const gone = found.error.code === 'not-found'
    const title = words[gone ? 'national.file-gone' : 'national.forbidden']
    return problem(c, gone ? 404 : 403, { code: found.error.code, title, facts: {} }) as never
  })
  api.openapi(tell, async c => {
    const heard = await takeFromPortal(c.get('ctx'), c.req.valid('json').messages as never)
    if (heard.ok) return c.json({ items: heard.value }, 200) as never
    const words = { vi, en }[acceptedLanguage(c.req.header('accept-language'))]
    return problem(c, 403, { code: 'forbidden', title: words['national.forbidden'], facts: {} }) as never
  })
}
