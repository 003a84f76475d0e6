import { lookup as resolve } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import { request as plain } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { isIn, mayConnect } from './address.rules.ts'
import type { Outcome, SendError } from './model.ts'

const TIME_LIMIT_MS = 10_000
const READ_BYTES = 2000

class NotAllowed extends Error {}

/**
 * Sends one message and says how it went; never throws. The address is judged where the connection is made, so a name
 * that answers differently the second time gains nothing. Redirects are answers, not orders.
 */
export function send(
  address: string,
  message: { headers: Readonly<Record<string, string>>; body: string },
  opened: readonly string[] = [],
  timeLimitMs = TIME_LIMIT_MS
): Promise<Outcome> {
  const url = new URL(address)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const allowed = url.protocol === 'https:' ? (ip: string) => mayConnect(ip, opened) : (ip: string) => isIn(ip, opened)
  if (isIP(host) && !allowed(host)) return Promise.resolve({ error: 'address-not-allowed' })
  return new Promise(done => {
    const bytes = Buffer.from(message.body)
    const asked = (url.protocol === 'https:' ? secure : plain)(url, {
      method: 'POST',
      agent: false,
      lookup: checked(allowed),
      signal: AbortSignal.timeout(timeLimitMs),
      headers: {
        ...message.headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': bytes.length,
        'user-agent': 'MotCua-Webhooks/1'
      }
    })
    asked.on('response', response => void answerOf(response).then(done))
    asked.on('error', error => done({ error: reasonOf(error) }))
    asked.end(bytes)
  })
}

/** The resolver of the connection, which gives only addresses that may be connected to. */
const checked =
  (allowed: (ip: string) => boolean): LookupFunction =>
  (name, options, done) =>
    resolve(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const first = found?.[0]
      if (error || !first) return done(error ?? new Error('nothing found'), '', 0)
      if (!found.every(({ address }) => allowed(address))) return done(new NotAllowed(), '', 0)
      if (options.all) return done(null, found)
      done(null, first.address, first.family)
    })

async function answerOf(response: IncomingMessage): Promise<Outcome> {
  const pieces: Buffer[] = []
  let size = 0
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      pieces.push(piece)
      if ((size += piece.length) >= READ_BYTES) break
    }
  } catch (error) {
    return { error: reasonOf(error) }
  }
  response.destroy()
  const answer = Buffer.concat(pieces).subarray(0, READ_BYTES).toString('utf8').replaceAll('\0', '')
  return { status: response.statusCode ?? 0, answer }
}

function reasonOf(error: unknown): SendError {
  if (error instanceof NotAllowed) return 'address-not-allowed'
  const { code = '', name = '' } = error as { code?: string; name?: string }
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR' || code === 'ETIMEDOUT') return 'timeout'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'not-found'
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'refused'
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code) ? 'certificate' : 'broken-off'
}
