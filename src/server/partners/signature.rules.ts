import { createHmac, timingSafeEqual } from 'node:crypto'

/** How far a receiver lets the timestamp be from its own clock. */
export const REPLAY_SECONDS = 300

/** `webhook-signature` for one or two secrets: `v1,<base64>` each, with a space between (Standard Webhooks). */
export const signatureOf = (
  message: { readonly id: string; readonly timestamp: number; readonly body: string },
  secrets: readonly string[]
): string => secrets.map(secret => `v1,${hmac(message, secret)}`).join(' ')

/** What a receiver does: true when one signature fits the secret and the time is near. */
export function isGenuine(
  given: { readonly id: string; readonly timestamp: string; readonly signature: string; readonly body: string },
  secret: string,
  nowSeconds: number
): boolean {
  const timestamp = Number(given.timestamp)
  if (!Number.isInteger(timestamp) || Math.abs(nowSeconds - timestamp) > REPLAY_SECONDS) return false
  const wanted = Buffer.from(hmac({ id: given.id, timestamp, body: given.body }, secret))
  return given.signature.split(' ').some(one => {
    const [version, value = ''] = one.split(',')
    const found = Buffer.from(value)
    return version === 'v1' && found.length === wanted.length && timingSafeEqual(found, wanted)
  })
}

const hmac = ({ id, timestamp, body }: { id: string; timestamp: number; body: string }, secret: string): string =>
  createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64')
