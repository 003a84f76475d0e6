import { createHmac, timingSafeEqual } from 'node:crypto'

const NEAR_SECONDS = 300

/**
 * Whether a webhook comes from the holder of the secret and is fresh (Standard Webhooks). `body` is the text as it came,
 * before it is parsed. Keep the ids of the last ten minutes and pass over one you have seen.
 */
export function isGenuine(headers: Headers, body: string, secret: string, now = Date.now()): boolean {
  const id = headers.get('webhook-id') ?? ''
  const timestamp = headers.get('webhook-timestamp') ?? ''
  if (!/^\d+$/.test(timestamp) || Math.abs(now / 1000 - Number(timestamp)) > NEAR_SECONDS) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const wanted = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
  return (headers.get('webhook-signature') ?? '').split(' ').some(signature => {
    const [version, value = ''] = signature.split(',')
    const given = Buffer.from(value, 'base64')
    return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}
