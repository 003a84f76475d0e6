import type { IncomingMessage } from 'node:http'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { documentOf } from './api.document.ts'
import { meRoute } from './api.me.ts'
import { routes as calendar } from './calendar/index.ts'
import { routes as catalogue } from './catalogue/index.ts'
import { explainInvalid, explainRefusal, routes as dossiers } from './dossiers/index.ts'
import { FileWithheld } from './documents/index.ts'
import { onceOnly } from './papers/index.ts'
import { isLocalHost, routes as identity, tokenActor } from './identity/index.ts'
import type { Origin } from './identity/index.ts'
import { routes as feedback } from './feedback/index.ts'
import { routes as indices } from './indices/index.ts'
import { routes as organisation } from './organisation/index.ts'
import { foreignProgress, routes as foreign } from './foreign/index.ts'
import { routes as national } from './national/index.ts'
import { routes as partners } from './partners/index.ts'
import { routes as portal } from './portal/index.ts'
import { routes as reform } from './reform/index.ts'
import { openDataRoutes as openData, routes as transparency } from './transparency/index.ts'
import { acceptedLanguage, BlobsAway, isDiskFull, isNoText, problem, VISITOR } from './platform/index.ts'
import type { Actor, Api, Ctx, Language } from './platform/index.ts'
import { addressKey, limiter } from './platform/limit.ts'
import type { LimitName } from './platform/limit.ts'

type ContextOf = (actor: Actor, language: Language) => Ctx

/** The same on every answer, errors too: nothing may be loaded, framed or guessed from it. */
const HEADERS = Object.entries({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=15552000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY'
})
/** Asked by POST, but only read: goes on while the disk is full. */
const WRITES_NOTHING = /^\/api\/v1\/(deadlines\/preview|tracking\/)/
const MAX_BODY = 2 * 1024 * 1024

/** The API of the house. Only bearer tokens count here, never cookies, so a foreign page cannot act in a user's name. */
export function buildApi(contextOf: ContextOf, hasSpace: () => boolean = () => true): Api {
  const api: Api = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return
      const language = languageOf(c)
      const errors = result.error.issues.map(issue => ({
        field: issue.path.join('.'),
        message: explainInvalid(issue.message, language)
      }))
      return say(c, 422, 'input-invalid', { errors })
    }
  })
  api.use(async (c, next) => {
    for (const [name, value] of HEADERS) c.header(name, value)
    return next()
  })
  // Only where a body comes: looking for one makes the whole request object, which reads do without.
  api.on(
    ['POST', 'PUT', 'PATCH', 'DELETE'],
    '/api/*',
    bodyLimit({ maxSize: MAX_BODY, onError: c => say(c, 413, 'too-large') })
  )
  api.on(['POST', 'PUT', 'PATCH', 'DELETE'], '/api/*', (c, next) =>
    hasSpace() || WRITES_NOTHING.test(c.req.path) ? next() : Promise.resolve(say(c, 507, 'disk-full'))
  )
  api.use(signedIn(contextOf))
  for (const path of WITH_TOKEN) api.use(path, tokenOnly)
  api.get('/healthz', async c => {
    const [row] = await c.get('ctx').sql<{ telling: boolean }[]>`
      select exists (select from province where demonstration and not demonstration_told) as "telling"`
    return c.json({ status: row ? 'ok' : 'failing', ...(row?.telling ? { demonstration: 'loading' } : {}) })
  })
  meRoute(api)
  identity(api)
  organisation(api)
  calendar(api)
  catalogue(api)
  dossiers(api, { elsewhere: foreignProgress, onceOnly })
  partners(api)
  foreign(api)
  reform(api)
  indices(api)
  feedback(api)
  transparency(api)
  national(api)
  openData(api)
  portal(api)
  let text = ''
  api.get('/api/openapi.json', c => {
    text ||= JSON.stringify(documentOf(api))
    return c.body(text, 200, { 'content-type': 'application/json; charset=utf-8' })
  })
  api.notFound(c => {
    const allowed = methodsOf(api, c.req.path)
    return allowed.length > 0
      ? say(c, 405, 'method-not-allowed', {}, { allow: allowed.join(', ') })
      : say(c, 404, 'not-found')
  })
  api.onError((error, c) => {
    // What the framework refuses before a route sees it: a body that is no JSON.
    if (error instanceof HTTPException && error.status < 500) return say(c, error.status, 'request-malformed')
    if (isNoText(error)) return say(c, 400, 'character-unusable')
    if (isDiskFull(error)) return say(c, 507, 'disk-full')
    if (error instanceof FileWithheld) return say(c, 423, 'file-withheld', { because: error.because })
    if (error instanceof BlobsAway) {
      c.get('ctx')?.log.error({ event: 'blobs.away', path: c.req.path, error: error.message }, 'files are away')
      return say(c, 503, 'files-away', {}, { 'retry-after': '30' })
    }
    c.get('ctx')?.log.error({ event: 'api.failed', path: c.req.path, error: String(error) }, 'an API request failed')
    return say(c, 500, 'internal-error')
  })
  return api
}

/** Who asks, and whether they may ask again so soon: clients by their id, everybody else by address. */
const signedIn =
  (contextOf: ContextOf): MiddlewareHandler<{ Variables: { ctx: Ctx } }> =>
  async (c, next) => {
    const language = languageOf(c)
    const bearer = c.req.header('authorization')
    const visiting = contextOf(VISITOR, language)
    const origin = originOf(c)
    const actor = bearer ? await tokenActor(visiting, bearer, origin) : VISITOR
    const [limit, key] = limitOf(c, actor, origin)
    const wait = limit ? limiter.take(limit, key, visiting.now()) : 0
    if (wait > 0) return say(c, 429, 'too-many-requests', {}, { 'retry-after': String(wait) })
    if (!actor) return say(c, 401, 'not-signed-in', {}, { 'www-authenticate': 'Bearer' })
    c.set('ctx', actor === VISITOR ? visiting : contextOf(actor, language))
    return next()
  }

/** Said before the input is looked at: nobody learns the shape of things by asking without a token. */
const WITH_TOKEN = [
  '/api/v1/me',
  '/api/v1/dossiers/*',
  '/api/v1/events',
  '/api/v1/indices/*',
  '/api/v1/service-index',
  '/api/v1/reports/*',
  '/api/v1/webhooks/*',
  '/api/v1/foreign-dossiers/*',
  '/api/v1/reform/*',
  '/api/v1/petitions',
  '/api/v1/ratings',
  '/api/v1/petitions/*',
  '/api/v1/portal/*'
]
const tokenOnly: MiddlewareHandler<{ Variables: { ctx: Ctx } }> = async (c, next) =>
  c.get('ctx').actor.kind === 'visitor' ? say(c, 401, 'not-signed-in', {}, { 'www-authenticate': 'Bearer' }) : next()

/** Tight where guessing would pay: codes of dossiers, and the second thing an applicant knows. */
function limitOf(c: Context, actor: Actor | null, origin: Origin): [LimitName | null, string] {
  const { path, method } = c.req
  const address = addressKey(origin.address)
  if (path === '/healthz') return [null, '']
  if (path.startsWith('/api/v1/tracking/') && method === 'POST') return ['tracking-second-factor', address]
  if (actor?.id) return ['api-client', actor.id]
  return [path.startsWith('/api/v1/tracking/') ? 'tracking-lookup' : 'api-anonymous', address]
}

/** A problem in the reader's language. */
function say(c: Context, status: number, code: string, more: object = {}, headers: Record<string, string> = {}) {
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  return problem(c, status, { code, title: explainRefusal({ code }, languageOf(c)), ...more })
}

const languageOf = (c: Context): Language => acceptedLanguage(c.req.header('accept-language'))

/** The methods that a path takes, when it is one of ours. */
function methodsOf(api: Api, path: string): string[] {
  const fits = (pattern: string) =>
    new RegExp(`^${pattern.replace(/[.+]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`).test(path)
  const methods = api.routes
    .filter(route => route.method !== 'ALL' && !route.path.endsWith('*') && fits(route.path))
    .map(route => route.method)
  return [...new Set(methods.flatMap(method => (method === 'GET' ? ['GET', 'HEAD'] : [method])))]
}

/** The name the API was asked under, without its port. */
const hostnameOf = (c: Context): string => /^https?:\/\/(\[[^\]]*\]|[^/:]*)/.exec(c.req.url)?.[1] ?? ''

/** Where a request comes from. The small server has settled `x-forwarded-for` to the true client. */
function originOf(c: Context): Origin {
  const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming
  return {
    address: c.req.header('x-forwarded-for') ?? incoming?.socket.remoteAddress ?? '',
    forwarded: c.req.header('x-untrusted-proxy') !== undefined || !isLocalHost({ hostname: hostnameOf(c) }),
    agent: c.req.header('user-agent') ?? ''
  }
}
