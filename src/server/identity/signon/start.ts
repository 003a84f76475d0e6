import * as oidc from 'openid-client'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { recordAct } from '../store.ts'
import { tokenHash } from '../secrets.ts'
import { clientOf, discover } from './connection.ts'
import type { Level, Purpose } from './model.ts'
import { providerOf } from './providers.ts'
import { acrFor } from './rules.ts'
import { beginAttempt } from './store.ts'

/** How long a person may take at the provider. */
export const ATTEMPT_MINUTES = 15

/** The address a provider sends people back to; it must be registered there. */
export const returnAddress = (base: string, provider: string): string => `${base}/sign-on/${provider}/return`

export type SignOnStart = {
  readonly provider: string
  readonly purpose: Purpose
  /** A path of our own to go on with. */
  readonly back: string
  /** What the service asks for. */
  readonly level: Level
  readonly forDesk: boolean
  /** The person shows the identity anew, e.g. at a higher level after a refusal. */
  readonly fresh?: boolean
  /** The secret of this browser's cookie. */
  readonly browser: string
  /** Scheme and host under which the browser knows us. */
  readonly base: string
  readonly session: { readonly id: string; readonly account: string } | null
}

/** Begins a sign-on and answers where at the provider the browser goes. */
export async function startSignOn(
  ctx: Ctx,
  start: SignOnStart
): Promise<Result<{ to: string }, { code: 'provider-unknown' } | { code: 'provider-down' } | { code: 'forbidden' }>> {
  if (start.purpose !== 'sign-in' && !start.session) return err({ code: 'forbidden' })
  const provider = await providerOf(ctx, start.provider)
  if (!provider) return err({ code: 'provider-unknown' })
  const server = await discover(ctx, provider)
  if (!server.ok) return server
  const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
  const redirectUri = returnAddress(start.base, provider.code)
  await beginAttempt(ctx, {
    state: tokenHash(state),
    browser: tokenHash(start.browser),
    provider: provider.code,
    purpose: start.purpose,
    nonce,
    verifier,
    redirectUri,
    back: start.back,
    level: start.level,
    forDesk: start.forDesk,
    account: start.session?.account ?? null,
    session: start.session?.id ?? null,
    until: new Date(ctx.now().getTime() + ATTEMPT_MINUTES * 60_000)
  })
  // A first sign-on must prove the number: asking for less would only end in a refusal.
  const wanted = Math.max(start.level, start.forDesk ? 1 : provider.settings.verifiesFrom) as Level
  const acr = acrFor(wanted, provider.settings.levels)
  const to = oidc.buildAuthorizationUrl(await clientOf(ctx, provider, server.value), {
    redirect_uri: redirectUri,
    scope: provider.settings.scopes,
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ui_locales: ctx.language,
    ...(acr ? { acr_values: acr } : {}),
    // Who binds an identity or proves more shows it now; an old session at the provider is not enough.
    ...(start.purpose === 'sign-in' && !start.fresh ? {} : { prompt: 'login' })
  })
  if (start.purpose !== 'sign-in')
    await recordAct(ctx, {
      act: `sign-on.${start.purpose}`,
      account: start.session!.account,
      facts: { provider: provider.code }
    })
  return ok({ to: to.href })
}
