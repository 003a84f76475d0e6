import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Message = { headers: IncomingHttpHeaders; body: string; path: string }

/** A partner's receiver on a free port of this machine. `answer` says the status of each message. */
export async function receiver(answer: (message: Message) => { status: number; headers?: object } | 'hang') {
  const received: Message[] = []
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const message = { headers: request.headers, body: Buffer.concat(pieces).toString(), path: request.url ?? '' }
      received.push(message)
      const said = answer(message)
      if (said !== 'hang') response.writeHead(said.status, { ...said.headers }).end('đã nhận')
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const stop = () => {
    server.closeAllConnections()
    return new Promise<void>(done => server.close(() => done()))
  }
  return { address: `http://127.0.0.1:${port}/nhan`, received, stop }
}

/** This machine, opened for tests. */
export const LOOPBACK = ['127.0.0.0/8', '::1/128']
