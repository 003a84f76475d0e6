import * as oidc from 'openid-client'
import { importJWK } from 'jose'
import type { JWK } from 'jose'
import { err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Provider } from './model.ts'

/** What this process knows of a provider: its metadata and keys for a while, and whether it answered lately. */
type Known = {
  issuer: string
  metadata?: { server: oidc.ServerMetadata; until: number }
  keys?: { jwks: oidc.JWKS; fetchedAt: number }
  asking?: Promise<Result<oidc.ServerMetadata, Down>>
  /** When it last failed, and since when it fails without a break. */
  failed?: { at: number; since: Date }
}
export type Down = { code: 'provider-down' }

const METADATA_MS = 3_600_000
/** After a failure nobody waits for the provider again so soon. */
const RETRY_MS = 10_000
/** Keys are believed this long; an unknown key is asked for at most this often, whoever sends tokens. */
const KEYS_SECONDS = 300
export const KEY_RETRY_SECONDS = 10

const known = new WeakMap<object, Map<string, Known>>()

function knownOf({ sql }: Pick<Ctx, 'sql'>, { code, settings }: Pick<Provider, 'code' | 'settings'>): Known {
  const all = known.get(sql) ?? new Map<string, Known>()
  known.set(sql, all)
  const held = all.get(code)
  if (held?.issuer === settings.issuer) return held
  const fresh: Known = { issuer: settings.issuer }
  all.set(code, fresh)
  return fresh
}

/** The provider has been changed: what was known of it is forgotten. */
export const forgetConnection = ({ sql }: Pick<Ctx, 'sql'>, code: string): void => void known.get(sql)?.delete(code)

/** The provider's metadata, remembered for an hour; those who ask together ask once, and not again right after a failure. */
export function discover(ctx: Ctx, provider: Provider): Promise<Result<oidc.ServerMetadata, Down>> {
  const held = knownOf(ctx, provider)
  const now = performance.now()
  if (held.metadata && held.metadata.until > now) return Promise.resolve(ok(held.metadata.server))
  if (held.failed && now - held.failed.at < RETRY_MS) return Promise.resolve(err({ code: 'provider-down' }))
  held.asking ??= ask(ctx, provider, held).finally(() => delete held.asking)
  return held.asking
}

async function ask(ctx: Ctx, provider: Provider, held: Known): Promise<Result<oidc.ServerMetadata, Down>> {
  const { issuer, clientId, timeout } = provider.settings
  try {
    const found = await oidc.discovery(new URL(issuer), clientId, undefined, undefined, {
      timeout,
      execute: isInsecure(issuer) ? [allowInsecure] : []
    })
    const server = found.serverMetadata()
    held.metadata = { server, until: performance.now() + METADATA_MS }
    delete held.failed
    return ok(server)
  } catch (error) {
    markDown(ctx, provider, error)
    return err({ code: 'provider-down' })
  }
}

/** Remembers that the provider did not answer, so that the sign-in page says so. */
export function markDown(ctx: Ctx, provider: Provider, error: unknown): void {
  const held = knownOf(ctx, provider)
  held.failed = { at: performance.now(), since: held.failed?.since ?? ctx.now() }
  delete held.metadata
  ctx.log.warn({ event: 'identity.provider-down', provider: provider.code, error: codeOf(error) }, 'no answer')
}

/** Since when the provider has been down, as this process knows it; null when it answers or nobody has asked. */
export const downSince = (ctx: Ctx, provider: Provider): Date | null => knownOf(ctx, provider).failed?.since ?? null

/** Only on this very machine may a provider speak without TLS. */
const isInsecure = (issuer: string): boolean => issuer.startsWith('http://')
// The library marks it deprecated to make people think; the settings admit loopback addresses only, and discovery looks
// for this very function.
const allowInsecure = oidc.allowInsecureRequests

/** A client of the provider for one conversation, with the keys this process knows. */
export async function clientOf(ctx: Ctx, provider: Provider, server: oidc.ServerMetadata): Promise<oidc.Configuration> {
  const { settings } = provider
  const metadata = { [oidc.clockTolerance]: settings.clockTolerance }
  const client = new oidc.Configuration(server, settings.clientId, metadata, await authentication(provider))
  client.timeout = settings.timeout
  if (isInsecure(settings.issuer)) allowInsecure(client)
  oidc.enableNonRepudiationChecks(client)
  const { keys } = knownOf(ctx, provider)
  const now = Math.floor(ctx.now().getTime() / 1000)
  const age = keys ? now - keys.fetchedAt : Infinity
  // The library asks for keys again when it misses one and its own are a minute old; ours may be asked for sooner.
  if (keys && age < KEYS_SECONDS)
    oidc.setJwksCache(client, {
      jwks: keys.jwks,
      uat: age >= KEY_RETRY_SECONDS ? Math.min(keys.fetchedAt, now - 60) : now
    })
  client[oidc.customFetch] = async (url, options) => {
    const answer = await fetch(url, options as RequestInit)
    if (url === server.jwks_uri && answer.ok)
      knownOf(ctx, provider).keys = {
        jwks: (await answer.clone().json()) as oidc.JWKS,
        fetchedAt: Math.floor(ctx.now().getTime() / 1000)
      }
    return answer
  }
  return client
}

async function authentication({ settings, secret }: Provider): Promise<oidc.ClientAuth> {
  switch (settings.auth) {
    case 'client_secret_basic':
      return oidc.ClientSecretBasic(secret)
    case 'client_secret_post':
      return oidc.ClientSecretPost(secret)
    case 'private_key_jwt': {
      const jwk = JSON.parse(secret) as JWK
      const key = (await importJWK(jwk, jwk.alg ?? 'ES256')) as CryptoKey
      return oidc.PrivateKeyJwt(jwk.kid ? { key, kid: jwk.kid } : key)
    }
    default:
      return settings.auth satisfies never
  }
}

const DOWN = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR'
]

/** The library's own word for what went wrong; carries no personal data. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : error instanceof Error
      ? error.name
      : 'unknown'

/** What a failed conversation means for the person: cancelled, the provider down, or an answer nobody may trust. */
export function faultOf(error: unknown): 'sign-on-cancelled' | 'provider-down' | 'answer-untrusted' {
  if (error instanceof oidc.AuthorizationResponseError)
    return /^(server_error|temporarily_unavailable)$/.test(error.error) ? 'provider-down' : 'sign-on-cancelled'
  if (error instanceof TypeError && /fetch failed/.test(error.message)) return 'provider-down'
  const code = codeOf(error)
  if (DOWN.includes(code)) return 'provider-down'
  const cause = error instanceof Error ? error.cause : undefined
  if (cause instanceof TypeError && /fetch failed/.test(cause.message)) return 'provider-down'
  if (error instanceof oidc.ResponseBodyError && error.status >= 500) return 'provider-down'
  return 'answer-untrusted'
}
