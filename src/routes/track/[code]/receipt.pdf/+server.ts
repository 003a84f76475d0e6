import { openedOrAsk } from '#lib/server/following.ts'
import { printAcknowledgement } from '#server/dossiers/index.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async event => {
  const { dossier } = await openedOrAsk(event)
  const pdf = await printAcknowledgement(event.locals.ctx, dossier)
  return new Response(pdf as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${dossier.code.replace(/[^\w.-]/g, '_')}.pdf"`,
      'cache-control': 'private, no-store'
    }
  })
}
