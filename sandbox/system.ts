import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { TLSSocket } from 'node:tls'
import { randomUUID } from 'node:crypto'
import type { AddressInfo, Server } from 'node:net'
import { makeCertificates } from './certificates.ts'
import type { Certificates } from './certificates.ts'
import { createFaults, isFault } from './faults.ts'
import type { Answer } from './faults.ts'

export type Question = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** The same as it came. */
  readonly bytes: Buffer
  /** Whether the caller showed a certificate of this sandbox's authority. */
  readonly certified: boolean
  /** Whether the caller shows a token that this sandbox issued. */
  readonly authorised: boolean
  readonly fault: string | null
}
export type Answering = (question: Question) => Answer
/** A page of the system for people, on plain HTTP: browsers do not know the sandbox's authority. */
export type Paging = (
  request: { readonly method: string; readonly path: string; readonly body: string },
  at: { readonly fault: string | null }
) => Promise<Page | null> | Page | null
export type Page = Answer & { readonly location?: string }
/** Beside the faults, what a sandbox lets its operator see and do, by path. */
export type Controls = Readonly<Record<string, (given: Record<string, unknown>) => unknown>>
export type Extras = { readonly paging?: Paging; readonly controls?: Controls }

export type Sandbox = {
  readonly name: string
  readonly url: string
  readonly control: string
  readonly clientId: string
  readonly clientSecret: string
  readonly certificates: Certificates
  stop(): Promise<void>
}

/**
 * One outside system with invented data: HTTPS with mutual TLS or OAuth2 client credentials (`/oauth2/token`), and a
 * control address on plain HTTP: `POST /fault {"fault","times","ms"}`, `DELETE /fault`, `GET /asked`.
 */
export async function startSystem(
  name: string,
  answering: Answering,
  ports: { port?: number; control?: number } = {},
  { paging, controls = {} }: Extras = {}
) {
  const certificates = await makeCertificates()
  const faults = createFaults()
  const clientId = 'province'
  const clientSecret = 'sandbox-secret'
  const tokens = new Set<string>()
  const asked: { path: string; at: string }[] = []
  const trusted = (server: { cert: string; key: string }) => ({ ...server, ca: certificates.ca })
  const secure = createSecureServer(
    { ...trusted(certificates.server), requestCert: true, rejectUnauthorized: false },
    async (request, response) => {
      const bytes = await bytesOf(request)
      const body = bytes.toString('utf8')
      const path = request.url ?? '/'
      if (path === '/oauth2/token') return void (await faults.send(response, tokenFor(request, body)))
      asked.push({ path, at: new Date().toISOString() })
      const answer = answering({
        path,
        body,
        bytes,
        method: request.method ?? 'GET',
        headers: request.headers,
        certified: (request.socket as TLSSocket).authorized,
        authorised: tokens.has((request.headers.authorization ?? '').replace(/^Bearer /, '')),
        fault: faults.now()
      })
      await faults.send(response, answer)
    }
  )
  function tokenFor(request: IncomingMessage, body: string): Answer {
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    const right = request.headers.authorization === basic && body.includes('grant_type=client_credentials')
    const token = randomUUID()
    if (right) tokens.add(token)
    const told = right ? { access_token: token, token_type: 'Bearer', expires_in: 300 } : { error: 'invalid_client' }
    return { status: right ? 200 : 401, type: 'application/json', body: JSON.stringify(told) }
  }
  const controlled = createServer(async (request, response) => {
    const body = (await bytesOf(request)).toString('utf8')
    const answer = (status: number, told: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(told)}\n`)
    if (request.url === '/asked') return void answer(200, asked.slice(-1000))
    const page = await paging?.(
      { method: request.method ?? 'GET', path: request.url ?? '/', body },
      { fault: faults.now() }
    )
    if (page) {
      response.writeHead(page.status, {
        'content-type': page.type,
        ...(page.location ? { location: page.location } : {})
      })
      return void response.end(page.body)
    }
    const own = controls[request.url ?? '']
    if (own) return void answer(200, own(jsonOf(body)) ?? null)
    if (request.url !== '/fault') return void answer(404, { error: 'ask /fault or /asked' })
    const wanted = request.method === 'DELETE' ? { fault: null } : jsonOf(body)
    if (wanted.fault !== null && !isFault(wanted.fault)) return void answer(400, { error: 'no such fault' })
    faults.set(wanted.fault, Number(wanted.times) || Infinity, Number(wanted.ms) || 1_000)
    secure.setSecureContext(
      trusted(wanted.fault === 'expired-certificate' ? certificates.expired : certificates.server)
    )
    // Old connections have seen the old certificate, and hanging ones are let go.
    secure.closeAllConnections()
    answer(200, { fault: wanted.fault })
  })
  const [port, control] = await Promise.all([listen(secure, ports.port), listen(controlled, ports.control)])
  const close = (server: typeof controlled | typeof secure) =>
    new Promise<void>(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    name,
    url: `https://127.0.0.1:${port}`,
    control: `http://127.0.0.1:${control}`,
    clientId,
    clientSecret,
    certificates,
    stop: async () => void (await Promise.all([close(secure), close(controlled)]))
  } satisfies Sandbox
}

const listen = (server: Server, port = 0): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}
