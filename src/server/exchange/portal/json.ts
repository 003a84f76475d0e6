import type { Connector, Sending } from '../contract.ts'
import { Trouble } from '../trouble.ts'
import { jsonIn, openWire, usable } from '../wire.ts'
import type { Tls } from '../wire.ts'
import { addressOfFile, answerIn, dataOut, SERVICES } from './wire.ts'
import type { OperationName } from './wire.ts'

export type PortalSettings = {
  readonly url: string
  readonly tls: Tls
  readonly user: string
  readonly password: string
  /** `madonvi`: the code of the unit in whose name is spoken. */
  readonly unit: string
}
type Said = { error_code?: unknown; session?: unknown; maYeuCau?: unknown }
const SESSION_OVER = '-2'

/** The portal's own protocol: one address for all services, an envelope of session, madonvi, service and data. */
export function jsonConnector({ url, tls, user, password, unit }: PortalSettings): Connector {
  const wire = openWire(tls)
  let session: string | null = null
  const post = async (path: string, body: unknown, signal: AbortSignal): Promise<Said> => {
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    const said = jsonIn(
      usable(await wire.send({ url: `${url}/${path}`, method: 'POST', headers, body: JSON.stringify(body), signal }))
    )
    if (typeof said !== 'object' || said === null) throw new Trouble('malformed', 'the answer is no object')
    return said
  }
  const signIn = async (signal: AbortSignal): Promise<string> => {
    const said = await post('login', { username: user, password }, signal)
    if (String(said.error_code) !== '0' || typeof said.session !== 'string' || said.session === '')
      throw new Trouble('credentials', `no session (${String(said.error_code)})`)
    return (session = said.session)
  }
  const ask = async (name: OperationName, request: unknown, sending: Pick<Sending, 'call' | 'signal'>) => {
    const envelope = (held: string) => ({
      session: held,
      madonvi: unit,
      service: SERVICES[name],
      maYeuCau: sending.call,
      ...dataOut(name, request)
    })
    let said = await post('g', envelope(session ?? (await signIn(sending.signal))), sending.signal)
    // A session that is over is renewed once.
    if (String(said.error_code) === SESSION_OVER)
      said = await post('g', envelope(await signIn(sending.signal)), sending.signal)
    if (said.maYeuCau !== undefined && said.maYeuCau !== sending.call)
      throw new Trouble('not-ours', 'the answer is to another question')
    return said
  }
  const fetchFile = async ({ path, most }: { path: string; most: number }, signal: AbortSignal) => {
    const at = addressOfFile(url, path)
    const get = async (held: string) =>
      usable(await wire.send({ url: at, method: 'GET', headers: { session: held }, file: { most }, signal }))
    const before = session
    const got = await get(before ?? (await signIn(signal))).catch(async (error: unknown) => {
      if (before === null || !(error instanceof Trouble) || error.code !== 'credentials') throw error
      return get(await signIn(signal))
    })
    return got.status === 404 ? { kind: 'not-found' } : { kind: 'file', base64: got.body }
  }
  return {
    kind: 'json',
    address: url,
    send: async (name, request, sending) =>
      name === 'file'
        ? fetchFile(request as { path: string; most: number }, sending.signal)
        : answerIn(name as OperationName, request, await ask(name as OperationName, request, sending)),
    async ping(signal) {
      session = null
      await signIn(signal)
    },
    close: () => wire.close()
  }
}
