import { createHash } from 'node:crypto'
import type { Connector } from '../contract.ts'
import { Trouble } from '../trouble.ts'
import { jsonIn, openTokens, openWire, usable } from '../wire.ts'
import type { Tls } from '../wire.ts'
import { answerIn, OPERATIONS, questionOut } from './wire.ts'
import type { OperationName, Partner } from './wire.ts'

export type RestSettings = Partner & {
  readonly url: string
  readonly tls: Tls
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
}

/** The REST/JSON wrapping of a local axis (LGSP), with OAuth2 client credentials; field names stay those of the axis. */
export function restConnector(settings: RestSettings): Connector {
  const wire = openWire(settings.tls)
  const tokens = openTokens(wire, { ...settings, url: settings.tokenUrl })
  const partner = Buffer.from(
    JSON.stringify({ AccessKey: settings.clientId, PartnerCode: settings.unit, PartnerCodeCus: settings.unit })
  ).toString('base64')
  const headersFor = async (account: string, signal: AbortSignal) => ({
    'content-type': 'application/json; charset=utf-8',
    authorization: `Bearer ${await tokens.of(signal)}`,
    lgspaccesstoken: partner,
    'x-officer': createHash('sha256').update(`${account}${settings.clientSecret}`).digest('hex')
  })
  return {
    kind: 'rest',
    address: settings.url,
    async send(name, request, sending) {
      const operation = name as OperationName
      const { signal, account } = sending
      const url = `${settings.url}/${OPERATIONS[operation].path}`
      const body = JSON.stringify(questionOut(operation, request, sending, settings))
      const headers = await headersFor(account, signal)
      let answer = await wire.send({ url, method: 'POST', headers, body, signal })
      // A token withdrawn before its time is renewed once.
      if (answer.status === 401) {
        tokens.forget()
        answer = await wire.send({ url, method: 'POST', headers: await headersFor(account, signal), body, signal })
      }
      const inside = jsonIn(usable(answer))
      if (typeof inside !== 'object' || inside === null) throw new Trouble('malformed', 'the answer is no object')
      return answerIn(operation, request, inside, sending.call)
    },
    async ping(signal) {
      usable(
        await wire.send({ url: `${settings.url}/health`, method: 'GET', headers: await headersFor('', signal), signal })
      )
    },
    close: () => wire.close()
  }
}
