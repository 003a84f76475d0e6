import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Provider } from 'oidc-provider'
import { faulty } from './faults.ts'
import type { Fault } from './faults.ts'
import type { JWK } from 'jose'
import { logoutToken, newKey } from './keys.ts'
import { signOnPage } from './pages.ts'
import { openProvider } from './provider.ts'

const CLIENT_SECRET = 'song-mo-trinh-dien'

export type SandboxOptions = {
  readonly port: number
  readonly relyingParties: readonly string[]
  readonly code: string
}

/** Starts the sandbox and answers what Một Cửa needs to know to use it. */
export async function startSandbox({ port, relyingParties, code }: SandboxOptions) {
  let fault: Fault = { kind: 'none' }
  let provider: Provider | undefined
  const server = createServer((request, response) => void answer(request, response))
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clientKey = await newKey('ES256')
  const setup = { issuer: address, relyingParties, code, clientSecret: CLIENT_SECRET, clientKey, fault: () => fault }
  let key: JWK
  const rotate = async () => {
    key = await newKey('RS256')
    provider = openProvider(setup, key)
  }
  await rotate()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    if (path.startsWith('/control')) return control(path, request, response)
    if (await faulty(fault, request, response)) return
    if (path.startsWith('/interaction/')) return interact(provider!, request, response)
    provider!.callback()(request, response)
  }

  async function control(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    if (path === '/control/logout-token') {
      const { subject } = JSON.parse(body) as { subject: string }
      return void response.end(await logoutToken(key, { issuer: address, audience: 'motcua', subject }))
    }
    if (path === '/control/rotate') await rotate()
    else if (request.method === 'POST') fault = JSON.parse(body) as Fault
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(fault))
  }

  return {
    ready: true,
    system: 'identity',
    address,
    control: `${address}/control`,
    provider: { code, settings: settingsFor(address), secret: CLIENT_SECRET },
    clientKey: JSON.stringify(clientKey)
  }
}

/** What an administrator would write for this provider. */
const settingsFor = (issuer: string) => ({
  issuer,
  clientId: 'motcua',
  name: { vi: 'Định danh thử nghiệm', en: 'Sandbox identity' },
  scopes: 'openid profile phone',
  levels: { 'muc-1': 1, 'muc-2': 2, 'muc-3': 3 }
})

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { uid, params } = await provider.interactionDetails(request, response)
    if (request.method !== 'POST') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(signOnPage(uid, params.acr_values))
      return
    }
    const form = new URLSearchParams(await text(request))
    const result =
      form.get('act') === 'cancel'
        ? { error: 'access_denied', error_description: 'cancelled' }
        : { login: { accountId: form.get('person'), acr: form.get('level'), remember: true } }
    await provider.interactionFinished(request, response, result)
  } catch {
    response
      .writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
      .end('Phiên đã hết / The interaction is over')
  }
}
