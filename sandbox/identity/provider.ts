import { Provider } from 'oidc-provider'
import type { OidcContext } from 'oidc-provider'
import type { JWK } from 'jose'
import type { Fault } from './faults.ts'
import { publicOf, tampered } from './keys.ts'
import { LEVELS, signedOutPage, signOutPage } from './pages.ts'
import { PEOPLE } from './people.ts'

export type Setup = {
  readonly issuer: string
  /** Where Một Cửa is known to browsers, and the code it knows this provider by. */
  readonly relyingParties: readonly string[]
  readonly code: string
  readonly clientSecret: string
  /** The key of the client that signs its requests instead of knowing a secret. */
  readonly clientKey: JWK
  readonly fault: () => Fault
}

const SCOPE = 'openid profile phone'

/** The provider with one signing key; a rotation makes another one over the same memory. */
export function openProvider(setup: Setup, key: JWK): Provider {
  const { relyingParties, code, clientKey } = setup
  const client = {
    redirect_uris: relyingParties.map(base => `${base}/sign-on/${code}/return`),
    post_logout_redirect_uris: relyingParties.map(base => `${base}/sign-in?signed-out`),
    backchannel_logout_uri: `${relyingParties[0]}/api/v1/sign-on/${code}/logout`,
    backchannel_logout_session_required: true
  }
  const provider = new Provider(setup.issuer, {
    clients: [
      { ...client, client_id: 'motcua', client_secret: setup.clientSecret },
      {
        ...client,
        client_id: 'motcua-key',
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'ES256',
        jwks: { keys: [publicOf(clientKey)] }
      }
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['sandbox'] },
    acrValues: [...LEVELS],
    // The library refuses to call loopback addresses; the relying party of a sandbox lives on one.
    fetch: (url: string, { dispatcher: _, ...options }: RequestInit & { dispatcher?: unknown }) => fetch(url, options),
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'birthdate', 'gender', 'national_id'],
      phone: ['phone_number'],
      acr: null,
      sid: null,
      auth_time: null
    },
    pkce: { required: () => true },
    findAccount: (_: OidcContext, id: string) => {
      const person = PEOPLE.find(({ sub }) => sub === id)
      return person && { accountId: id, claims: () => ({ ...person }) }
    },
    loadExistingGrant: grantOf,
    interactions: { url: (_: OidcContext, { uid }: { uid: string }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx: OidcContext, form: string) => void (ctx.body = signOutPage(form)),
        postLogoutSuccessSource: (ctx: OidcContext) => void (ctx.body = signedOutPage())
      }
    },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 300, Interaction: 900, Session: 3600, Grant: 3600 }
  })
  provider.use(async (ctx, next) => {
    await next()
    const body = ctx.body as { id_token?: string } | undefined
    if (ctx.path === '/token' && body?.id_token) body.id_token = await tampered(body.id_token, setup.fault(), key)
  })
  return provider
}

/** Nobody is asked for consent: a national provider and a government office have settled it before. */
async function grantOf({ oidc }: OidcContext) {
  const { session, client, provider, result } = oidc
  const held = result?.consent?.grantId ?? session.grantIdFor(client.clientId)
  if (held) return provider.Grant.find(held)
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(SCOPE)
  grant.addOIDCClaims(['name', 'birthdate', 'gender', 'national_id', 'phone_number', 'acr', 'sid', 'auth_time'])
  await grant.save()
  return grant
}
