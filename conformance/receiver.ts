import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Received, Trial } from './suite.ts'

/** A receiver of webhooks that answers 204 and hands each message to whoever waits for the next. */
export async function openReceiver(options: { host: string; port: number; address: string | null }) {
  const waiting: ((received: Received) => void)[] = []
  const kept: Received[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const headers = new Headers(
        Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
      )
      const received = { headers, body: Buffer.concat(pieces).toString() }
      const next = waiting.shift()
      if (next) next(received)
      else kept.push(received)
      response.writeHead(204).end()
    })
  })
  await once(server.listen(options.port, options.host), 'listening')
  const { port } = server.address() as AddressInfo
  const receiver: Trial['receiver'] = {
    address: options.address ?? `http://${options.host}:${port}/`,
    next: milliseconds =>
      new Promise((done, failed) => {
        const already = kept.shift()
        if (already) return done(already)
        const late = setTimeout(() => failed(new Error('no webhook came')), milliseconds)
        waiting.push(received => {
          clearTimeout(late)
          done(received)
        })
      })
  }
  return { receiver, close: () => server.close() }
}
