import { deskOnly } from '#lib/server/desk.ts'
import { kindsAsCsv, paperKinds } from '#server/papers/index.ts'
import type { RequestHandler } from './$types'

/** The kinds of today as a table that can be changed and loaded again. */
export const GET: RequestHandler = async event => {
  const ctx = deskOnly(event, 'paper-kind.change')
  return new Response(`\uFEFF${kindsAsCsv(await paperKinds(ctx))}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="loai-giay-to.csv"'
    }
  })
}
