import { indexReader } from '#lib/server/indices.ts'
import { figuresWorkbook, overview } from '#server/indices/index.ts'
import type { RequestHandler } from './$types'

/** The figures of the pictures, as they were asked for. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const ctx = indexReader({ locals, url })
  const asked = url.searchParams
  const found = await overview(ctx, {
    index: asked.get('index'),
    year: Number(asked.get('year')) || null,
    subject: asked.get('subject'),
    map: asked.get('map')
  })
  const name = `${found.index || 'index'}-${found.year ?? ''}-${found.subject ?? ''}`.replace(/[^\w.-]+/g, '_')
  return new Response((await figuresWorkbook(found, ctx.language)) as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${name}.xlsx"`
    }
  })
}
