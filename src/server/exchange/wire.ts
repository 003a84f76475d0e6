import { Agent as PlainAgent, request as plain } from 'node:http'
import { Agent, request as secure } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { Trouble, troubleFrom } from './trouble.ts'

/** Certificates as PEM: the authority to trust, and our own for mutual TLS. */
export type Tls = { readonly ca?: string; readonly cert?: string; readonly key?: string }
export type WireRequest = {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** A file: the answer's body in base64, and how large it may be. */
  readonly file?: { readonly most: number }
  readonly signal: AbortSignal
}
export type WireAnswer = { readonly status: number; readonly body: string }
export type Wire = { send(request: WireRequest): Promise<WireAnswer>; close(): void }

const MOST_BYTES = 2 * 1024 * 1024

/** HTTP to one outside system: own connections, kept open; sessions are not resumed, so each new one looks at the certificate. */
export function openWire(tls: Tls = {}): Wire {
  const options = { keepAlive: true, maxSockets: 16, maxFreeSockets: 4, keepAliveMsecs: 10_000 }
  const agent = new Agent({ ...options, ...tls, maxCachedSessions: 0, minVersion: 'TLSv1.2' })
  const plainAgent = new PlainAgent(options)
  return {
    async send(asked) {
      try {
        return await once(asked, asked.url.startsWith('https:') ? agent : plainAgent)
      } catch (error) {
        throw asked.signal.aborted ? new Trouble('timeout', 'no answer in time') : troubleFrom(error)
      }
    },
    close() {
      agent.destroy()
      plainAgent.destroy()
    }
  }
}

function once(
  { url, method, headers, body, file, signal }: WireRequest,
  agent: Agent | PlainAgent
): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? secure : plain
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const asked = send(url, { method, agent, signal, headers: { ...headers, ...length } }, answer =>
      read(answer, file?.most ?? MOST_BYTES).then(
        bytes => resolve({ status: answer.statusCode ?? 0, body: bytes.toString(file ? 'base64' : 'utf8') }),
        reject
      )
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

async function read(answer: IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of answer) {
    bytes += (part as Buffer).length
    if (bytes > most) throw new Trouble('malformed', 'the answer is too large')
    parts.push(part as Buffer)
  }
  if (!answer.complete) throw new Trouble('half-answer', 'the connection broke off')
  return Buffer.concat(parts)
}

/** A status that means "no answer" as trouble; the rest is for the connector to read. */
export function usable(answer: WireAnswer): WireAnswer {
  if (answer.status === 401 || answer.status === 403) throw new Trouble('credentials', `HTTP ${answer.status}`)
  if (answer.status >= 500) throw new Trouble('server-error', `HTTP ${answer.status}`)
  if (answer.status >= 400 && answer.status !== 404) throw new Trouble('request-refused', `HTTP ${answer.status}`)
  return answer
}

/** Access by OAuth2 client credentials: one token for all calls until shortly before it ends. */
export function openTokens(wire: Wire, at: { url: string; clientId: string; clientSecret: string; scope?: string }) {
  let held: { token: string; until: number } | null = null
  const fresh = async (signal: AbortSignal): Promise<string> => {
    const basic = Buffer.from(`${encodeURIComponent(at.clientId)}:${encodeURIComponent(at.clientSecret)}`)
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...(at.scope ? { scope: at.scope } : {}) })
    const headers = {
      authorization: `Basic ${basic.toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded'
    }
    const answer = usable(await wire.send({ url: at.url, method: 'POST', headers, body: form.toString(), signal }))
    const { access_token: token, expires_in: seconds } = jsonIn(answer) as {
      access_token?: string
      expires_in?: number
    }
    if (!token) throw new Trouble('credentials', 'no access token')
    held = { token, until: performance.now() + (Number(seconds) || 60) * 900 }
    return token
  }
  return {
    of: (signal: AbortSignal): Promise<string> | string =>
      held && held.until > performance.now() ? held.token : fresh(signal),
    forget: () => void (held = null)
  }
}

export function jsonIn({ body }: WireAnswer): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new Trouble('malformed', 'the answer is no JSON')
  }
}
