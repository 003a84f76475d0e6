import type { IncomingMessage } from 'node:http'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { bodyLimit } from 'hono/body-limit'
import { routes as calendar } from './calendar/index.ts'
import { routes as catalogue } from './catalogue/index.ts'

import { explainInvalid, explainRefusal, routes as dossiers } from './dossiers/index.ts'
import { tokenActor } from './identity/index.ts'
import type { Origin } from './identity/index.ts'
import { acceptedLanguage, problem, VISITOR } from './platform/index.ts'
import type { Actor, Api, Ctx, Language } from './platform/index.ts'

type ContextOf = (actor: Actor, language: Language) => Ctx

/** The API of the house. Only bearer tokens count here, never cookies, so a foreign page cannot act in a user's name. */
export function buildApi(contextOf: ContextOf): Api {
  const api: Api = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return
      const language = acceptedLanguage(c.req.header('accept-language'))
      const errors = result.error.issues.map(issue => ({
        field: issue.path.join('.'),
        message: explainInvalid(issue.message, language)
      }))
      return problem(c, 422, {
        code: 'input-invalid',
        title: explainRefusal({ code: 'input-invalid' }, language),
        errors
      })
    }
  })
  api.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } }))
  api.use(
    bodyLimit({
      maxSize: 2 * 1024 * 1024,
      onError: c =>
        problem(c, 413, {
          code: 'too-large',
          title: explainRefusal({ code: 'too-large' }, acceptedLanguage(c.req.header('accept-language')))
        })
    })
  )
  api.use(async (c, next) => {
    const language = acceptedLanguage(c.req.header('accept-language'))
    const bearer = c.req.header('authorization')
    const actor = bearer ? await tokenActor(contextOf(VISITOR, language), bearer, originOf(c)) : VISITOR
    if (!actor)
      return problem(c, 401, { code: 'not-signed-in', title: explainRefusal({ code: 'not-signed-in' }, language) })
    c.set('ctx', contextOf(actor, language))
    return next()
  })
  api.get('/healthz', async c => {
    const [row] = await c.get('ctx').sql<{ one: number }[]>`select 1 as "one"`
    return c.json({ status: row?.one === 1 ? 'ok' : 'failing' })
  })
  calendar(api)
  catalogue(api)

  dossiers(api)
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
  api.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Một Cửa',
      version: '1',
      description: 'The open one-stop system for Vietnamese provinces. Errors are RFC 9457 problem documents.',
      license: { name: 'EUPL-1.2' }
    }
  })
  api.notFound(c =>
    problem(c, 404, {
      code: 'not-found',
      title: explainRefusal({ code: 'not-found' }, acceptedLanguage(c.req.header('accept-language')))
    })
  )
  api.onError((error, c) => {
    c.get('ctx')?.log.error({ event: 'api.failed', path: c.req.path, error: String(error) }, 'an API request failed')
    return problem(c, 500, { code: 'internal-error', title: 'Hệ thống gặp lỗi. Hãy thử lại sau ít phút.' })
  })
  return api
}

/** Where a request comes from: the socket's address, or what a trusted proxy says. */
function originOf(c: Context): Origin {
  const incoming = (c.env as { incoming?: IncomingMessage }).incoming
  const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded')
  return {
    address: incoming?.socket.remoteAddress ?? '',
    forwarded: forwarded !== undefined,
    agent: c.req.header('user-agent') ?? ''
  }
}
