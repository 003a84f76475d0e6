import { deskScript } from '#lib/server/desk.ts'
import { liveStream } from '#server/desk/index.ts'
import { unitsAbove } from '#server/dossiers/index.ts'
import type { RequestHandler } from './$types'

/** Says `changed` when something happened to a dossier of the officer's units. Asking does not keep the session. */
export const GET: RequestHandler = event => {
  const ctx = deskScript(event, 'dossier.read')
  return new Response(liveStream(ctx, unitsAbove(ctx.actor.unit ?? '')), {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
  })
}
