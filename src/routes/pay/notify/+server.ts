import { takeNotification } from '#server/payments/index.ts'
import type { RequestHandler } from './$types'

const STATUS = { 'not-configured': 404, forbidden: 403, invalid: 400 } as const
const MOST = 10_000

/** The payment platform says that something happened to an order. */
export const POST: RequestHandler = async ({ request, locals: { ctx } }) => {
  const body = (await request.text()).slice(0, MOST)
  const taken = await takeNotification(ctx, { body, signature: request.headers.get('x-signature') ?? '' })
  return new Response(null, { status: taken.ok ? 204 : STATUS[taken.error.code] })
}
