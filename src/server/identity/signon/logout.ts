import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as oidc from 'openid-client'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { recordAct } from '../store.ts'
import type { ClosedSession } from '../store.ts'
import { clientOf, codeOf, discover, KEY_RETRY_SECONDS } from './connection.ts'
import type { Provider } from './model.ts'
import { providerOf } from './providers.ts'
import { closeVouched } from './store.ts'

/** Where the browser goes to end the session at the provider too; null when there is none or it does not answer. */
export async function endAtProvider(ctx: Ctx, closed: ClosedSession | null, base: string): Promise<string | null> {
  if (!closed?.provider || !closed.idToken) return null
  const provider = await providerOf(ctx, closed.provider)
  const hint = ctx.sealing.open('id token', closed.idToken)
  if (!provider || hint === null) return null
  const server = await discover(ctx, provider)
  if (!server.ok || !server.value.end_session_endpoint) return null
  const parameters = { id_token_hint: hint, post_logout_redirect_uri: `${base}/sign-in?signed-out` }
  return oidc.buildEndSessionUrl(await clientOf(ctx, provider, server.value), parameters).href
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

/** The provider says that a session is over (OpenID Connect Back-Channel Logout 1.0): ours that rest on it end. */
export async function backChannelLogout(
  ctx: Ctx,
  code: string,
  token: string
): Promise<Result<{ ended: number }, { code: 'provider-unknown' | 'provider-down' | 'logout-token-invalid' }>> {
  const provider = await providerOf(ctx, code)
  if (!provider) return err({ code: 'provider-unknown' })
  const server = await discover(ctx, provider)
  if (!server.ok) return server
  const told = await readLogoutToken(provider, server.value, token).catch((error: unknown) => {
    ctx.log.warn({ event: 'identity.logout-token-invalid', provider: code, why: codeOf(error) }, 'not believed')
    return null
  })
  if (!told) return err({ code: 'logout-token-invalid' })
  const ended = await closeVouched(ctx, { provider: code, ...told })
  for (const { account } of ended)
    await recordAct(ctx, { act: 'sign-out.by-provider', account, facts: { provider: code } })
  return ok({ ended: ended.length })
}

async function readLogoutToken(provider: Provider, server: oidc.ServerMetadata, token: string) {
  const { payload } = await jwtVerify(token, keysOf(provider, server.jwks_uri!), {
    issuer: server.issuer,
    audience: provider.settings.clientId,
    clockTolerance: provider.settings.clockTolerance,
    maxTokenAge: '5 minutes',
    requiredClaims: ['jti', 'iat', 'events']
  })
  const events = payload.events as Record<string, unknown> | undefined
  const [subject, providerSession] = [payload.sub ?? null, typeof payload.sid === 'string' ? payload.sid : null]
  if (typeof events?.[EVENT] !== 'object' || payload.nonce !== undefined || (!subject && !providerSession)) return null
  // The clocks may differ by the tolerance; a session begun after the word was given stays.
  return { subject, providerSession, before: new Date((payload.iat! + provider.settings.clockTolerance) * 1000) }
}

function keysOf({ settings }: Provider, address: string) {
  const held = keySets.get(address)
  if (held) return held
  const made = createRemoteJWKSet(new URL(address), {
    cooldownDuration: KEY_RETRY_SECONDS * 1000,
    cacheMaxAge: 300_000,
    timeoutDuration: settings.timeout * 1000
  })
  keySets.set(address, made)
  return made
}
