import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { errorCode, RefusedToStart } from '#server/platform/refused-to-start.ts'
import { readSettings } from '#server/platform/config.ts'
import { LIMITS } from './contract.ts'
import type { Connector, Contract, System } from './contract.ts'
import { Trouble } from './trouble.ts'
import { jsonIn, openTokens, openWire, usable } from './wire.ts'
import type { Tls, WireAnswer } from './wire.ts'

export type JsonSettings = {
  readonly url: string
  readonly tls: Tls
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

/**
 * JSON over HTTPS with OAuth2 client credentials: `POST <address>/<operation>` with the question under `data`. The answer
 * repeats the question's id: one that does not is another question's.
 */
export function jsonConnector(settings: JsonSettings): Connector {
  const wire = openWire(settings.tls)
  const tokens = openTokens(wire, { ...settings, url: settings.tokenUrl })
  const send = async (
    method: 'GET' | 'POST',
    path: string,
    signal: AbortSignal,
    body?: string
  ): Promise<WireAnswer> => {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      authorization: `Bearer ${await tokens.of(signal)}`
    }
    return wire.send({ url: `${settings.url}/${path}`, method, headers, signal, ...(body ? { body } : {}) })
  }
  return {
    kind: 'json',
    address: settings.url,
    async send(operation, data, { call, key, account, at, signal }) {
      const body = JSON.stringify({ requestId: call, idempotencyKey: key, account, at: at.toISOString(), data })
      let answer = await send('POST', operation, signal, body)
      // A token withdrawn before its time is renewed once.
      if (answer.status === 401) {
        tokens.forget()
        answer = await send('POST', operation, signal, body)
      }
      const told = Told.safeParse(jsonIn(usable(answer)))
      if (!told.success) throw new Trouble('malformed', 'the answer has no requestId and data')
      if (told.data.requestId !== call) throw new Trouble('not-ours', 'the answer is to another question')
      return told.data.data
    },
    async ping(signal) {
      usable(await send('GET', 'health', signal))
    },
    close: () => wire.close()
  }
}
const Told = z.object({ requestId: z.string(), data: z.unknown().refine(data => data !== undefined) })

const address = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })
const places = z.coerce.number('must be a number').int().min(1)

/** The system under the settings `<PREFIX>_URL` and so on; without an address it is "not configured". */
export function connectJson<C extends Contract>(contract: C, prefix: string, environment: NodeJS.ProcessEnv) {
  if (!environment[`${prefix}_URL`]) return null
  const set = readSettings(
    z.object({
      [`${prefix}_URL`]: address,
      [`${prefix}_TOKEN_URL`]: address.optional(),
      [`${prefix}_DIRECT_CALLS`]: places.optional(),
      [`${prefix}_BACKGROUND_CALLS`]: places.optional()
    }),
    environment
  ) as Record<string, string | number | undefined>
  const given = (name: string) => environment[`${prefix}_${name}`] ?? ''
  const url = String(set[`${prefix}_URL`]).replace(/\/+$/, '')
  const connector = jsonConnector({
    url,
    tls: tlsFrom(prefix, environment),
    tokenUrl: String(set[`${prefix}_TOKEN_URL`] ?? new URL('/oauth2/token', url).href),
    clientId: given('CLIENT_ID'),
    clientSecret: given('CLIENT_SECRET')
  })
  const concurrent = {
    direct: Number(set[`${prefix}_DIRECT_CALLS`] ?? LIMITS.concurrent.direct),
    background: Number(set[`${prefix}_BACKGROUND_CALLS`] ?? LIMITS.concurrent.background)
  }
  return { contract, connector, limits: { ...LIMITS, concurrent } } satisfies System<C>
}

/** The PEM files of a system, read at the start; one that cannot be read is told by its setting. */
export function tlsFrom(prefix: string, environment: NodeJS.ProcessEnv): Tls {
  const file = (name: string): string | undefined => {
    const path = environment[`${prefix}_${name}`]
    if (!path) return undefined
    try {
      return readFileSync(path, 'utf8')
    } catch (error) {
      const why = errorCode(error) || 'it cannot be read'
      throw new RefusedToStart(`The setting ${prefix}_${name}="${path}" cannot be used: ${why}.`)
    }
  }
  const [ca, cert, key] = [file('CA_FILE'), file('CERT_FILE'), file('KEY_FILE')]
  return { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) }
}
