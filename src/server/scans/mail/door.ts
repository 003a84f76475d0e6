import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { BlockList, isIPv6 } from 'node:net'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { z } from 'zod'
import { readSettings } from '#server/platform/config.ts'
import type { Ctx } from '#server/platform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { isDiskFull } from '#server/platform/space.ts'
import { acceptMail, boxesFor } from './accept.ts'

const UNIT = { K: 1 << 10, M: 1 << 20 } as const
const Settings = z.object({
  MAIL_IN: z
    .url({ protocol: /^(smtps?|lmtp)$/, error: 'must look like smtp://127.0.0.1:2525, smtps://… or lmtp://…' })
    .refine(given => /:\d+\/?$/.test(given), 'must name a port')
    .optional(),
  MAIL_IN_BYTES: z
    .string()
    .regex(/^\d{1,6}[KM]$/, 'must be a size such as 36M')
    .default('36M'),
  MAIL_IN_PEERS: z.string().refine(areNetworks, 'must be networks such as 10.1.0.5/32').optional(),
  MAIL_IN_CERT: z.string().optional(),
  MAIL_IN_KEY: z.string().optional()
})

export type MailDoor = { readonly port: number; close(): Promise<void> }
/** What the door needs of the house. */
type House = { readonly ctx: () => Ctx; readonly hasSpace: () => boolean }

/** Where the door stands and what may come through; null where none is set up. Told at the start when it is wrong. */
export function mailSettings(environment: NodeJS.ProcessEnv = process.env) {
  const set = readSettings(Settings, environment)
  if (!set.MAIL_IN) return null
  const { hostname, port } = new URL(set.MAIL_IN.replace(/^\w+/, 'http'))
  const kind = set.MAIL_IN.slice(0, set.MAIL_IN.indexOf(':'))
  if (!set.MAIL_IN_CERT !== !set.MAIL_IN_KEY || (kind === 'smtps' && !set.MAIL_IN_CERT))
    throw new RefusedToStart('MAIL_IN_CERT and MAIL_IN_KEY must both name a file; smtps:// needs them.')
  return {
    lmtp: kind === 'lmtp',
    secure: kind === 'smtps',
    host: hostname.replace(/^\[|\]$/g, ''),
    // The port a web address need not name is dropped by its parser.
    port: Number(port || 80),
    bytes: Number.parseInt(set.MAIL_IN_BYTES, 10) * UNIT[set.MAIL_IN_BYTES.at(-1) as keyof typeof UNIT],
    peers: set.MAIL_IN_PEERS ? networks(set.MAIL_IN_PEERS) : null,
    tls: set.MAIL_IN_CERT && set.MAIL_IN_KEY ? { cert: file(set.MAIL_IN_CERT), key: file(set.MAIL_IN_KEY) } : null
  }
}
/** Where the door stands, as people are told; null where none is set up. */
export function mailAddress(environment: NodeJS.ProcessEnv = process.env): string | null {
  const set = readSettings(Settings, environment).MAIL_IN
  return set ? `${set.slice(0, set.indexOf(':'))}://${new URL(set.replace(/^\w+/, 'http')).host}` : null
}
export type MailSettings = NonNullable<ReturnType<typeof mailSettings>>

function file(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    throw new RefusedToStart(`The file ${path} of MAIL_IN_CERT or MAIL_IN_KEY cannot be read.`)
  }
}

/**
 * Opens the door for mail: SMTP or LMTP, to which the province's mail server forwards. It takes letters for known boxes
 * only, relays nothing, and says 250 when the letter is safe.
 */
export async function openMailDoor(house: House, settings: MailSettings): Promise<MailDoor> {
  const server = new SMTPServer({
    lmtp: settings.lmtp,
    secure: settings.secure,
    ...(settings.tls ?? {}),
    disabledCommands: ['AUTH', ...(settings.tls && !settings.secure ? [] : ['STARTTLS'])],
    authOptional: true,
    banner: 'Mot Cua',
    size: settings.bytes,
    maxClients: 20,
    maxRecipients: 50,
    socketTimeout: 60_000,
    closeTimeout: 3_000,
    disableReverseLookup: true,
    logger: false,
    onConnect: ({ remoteAddress }, done) => done(mayBring(settings.peers, remoteAddress) ? null : no('forbidden')),
    onMailFrom: (_, __, done) => done(house.hasSpace() ? null : no('disk-full')),
    onRcptTo: ({ address }, _, done) =>
      void boxesFor(house.ctx(), [address])
        .then(found => (found.length > 0 ? null : no('mailbox-unknown')))
        .catch(failure(house))
        .then(done),
    onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
      const envelope = { sender: (mailFrom && mailFrom.address) || null, to: rcptTo.map(to => to.address) }
      const pieces = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
      void acceptMail(house.ctx(), pieces, envelope, settings.bytes)
        .then(taken => (taken.ok ? null : no(taken.error.code)))
        .catch(failure(house))
        // What was refused in the middle is read to its end, where the answer is heard.
        .then(answer => done(stream.resume() && answer))
    }
  })
  server.on('error', error => house.ctx().log.warn({ event: 'mail.door', error: error.message }, 'the door for mail'))
  await listening(server, settings)
  const { port } = server.server.address() as AddressInfo
  return { port, close: () => new Promise(resolve => server.close(() => resolve())) }
}

async function listening(server: SMTPServer, { host, port }: MailSettings): Promise<void> {
  try {
    await once(server.listen(port, host), 'listening')
  } catch (error) {
    throw new RefusedToStart(
      `MAIL_IN: ${host}:${port} cannot be listened on (${(error as NodeJS.ErrnoException).code}).`
    )
  }
}

function networks(given: string): BlockList {
  const list = new BlockList()
  for (const each of given.split(',')) {
    const [address = '', bits] = each.trim().split('/')
    list.addSubnet(address, Number(bits), isIPv6(address) ? 'ipv6' : 'ipv4')
  }
  return list
}
function areNetworks(given: string): boolean {
  try {
    return networks(given) !== null
  } catch {
    return false
  }
}

function mayBring(peers: BlockList | null, remoteAddress: string): boolean {
  const address = remoteAddress.replace(/^::ffff:(?=\d+\.)/i, '')
  return !peers || peers.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** Answers of SMTP (RFC 5321, 4.2.3): 4xx is sent again by the other side, 5xx goes back to who wrote. */
const ANSWERS = {
  'mailbox-unknown': [550, 'No such mailbox here'],
  'too-large': [552, 'The message is larger than this mailbox takes'],
  'disk-full': [452, 'No room now, try again later'],
  'files-away': [451, 'The store of files is away, try again later'],
  'file-empty': [554, 'The message is empty'],
  'upload-broken-off': [451, 'The message broke off, try again'],
  forbidden: [554, 'Not for you'],
  failed: [451, 'Not now, try again later']
} as const

const no = (code: keyof typeof ANSWERS): Error & { responseCode: number } =>
  Object.assign(new Error(ANSWERS[code][1]), { responseCode: ANSWERS[code][0] })

const failure = (house: House) => (error: unknown) => {
  house.ctx().log.error({ event: 'mail.not-taken', error: String(error) }, 'a letter could not be taken')
  return no(isDiskFull(error) ? 'disk-full' : 'failed')
}
