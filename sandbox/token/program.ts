import { sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { inventAuthority } from '#server/signatures/authority.ts'
import type { Told } from '../program.ts'

const DAY_MS = 86_400_000
const now = Date.now()
const day = (count: number) => new Date(now + count * DAY_MS)
const authority = await inventAuthority({ name: 'CA của thiết bị ký giả định', from: day(-10), until: day(400) })
const own = await authority.issue({
  name: 'Người dùng thiết bị ký giả định',
  from: day(-1),
  until: day(365),
  for: 'signing'
})

/** What is to be signed: the hash of a document and the name of the certificate, as CMS attributes. */
const Asked = (body: unknown): Buffer =>
  Buffer.from(String((body as { attributes?: string }).attributes ?? ''), 'base64')

/**
 * The helper program of a token, as it runs in an officer's own machine: it listens on loopback only, answers pages,
 * and keeps the key to itself. `POST /refuse` makes it decline the next request, as an officer who presses Cancel.
 */
let declines = false
const server = createServer((request, response) => {
  const answer = (status: number, body: object) =>
    response
      .writeHead(status, {
        'content-type': 'application/json',
        'access-control-allow-origin': request.headers.origin ?? '*',
        'access-control-allow-headers': 'content-type',
        'access-control-allow-private-network': 'true'
      })
      .end(JSON.stringify(body))
  if (request.method === 'OPTIONS') return void answer(204, {})
  if (request.url === '/certificate')
    return void answer(200, { chain: own.chain.map(der => Buffer.from(der).toString('base64')) })
  if (request.url === '/refuse') {
    declines = true
    return void answer(200, {})
  }
  if (request.method !== 'POST' || request.url !== '/sign') return void answer(404, {})
  json(request).then(
    body => {
      const attributes = Asked(body)
      if (declines) {
        declines = false
        return answer(403, { refused: true })
      }

      return answer(200, { signature: sign('sha256', attributes, own.key).toString('base64') })
    },
    () => answer(400, {})
  )
})

const [, port = '0'] = process.argv.slice(2)
server.listen(Number(port), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const told: Told = { name: 'token', url, control: url, env: { TOKEN_HELPER: url } }
  process.stdout.write(`${JSON.stringify(told)}\n`)
})
const end = () => process.exit(0)
process.on('SIGTERM', end)
process.on('SIGINT', end)
process.on('disconnect', end)
