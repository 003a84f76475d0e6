import { createRoute, dayOf, z } from '#server/platform/index.ts'
import type { Api } from '#server/platform/index.ts'
import { units } from './views.ts'

const UnitView = z
  .object({
    code: z.string().openapi({ example: 'H99.31' }),
    kind: z.string(),
    level: z.enum(['province', 'district', 'commune']),
    name: z.object({ vi: z.string(), en: z.string().optional() }),
    parent: z.string().nullable(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    receives: z.boolean().openapi({ description: 'Has a one-stop desk that takes dossiers in' }),
    settles: z.boolean().openapi({ description: 'Decides dossiers' }),
    address: z.string(),
    phone: z.string()
  })
  .openapi('Unit')

const list = createRoute({
  method: 'get',
  path: '/api/v1/units',
  tags: ['organisation'],
  summary: 'The units of the province today, or on a day',
  request: {
    query: z.object({
      on: z.iso.date().optional().openapi({ description: 'The day; today when left out' }),
      within: z.string().max(35).optional().openapi({ description: 'This unit and what lies below it' })
    })
  },
  responses: {
    200: {
      description: 'All units, in the order of their codes',
      content: { 'application/json': { schema: z.object({ items: z.array(UnitView) }) } }
    }
  }
})

/** `GET /api/v1/units`, open to everybody. */
export function routes(api: Api): void {
  api.openapi(list, async c => {
    const ctx = c.get('ctx')
    const { on, within } = c.req.valid('query')
    const found = await units(ctx, { on: on ?? dayOf(ctx.now()), ...(within ? { within } : {}) })
    return c.json({ items: found.map(({ source: _, ...unit }) => unit) }, 200)
  })
}
