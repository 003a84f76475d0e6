import { error } from '@sveltejs/kit'
import { z } from 'zod'
import { LEVELS, SERVICE_LEVELS, fieldsInUse, limitSaid, searchProcedures } from '#server/catalogue/index.ts'
import type { PageServerLoad } from './$types'

const Asked = z.object({
  q: z.string().max(200).catch(''),
  level: z.enum(LEVELS).optional().catch(undefined),
  field: z.string().max(80).optional().catch(undefined),
  serviceLevel: z.enum(SERVICE_LEVELS).optional().catch(undefined),
  after: z.string().max(2000).optional()
})

export const load: PageServerLoad = async ({ url, locals }) => {
  const given = [...url.searchParams].filter(([, value]) => value !== '')
  const asked = Asked.safeParse({ q: '', ...Object.fromEntries(given) })
  if (!asked.success) error(400)
  const { q, ...filter } = asked.data
  const [page, fields] = await Promise.all([
    searchProcedures(locals.ctx, { ...filter, text: q }),
    fieldsInUse(locals.ctx)
  ])
  if (!page.ok) error(400)
  const kept = new URLSearchParams(given.filter(([name]) => name !== 'after'))
  const to = (after: string) => `/procedures?${new URLSearchParams([...kept, ['after', after]])}`
  return {
    asked: { q, level: filter.level ?? '', field: filter.field ?? '', serviceLevel: filter.serviceLevel ?? '' },
    levels: LEVELS,
    serviceLevels: SERVICE_LEVELS,
    rows: page.value.rows.map(row => ({ ...row, limit: limitSaid(locals.ctx.language, row) })),
    fields,
    next: page.value.next ? to(page.value.next) : null,
    first: filter.after ? `/procedures?${kept}` : null
  }
}
