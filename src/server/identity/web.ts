import type { Ctx } from '#server/platform/index.ts'
import { keep, resume } from './actions.ts'
import type { Origin, Session } from './model.ts'
import type { Policy } from './policy.ts'

/** What these functions need of a request; SvelteKit's event fits. */
export type WebRequest = {
  readonly url: URL
  readonly request: Request
  readonly cookies: {
    get(name: string): string | undefined
    set(name: string, value: string, options: CookieOptions): void
    delete(name: string, options: CookieOptions): void
  }
  getClientAddress(): string
}
type CookieOptions = { path: string; httpOnly: boolean; secure: boolean; sameSite: 'lax'; maxAge?: number }

const isSecure = (url: URL): boolean => url.protocol === 'https:'

/** `__Host-` binds the cookie to this host and to https; browsers refuse the prefix over plain http. */
export const cookieName = (url: URL): string => (isSecure(url) ? '__Host-session' : 'session')

const options = (url: URL): CookieOptions => ({ path: '/', httpOnly: true, secure: isSecure(url), sameSite: 'lax' })

export const readCookie = (event: WebRequest): string | undefined => event.cookies.get(cookieName(event.url))
/** A session cookie: it goes with the browser; how long it is good for is kept in the database. */
export const writeCookie = (event: WebRequest, token: string): void =>
  event.cookies.set(cookieName(event.url), token, options(event.url))

/** Short-lived cookies of signing in: the step between password and code, and the browser of a sign-on under way. */
export type SideCookie = 'second' | 'signon'
const sideName = (url: URL, name: SideCookie): string => (isSecure(url) ? `__Host-${name}` : name)
export const readSideCookie = (event: WebRequest, name: SideCookie): string | undefined => {
  const held = event.cookies.get(sideName(event.url, name))
  return held && /^[\w-]{43}$/.test(held) ? held : undefined
}
export const writeSideCookie = (event: WebRequest, name: SideCookie, value: string, seconds: number): void =>
  event.cookies.set(sideName(event.url, name), value, { ...options(event.url), maxAge: seconds })
export const clearSideCookie = (event: WebRequest, name: SideCookie): void =>
  event.cookies.delete(sideName(event.url, name), options(event.url))

export const clearCookie = (event: WebRequest): void => event.cookies.delete(cookieName(event.url), options(event.url))

/**
 * Where a request comes from. The small server settles `x-forwarded-for` to the true client; when it met a forwarding
 * header it may not trust, a loopback address is a proxy's and not this machine's user.
 */
export function originOf(event: Pick<WebRequest, 'url' | 'request' | 'getClientAddress'>): Origin {
  const headers = event.request.headers
  return {
    address: event.getClientAddress(),
    forwarded: headers.has('x-untrusted-proxy') || !isLocalHost(event.url),
    agent: headers.get('user-agent') ?? ''
  }
}

/** A page asked for under a public name is not a demonstration on this machine, whatever the socket says. */
export const isLocalHost = (url: Pick<URL, 'hostname'>): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)

/** Asking how long a session lasts, or loading a picture, is no sign of a person. */
const slides = (url: URL): boolean =>
  url.pathname !== '/session' && url.pathname !== '/desk/live' && !/\.(css|js|svg|png|ico|woff2)$/.test(url.pathname)

/** For hooks: the session of a request, or null. A cookie that is no longer good is taken away. */
export async function sessionOf(ctx: Ctx, event: WebRequest, policy: Policy): Promise<Session | null> {
  const token = readCookie(event)
  if (!token) return null
  const session = await resume(ctx, token, policy, { ...originOf(event), slides: slides(event.url) })
  if (!session) clearCookie(event)
  return session
}

/** For `/session/keep`: starts the idle time again. */
export async function keepSession(ctx: Ctx, event: WebRequest, policy: Policy): Promise<Session | null> {
  const token = readCookie(event)
  return token ? keep(ctx, token, policy, originOf(event)) : null
}

/** The first page of an account: officers work at the desk, others at home. */
export const homeOf = (session: Pick<Session, 'kind' | 'mustChangePassword'>): string =>
  session.mustChangePassword ? '/account' : session.kind === 'officer' ? '/desk' : '/'

/** Where a session must go before anything else: a first password, then a second step. Null when it may go on. */
export function detourOf(
  session: Pick<Session, 'mustChangePassword' | 'mustSetUpSecondStep'> | null,
  url: URL
): string | null {
  if (!session || /^\/(account|sign-out|session|preferences)(\/|$)/.test(url.pathname)) return null
  return session.mustChangePassword ? '/account' : session.mustSetUpSecondStep ? '/account/second-step' : null
}
