import { deskOnly } from '#lib/server/desk.ts'
import { batchTemplate } from '#server/papers/index.ts'
import type { RequestHandler } from './$types'

/** The table of old results to fill in. */
export const GET: RequestHandler = async event =>
  new Response(await batchTemplate(deskOnly(event, 'papers.batch')), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': 'attachment; filename="ket-qua-cu.xlsx"'
    }
  })
