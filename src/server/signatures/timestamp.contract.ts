import { z } from 'zod'
import { LIMITS, Trouble, troubleFrom } from '#server/exchange/index.ts'
import type { Connector, Offer, Operation } from '#server/exchange/index.ts'
import { readSettings } from '#server/platform/config.ts'
import { stampRequest, tokenIn } from './cms/stamp.ts'

const AskStamp = z.object({ hash: z.base64().length(44) })
const StampAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stamped'), token: z.base64().min(1) }),
  z.object({ kind: z.literal('refused') })
])
type AskStamp = z.infer<typeof AskStamp>
type StampAnswer = z.infer<typeof StampAnswer>

/** A time stamping authority (RFC 3161). Only a hash leaves the house. */
export const timeStamping = {
  system: 'time-stamps',
  operations: {
    stamp: {
      request: AskStamp,
      answer: StampAnswer,
      timeoutMs: { direct: 3_000, background: 15_000 },
      keptDays: 30
    } as Operation<AskStamp, StampAnswer>
  },
  degraded: { banner: 'exchange.time-stamps.banner', works: ['exchange.time-stamps.works-later'] }
} as const

const TYPE = 'application/timestamp-query'
const MOST = 64 << 10

function connector(address: string): Connector {
  const ask = async (hash: Buffer, signal: AbortSignal): Promise<StampAnswer> => {
    const body = Uint8Array.from(stampRequest(hash))
    let answer: Response
    try {
      answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': TYPE },
        body,
        signal,
        redirect: 'error'
      })
    } catch (error) {
      throw signal.aborted ? new Trouble('timeout', 'no answer in time') : troubleFrom(error)
    }
    if (answer.status >= 500) throw new Trouble('server-error', `HTTP ${answer.status}`)
    if (!answer.ok) throw new Trouble('request-refused', `HTTP ${answer.status}`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    if (bytes.length > MOST) throw new Trouble('malformed', 'the answer is too large')
    const token = tokenIn(bytes)
    return token ? { kind: 'stamped', token: Buffer.from(token).toString('base64') } : { kind: 'refused' }
  }
  return {
    kind: 'rfc3161',
    address,
    send: (_, request, { signal }) => ask(Buffer.from((request as AskStamp).hash, 'base64'), signal),
    ping: async signal => void (await ask(Buffer.alloc(32), signal)),
    close: () => {}
  }
}

const address = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })

export const timeStampingOffer: Offer = {
  contract: timeStamping,
  connect(environment) {
    if (!environment.TIMESTAMP_URL) return null
    const set = readSettings(z.object({ TIMESTAMP_URL: address }), environment)
    return { contract: timeStamping, connector: connector(set.TIMESTAMP_URL), limits: LIMITS }
  }
}
