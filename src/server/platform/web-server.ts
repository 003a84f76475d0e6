import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { RefusedToStart, errorCode, errorText } from './refused-to-start.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A listening socket that says "starting" until it is given its answer, so that a taken port is known first. */
export type WebServer = { readonly port: number; serve(answer: Answer): void; drain(): Promise<void> }

/** What an answer may load that does not say it itself: pages state their own policy, redirects and files have this. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** How long running requests may take after the signal to stop. */
const DRAIN_MS = 10_000

export async function listen(host: string, port: number, trustProxy: boolean): Promise<WebServer> {
  let answer: Answer = starting
  const server = createServer((request, response) => {
    settleHeaders(request, trustProxy)
    stateNothing(response)
    answer(request, response)
  })
  await new Promise<void>((done, failed) => {
    server.once('error', error => failed(listenProblem(error, host, port)))
    server.listen(port, host, done)
  })
  const bound = server.address() as { port: number }
  return { port: bound.port, serve: given => void (answer = given), drain: () => drain(server) }
}

/**
 * The policy of answers that state none. "Not modified" carries none at all: a browser would put it in the place of the
 * policy that it keeps with the page.
 */
function stateNothing(response: ServerResponse): void {
  response.setHeader('content-security-policy', NOTHING)
  const writeHead = response.writeHead.bind(response)
  response.writeHead = ((status: number, ...rest: []) => {
    if (status === 304) response.removeHeader('content-security-policy')
    return writeHead(status, ...rest)
  }) as typeof response.writeHead
}

function starting(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' })
  response.end('Một Cửa đang khởi động. / Starting.\n')
}

/**
 * Makes the forwarding headers true before anyone reads them: without a trusted proxy they are what the socket says;
 * with one, the last entry counts, which the proxy itself added. Afterwards `x-forwarded-for` is one address, and
 * `x-untrusted-proxy` tells that somebody stands between whom nobody said to trust.
 */
export function settleHeaders(request: Pick<IncomingMessage, 'headers' | 'socket'>, trustProxy: boolean): void {
  const { headers, socket } = request
  const last = (name: string) =>
    trustProxy
      ? String(headers[name] ?? '')
          .split(',')
          .at(-1)!
          .trim()
      : ''
  const viaProxy = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'].some(name => headers[name] !== undefined)
  delete headers['x-untrusted-proxy']
  if (viaProxy && !trustProxy) headers['x-untrusted-proxy'] = '1'
  const client = last('x-forwarded-for')
  const host = last('x-forwarded-host')
  headers['x-forwarded-for'] = isIP(client) ? client : (socket.remoteAddress ?? '127.0.0.1')
  headers['x-forwarded-proto'] = last('x-forwarded-proto') === 'https' ? 'https' : 'http'
  if (host) headers.host = host
  delete headers['x-forwarded-host']
  delete headers['x-forwarded-port']
  delete headers.forwarded
}

/** Takes no new connection, lets running requests end, then closes what is still open (live pages). */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>(done => server.close(() => done()))
  server.closeIdleConnections()
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const limit = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearInterval(idle)
  clearTimeout(limit)
}

function listenProblem(error: unknown, host: string, port: number): Error {
  const where = `${host}:${port}`
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new RefusedToStart(`The address ${where} is taken by another program; stop it or set PORT.`)
    case 'EACCES':
      return new RefusedToStart(`This account may not listen on ${where}; set PORT to 1024 or higher.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new RefusedToStart(`The address ${where} does not belong to this machine; set HOST.`)
    default:
      return new RefusedToStart(`The address ${where} cannot be used: ${errorText(error)}.`)
  }
}
