import * as oidc from 'openid-client'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { clientOf, codeOf, discover, faultOf, markDown } from './connection.ts'
import type { Provider, Vouched } from './model.ts'
import { personOf } from './rules.ts'
import type { AttemptRow } from './store.ts'

export type Answered = { readonly vouched: Vouched; readonly idToken: string; readonly providerSession: string | null }
export type AnswerFault = { code: 'sign-on-cancelled' | 'provider-down' | 'answer-untrusted' }

/**
 * Takes the provider's answer: exchanges the code (with PKCE) and believes the identity token only when signature,
 * issuer, audience, times, nonce and state fit. The library checks these; that a token is not from the future is ours.
 */
export async function takeAnswer(
  ctx: Ctx,
  provider: Provider,
  attempt: AttemptRow,
  answer: { search: string; state: string }
): Promise<Result<Answered, AnswerFault>> {
  const server = await discover(ctx, provider)
  if (!server.ok) return server
  try {
    const client = await clientOf(ctx, provider, server.value)
    const current = new URL(`${attempt.redirectUri}${answer.search}`)
    const tokens = await oidc.authorizationCodeGrant(client, current, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: answer.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true
    })
    const claims = tokens.claims()!
    if (claims.iat > ctx.now().getTime() / 1000 + provider.settings.clockTolerance)
      return distrust(ctx, provider, 'iat-in-future')
    const more =
      claims[provider.settings.claims.number] === undefined && server.value.userinfo_endpoint
        ? await oidc.fetchUserInfo(client, tokens.access_token, claims.sub)
        : {}
    const vouched = personOf({ ...more, ...claims }, provider.settings)
    const providerSession = typeof claims.sid === 'string' ? claims.sid : null
    return ok({ vouched, idToken: tokens.id_token!, providerSession })
  } catch (error) {
    const fault = faultOf(error)
    if (fault === 'provider-down') markDown(ctx, provider, error)
    if (fault === 'answer-untrusted') return distrust(ctx, provider, codeOf(error))
    return err({ code: fault })
  }
}

function distrust(ctx: Ctx, provider: Provider, why: string): Result<never, AnswerFault> {
  ctx.log.warn({ event: 'identity.answer-untrusted', provider: provider.code, why }, 'an answer was not believed')
  return err({ code: 'answer-untrusted' })
}
