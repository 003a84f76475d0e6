import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

export type Part = 'discovery' | 'keys' | 'authorization' | 'token' | 'userinfo'

/** A fault on demand; it stays until it is taken back. `at` limits it to some parts of the conversation. */
export type Fault =
  | { readonly kind: 'none' }
  | { readonly kind: 'latency'; readonly milliseconds: number; readonly at?: readonly Part[] }
  | { readonly kind: 'status'; readonly status: number; readonly at?: readonly Part[] }
  | { readonly kind: 'hang'; readonly at?: readonly Part[] }
  | { readonly kind: 'half'; readonly at?: readonly Part[] }
  | { readonly kind: 'schema'; readonly at?: readonly Part[] }
  /** Identity tokens are signed with a key that nobody published. */
  | { readonly kind: 'unknown-key' }
  /** The provider's clock is ahead (or behind, when negative). */
  | { readonly kind: 'clock'; readonly seconds: number }
  /** These claims stand in identity tokens instead of the true ones. */
  | { readonly kind: 'claims'; readonly claims: Readonly<Record<string, unknown>> }

const PARTS: readonly (readonly [string, Part])[] = [
  ['/.well-known/', 'discovery'],
  ['/jwks', 'keys'],
  ['/auth', 'authorization'],
  ['/token', 'token'],
  ['/me', 'userinfo']
]
const partOf = (path: string): Part | undefined => PARTS.find(([start]) => path.startsWith(start))?.[1]

/** Answers in the provider's place where the fault says so; false when the provider shall answer itself. */
export async function faulty(fault: Fault, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const part = partOf(request.url ?? '')
  if (!part || ('at' in fault && fault.at && !fault.at.includes(part))) return false
  switch (fault.kind) {
    case 'latency':
      await pause(fault.milliseconds)
      return false
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/plain' }).end('fault on demand')
      return true
    case 'hang':
      return true
    case 'half':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '400' })
      response.write('{"issuer":')
      setTimeout(() => response.destroy(), 50)
      return true
    case 'schema':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"something":"else"}')
      return true
    case 'none':
    case 'unknown-key':
    case 'clock':
    case 'claims':
      return false
    default:
      return fault satisfies never
  }
}
