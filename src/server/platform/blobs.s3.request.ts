import { createReadStream } from 'node:fs'
import { Agent as PlainAgent, request as plain } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Agent, request as secure } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { BlobsAway } from './blobs.place.ts'

export type Access = {
  readonly url: string
  readonly bucket: string
  readonly region: string
  readonly keyId: string
  readonly secret: string
  /** `https://host/bucket/key` rather than `https://bucket.host/key`. */
  readonly pathStyle: boolean
  /** Before every key, for several provinces in one bucket: empty, or ends in `/`. */
  readonly prefix: string
  readonly ca: string | undefined
  /** So long nothing may move before a question is given up. */
  readonly patienceMs: number
  /** So long nobody is kept waiting again after the store did not answer. */
  readonly restMs: number
}

export type Asked = {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  /** Within the bucket, without the prefix; empty for the bucket itself. */
  readonly key: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** What of a file is sent, streamed from the disk. */
  readonly body?: { readonly path: string; readonly from: number; readonly bytes: number; readonly sha256: string }
}
export type Answered = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }

const ATTEMPTS = 3
const PAUSE_MS = 100
/** More than any piece or list that is asked for. */
const MOST_ANSWER = 16 * 1024 * 1024
/** The slowest line that is waited for, in bytes a millisecond. */
const SLOWEST = 50
const NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/**
 * Asks the store, signed (Signature Version 4), and once more when it says it cannot serve, breaks off or is silent.
 * Everything asked here may be repeated. After silence others are told at once for a moment that the store is away, so
 * that an outage costs a desk one wait and not one for each click.
 */
export function openRequests(access: Access): (asked: Asked) => Promise<Answered> {
  const options = { keepAlive: true, maxSockets: 32 }
  const isSecure = access.url.startsWith('https:')
  const agent = isSecure
    ? new Agent({ ...options, ...(access.ca === undefined ? {} : { ca: access.ca }) })
    : new PlainAgent(options)
  const cache = new Map<string, ArrayBuffer>()
  let restUntil = -Infinity
  return async asked => {
    if (performance.now() < restUntil) throw new BlobsAway(`${access.url} did not answer a moment ago`)
    const giveUp = performance.now() + access.patienceMs * 1.5
    for (let attempt = 1; ; attempt++) {
      const signed = await sign(access, asked, cache)
      const answered = await send(signed, asked, { isSecure, agent, patienceMs: access.patienceMs }).catch(
        (error: unknown) => String(error)
      )
      if (typeof answered !== 'string' && answered.status < 500 && answered.status !== 429) return answered
      const why = typeof answered === 'string' ? answered : told(answered)
      if (attempt === ATTEMPTS || performance.now() > giveUp) {
        restUntil = performance.now() + access.restMs
        throw new BlobsAway(`${asked.method} ${access.url}: ${why}`)
      }
      await pause(PAUSE_MS * attempt)
    }
  }
}

/** What the store said, for the log: its status and its own code. */
export const told = ({ status, body }: Answered): string =>
  [status, /<Code>([^<]{1,100})<\/Code>/.exec(body.toString('utf8'))?.[1]].filter(Boolean).join(' ')

export function addressOf({ url, bucket, pathStyle, prefix }: Access, { key, query }: Asked): URL {
  const at = new URL(url)
  const root = at.pathname.replace(/\/$/, '')
  if (!pathStyle) at.hostname = `${bucket}.${at.hostname}`
  at.pathname = `${root}${pathStyle ? `/${bucket}` : ''}${key ? `/${prefix}${key}` : pathStyle ? '' : '/'}`
  for (const [name, value] of Object.entries(query ?? {})) at.searchParams.set(name, value)
  return at
}

async function sign(access: Access, asked: Asked, cache: Map<string, ArrayBuffer>) {
  const { method, headers, body } = asked
  const signer = new AwsV4Signer({
    method,
    url: addressOf(access, asked).href,
    headers: { ...headers, 'x-amz-content-sha256': body?.sha256 ?? NOTHING },
    accessKeyId: access.keyId,
    secretAccessKey: access.secret,
    service: 's3',
    region: access.region,
    cache
  })
  const signed = await signer.sign()
  return { url: signed.url, headers: Object.fromEntries(signed.headers) }
}

type Line = { readonly isSecure: boolean; readonly agent: PlainAgent; readonly patienceMs: number }

function send(
  { url, headers }: { url: URL; headers: Record<string, string> },
  { method, body }: Asked,
  { isSecure, agent, patienceMs }: Line
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = (isSecure ? secure : plain)(url, {
      method,
      agent,
      headers: { ...headers, 'content-length': body?.bytes ?? 0 },
      timeout: patienceMs,
      signal: AbortSignal.timeout(Math.ceil(patienceMs * 3 + (body?.bytes ?? MOST_ANSWER) / SLOWEST))
    })
    request.once('timeout', () => request.destroy(new Error(`silent for ${patienceMs} ms`)))
    request.on('error', reject)
    request.once('response', response => whole(response).then(resolve, reject))
    // What fails in here, the request tells.
    if (body) pipeline(createReadStream(body.path, { start: body.from }), request).catch(() => {})
    else request.end()
  })
}

async function whole(response: IncomingMessage): Promise<Answered> {
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of response) {
    bytes += (piece as Buffer).length
    if (bytes > MOST_ANSWER) throw new Error('the answer is longer than what was asked for')
    pieces.push(piece as Buffer)
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }
}
