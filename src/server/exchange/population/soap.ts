import { createHash } from 'node:crypto'
import type { Connector } from '../contract.ts'
import { Trouble } from '../trouble.ts'
import { openWire, usable } from '../wire.ts'
import type { Tls } from '../wire.ts'
import { answerIn, OPERATIONS, questionOut } from './wire.ts'
import type { OperationName, Partner } from './wire.ts'
import { bodyOf, envelope } from './xml.ts'

export const QUESTIONS = 'http://dancuquocgia.bca'
export const ANSWERS = 'http://www.mic.gov.vn/dancu/1.0'

export type SoapSettings = Partner & {
  /** The security server of the axis. */
  readonly url: string
  readonly tls: Tls
  readonly user: string
  readonly secret: string
  readonly apiKey: string
  /** `X-Road-Client`: instance/class/member/subsystem. */
  readonly client: string
}

/** SOAP 1.1 as on the national axis (NDXP), over mutual TLS. */
export function soapConnector(settings: SoapSettings): Connector {
  const wire = openWire(settings.tls)
  const headers = (at: Date) => {
    const timestamp = String(at.getTime())
    const digest = createHash('sha256')
      .update(`${settings.url}${settings.user}${timestamp}${settings.secret}`)
      .digest('hex')
    return {
      'content-type': 'text/xml; charset=utf-8',
      soapaction: '',
      timestamp,
      authorization: `Basic ${Buffer.from(`${settings.user}:${digest}`).toString('base64')}`,
      'x-road-client': settings.client,
      apikey: settings.apiKey
    }
  }
  return {
    kind: 'soap',
    address: settings.url,
    async send(name, request, sending) {
      const operation = name as OperationName
      const { element } = OPERATIONS[operation]
      const body = envelope(element, QUESTIONS, questionOut(operation, request, sending, settings))
      const answer = usable(
        await wire.send({
          url: settings.url,
          method: 'POST',
          headers: headers(sending.at),
          body,
          signal: sending.signal
        })
      )
      const inside = bodyOf(answer.body, ANSWERS)
      if (inside.name !== `${element}Response`) throw new Trouble('not-ours', 'the answer is of another operation')
      return answerIn(operation, request, inside.content, sending.call)
    },
    async ping(signal, at) {
      usable(await wire.send({ url: `${settings.url}?wsdl`, method: 'GET', headers: headers(at), signal }))
    },
    close: () => wire.close()
  }
}
