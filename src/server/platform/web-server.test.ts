import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { listen, settleHeaders } from './web-server.ts'

const settled = (headers: Record<string, string>, trustProxy: boolean) => {
  const request = { headers, socket: { remoteAddress: '127.0.0.1' } as IncomingMessage['socket'] }
  settleHeaders(request, trustProxy)
  return request.headers as Record<string, string>
}

describe('forwarding headers', () => {
  test('are worth nothing without a trusted proxy', () => {
    const forged = {
      host: 'office',
      'x-forwarded-for': '10.1.1.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil'
    }
    expect(settled(forged, false)).toEqual({
      host: 'office',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-untrusted-proxy': '1'
    })
  })

  test('nobody can say of themselves that no proxy stands between, or that one does', () => {
    expect(settled({ host: 'a', 'x-untrusted-proxy': '1' }, false)['x-untrusted-proxy']).toBeUndefined()
    expect(settled({ host: 'a', via: '1.1 gate' }, false)['x-untrusted-proxy']).toBe('1')
    expect(settled({ host: 'a', via: '1.1 gate' }, true)['x-untrusted-proxy']).toBeUndefined()
  })

  test('come from the proxy itself, not from what the visitor sent through it', () => {
    const headers = {
      host: 'inner',
      'x-forwarded-for': '6.6.6.6, 203.0.113.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'motcua.example'
    }
    expect(settled(headers, true)).toEqual({
      host: 'motcua.example',
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-proto': 'https'
    })
  })

  test("that are no address are replaced by the proxy's own", () => {
    expect(settled({ host: 'a', 'x-forwarded-for': 'unknown' }, true)['x-forwarded-for']).toBe('127.0.0.1')
  })
})

test('an answer that states no policy may load nothing; "not modified" leaves the policy of the page as it was', async () => {
  const server = await listen('127.0.0.1', 0, false)
  server.serve((request, response) => {
    response.statusCode = request.url === '/same' ? 304 : 200
    response.end()
  })
  const policy = async (path: string) =>
    (await fetch(`http://127.0.0.1:${server.port}${path}`)).headers.get('content-security-policy')
  expect(await policy('/')).toContain("default-src 'none'")
  expect(await policy('/same')).toBeNull()
  await server.drain()
})
