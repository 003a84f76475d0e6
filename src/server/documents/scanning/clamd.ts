import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** What clamd says of a file. */
export type Verdict = { readonly kind: 'clean' } | { readonly kind: 'infected'; readonly virus: string }

/** The daemon was not there, too slow, or could not scan: nothing is known of the file. */
export class ScannerAway extends Error {}

/** Where clamd listens: `host:port`, or the path of its socket. */
export type Address = { readonly host: string; readonly port: number } | { readonly path: string }

const QUIET_MS = 60_000
const MOST_ANSWER = 4096

/**
 * One file through clamd's INSTREAM: pieces with their length before them, a length of nought at the end, and one line
 * back. The piece is sent on as it is read; nothing holds the file.
 */
export async function scanStream(address: Address, content: AsyncIterable<Uint8Array>): Promise<Verdict> {
  const socket = connect(address)
  socket.setTimeout(QUIET_MS, () => socket.destroy(new Error('no answer')))
  const answer = answerOf(socket)
  // Awaited below; an early refusal of the daemon must not be an unhandled one.
  answer.catch(() => {})
  try {
    await send(socket, 'zINSTREAM\0')
    for await (const piece of content) {
      if (piece.byteLength === 0) continue
      await send(socket, lengthOf(piece.byteLength))
      await send(socket, piece)
    }
    await send(socket, lengthOf(0))
    return verdictIn(await answer)
  } catch (error) {
    // A daemon that has heard enough answers and hangs up in the middle.
    const early = await Promise.race([answer.catch(() => ''), Promise.resolve('')])
    if (early !== '') return verdictIn(early)
    throw error instanceof ScannerAway ? error : new ScannerAway(String(error))
  } finally {
    socket.destroy()
  }
}

const lengthOf = (bytes: number): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

const send = (socket: Socket, bytes: string | Uint8Array): Promise<void> =>
  new Promise((done, failed) => socket.write(bytes, error => (error ? failed(error) : done())))

const answerOf = (socket: Socket): Promise<string> =>
  new Promise((done, failed) => {
    let said = ''
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => {
      said += part
      if (said.includes('\0') || said.length > MOST_ANSWER) done(said.split('\0')[0]!)
    })
    socket.on('error', failed)
    socket.on('close', () => (said === '' ? failed(new Error('hung up')) : done(said)))
  })

/** `stream: OK`, `stream: Eicar-Test-Signature FOUND`, or an error. */
function verdictIn(answer: string): Verdict {
  const found = /^stream: (.+) FOUND\s*$/.exec(answer)
  if (found) return { kind: 'infected', virus: found[1]! }
  if (/^stream: OK\s*$/.test(answer)) return { kind: 'clean' }
  throw new ScannerAway(`clamd says: ${answer.slice(0, 200)}`)
}
