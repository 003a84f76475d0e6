import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { Addressee, DossierFacts, Office } from './model.ts'

/** A message as the reader's program would show it. */
export type Received = {
  from: string
  to: string[]
  headers: Map<string, string>
  parts: { type: string; body: Buffer }[]
}

/** A mail server on a free port. `answer` may refuse: an SMTP code such as 450 or 550 at the recipient or after the data. */
export async function mailServer(
  answer: { recipient?: () => number | null; data?: () => number | null } = {},
  port = 0
) {
  const received: Received[] = []
  const refusal = (code: number | null | undefined) =>
    code ? Object.assign(new Error('not now or not at all'), { responseCode: code }) : null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: (_, __, done) => done(refusal(answer.recipient?.())),
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const refused = refusal(answer.data?.())
        const { mailFrom, rcptTo } = session.envelope
        if (!refused)
          received.push({
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(to => to.address),
            ...partsOf(Buffer.concat(pieces))
          })
        done(refused)
      })
    }
  })
  server.on('error', () => {})
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const { port: taken } = server.server.address() as AddressInfo
  const stop = () => new Promise<void>(resolve => server.close(() => resolve()))
  return { url: `smtp://127.0.0.1:${taken}`, port: taken, received, stop }
}

/** Takes a MIME message apart (RFC 2045-2047), as far as our own messages go. */
function partsOf(raw: Buffer): Pick<Received, 'headers' | 'parts'> {
  const at = raw.indexOf('\r\n\r\n')
  const lines = raw
    .subarray(0, at)
    .toString('latin1')
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = new Map(
    lines.map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), words(line.slice(line.indexOf(':') + 1).trim())])
  )
  const body = raw.subarray(at + 4)
  const type = headers.get('content-type') ?? 'text/plain'
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1]
  if (!boundary)
    return { headers, parts: [{ type, body: decoded(body, headers.get('content-transfer-encoding') ?? '') }] }
  const pieces = body.toString('latin1').split(`--${boundary}`).slice(1, -1)
  return {
    headers,
    parts: pieces.flatMap(piece => partsOf(Buffer.from(piece.replace(/^\r\n|\r\n$/g, ''), 'latin1')).parts)
  }
}

function decoded(body: Buffer, encoding: string): Buffer {
  if (/base64/i.test(encoding)) return Buffer.from(body.toString('latin1'), 'base64')
  return /quoted-printable/i.test(encoding) ? unquoted(body.toString('latin1').replace(/=\r\n/g, '')) : body
}
const unquoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1'
  )

const words = (text: string) =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/(=\?utf-8\?[bq]\?[^?]*\?=)+/gi, run =>
      Buffer.concat(
        [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi)].map(([, how, body]) =>
          how!.toLowerCase() === 'b' ? Buffer.from(body!, 'base64') : unquoted(body!.replaceAll('_', ' '))
        )
      ).toString()
    )

export const office: Office = { name: 'Trung tâm Phục vụ hành chính công tỉnh Sông Mơ', phone: '0299 3888 999' }
export const addressee: Addressee = { name: 'Nguyễn Thị Ánh Đào' }

/** What every notice about a dossier says. */
export const aboutDossier = (facts: Partial<DossierFacts> = {}): DossierFacts => ({
  addressee,
  office,
  code: 'H99.19-261123-0001',
  procedure: 'Đăng ký khai sinh',
  link: 'http://127.0.0.1:3000/track/H99.19-261123-0001',
  ...facts
})
