import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** A request as it goes over the wire, made before the clock starts. */
export type Wire = Buffer

export function wire(method: 'GET' | 'POST', path: string, headers: Record<string, string> = {}, body?: object): Wire {
  const text = body ? JSON.stringify(body) : ''
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body ? ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`] : [])
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`)
}

export type Rate = {
  readonly perSecond: number
  readonly requests: number
  readonly medianMs: number
  readonly p95Ms: number
}

/**
 * Sends requests over so many kept-alive connections, one at a time on each, for a bounded time. Plain sockets, because
 * a full HTTP client would take more of a small machine than the server that is measured. Any other status than the
 * expected one ends the benchmark.
 */
export async function load(
  port: number,
  next: (n: number) => Wire,
  { connections = 32, seconds = 2, status = 200 } = {}
): Promise<Rate> {
  const until = performance.now() + seconds * 1000
  const times: number[] = []
  let sent = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = await open(port)
      const answers = reader(socket)
      while (performance.now() < until) {
        const from = performance.now()
        socket.write(next(sent++))
        const answer = await answers()
        if (answer.status !== status) throw new Error(`answered ${answer.status} instead of ${status}: ${answer.text}`)
        times.push(performance.now() - from)
      }
      socket.destroy()
    })
  )
  const spent = performance.now() - began
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? NaN
  return { perSecond: (times.length * 1000) / spent, requests: times.length, medianMs: at(0.5), p95Ms: at(0.95) }
}

const open = (port: number): Promise<Socket> =>
  new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => done(socket.setNoDelay(true)))
    socket.once('error', failed)
  })

type Answer = { readonly status: number; readonly text: string }

/** Reads one answer after the other: by content length, or by chunks until the empty one. */
function reader(socket: Socket): () => Promise<Answer> {
  let held = ''
  let waiting: { done(answer: Answer): void; failed(error: Error): void } | undefined
  const look = () => {
    const end = held.indexOf('\r\n\r\n')
    if (end < 0 || !waiting) return
    const head = held.slice(0, end).toLowerCase()
    const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1]
    const size = length === undefined ? held.indexOf('\r\n0\r\n\r\n', end) + 7 - end - 4 : Number(length)
    if (size < 0 || held.length < end + 4 + size || (length === undefined && size < 5)) return
    const text = held.slice(end + 4, end + 4 + size)
    held = held.slice(end + 4 + size)
    const { done } = waiting
    waiting = undefined
    done({ status: Number(head.slice(9, 12)), text })
  }
  socket.setEncoding('latin1')
  socket.on('data', part => {
    held += part
    look()
  })
  socket.on('close', () => waiting?.failed(new Error('the connection was closed')))
  return () => new Promise((done, failed) => ((waiting = { done, failed }), look()))
}
