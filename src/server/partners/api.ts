import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from 'hono'
import { acceptedLanguage, createRoute, Problem, problem, statusOf, z } from '#server/platform/http.ts'
import type { Api } from '#server/platform/http.ts'
import type { Ctx, Language, Refusal, Result } from '#server/platform/index.ts'
import * as actions from './actions.ts'
import * as view from './api.model.ts'
import { readFeed } from './feed.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'

type Asked = Context<{ Variables: { ctx: Ctx } }>
const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } }
})
const problems = {
  401: refused('Not signed in'),
  403: refused('Not permitted'),
  404: refused('No such webhook or delivery'),
  409: refused('The state of things does not allow it'),
  422: refused('The input is not right')
} as const
const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } }
})
const body = { required: true, content: { 'application/json': { schema: view.WebhookBody } } }
const Id = z.object({ id: z.string().max(40).openapi({ example: '7f0c2f0e-3c55-4a43-9d3e-0f6f1f0f9a11' }) })
const Both = Id.extend({ delivery: z.string().max(40) })
const common = { tags: ['events'], security: [{ bearer: [] }] }
const Done = z.object({ done: z.literal(true) })

function refuse(c: Asked, refusal: Refusal) {
  const { code, ...facts } = refusal
  const words: Readonly<Record<string, string>> = TEXT[acceptedLanguage(c.req.header('accept-language'))]
  const title = (words[`refusal.${code}`] ?? words['refusal.not-done']!).replace(/\{(\w+)\}/g, (_, name: string) =>
    String(refusal[name] ?? '')
  )
  return problem(c, code === 'cursor-unknown' ? 422 : statusOf(refusal), { code, title, facts }) as never
}
const TEXT: Record<Language, Readonly<Record<string, string>>> = { vi, en }

/** The answer of an action as JSON, or its refusal as a problem. */
const answer = <T>(c: Asked, result: Result<T, Refusal>, shown: (value: T) => object, status: 200 | 201 = 200) =>
  (result.ok ? c.json(shown(result.value), status) : refuse(c, result.error)) as never
const done = () => ({ done: true as const })

/** Webhooks and the event feed for other systems. */
export function routes(api: Api): void {
  feedRoute(api)
  collection(api)
  single(api)
  acts(api)
  log(api)
}

function feedRoute(api: Api): void {
  const route = createRoute({
    ...common,
    method: 'get',
    path: '/api/v1/events',
    summary: 'Everything that happened, in order',
    description:
      'Begin without `after`, go on with `next`. The order is that of the database; nothing that commits late is skipped, and a cursor stays good. No personal data: fetch the dossier by its code.',
    request: { query: view.FeedQuery },
    responses: {
      200: json(z.object({ items: z.array(view.ToldView), next: z.string() }), 'A page of events'),
      ...problems
    }
  })
  api.openapi(route, async c => {
    const { after = null, unit = null, limit, kind, wait } = c.req.valid('query')
    const until = performance.now() + wait * 1000
    for (;;) {
      const page = await readFeed(c.get('ctx'), { after, unit, limit, kinds: kind })
      const empty = page.ok && page.value.items.length === 0 && after !== 'latest'
      if (!empty || performance.now() >= until || c.req.raw.signal.aborted)
        return answer(c, page, found => ({ ...found }))
      await pause(400)
    }
  })
}

function collection(api: Api): void {
  const path = '/api/v1/webhooks'
  const list = createRoute({
    ...common,
    method: 'get',
    path,
    summary: 'The webhooks in reach',
    responses: { 200: json(z.object({ items: z.array(view.WebhookView) }), 'The webhooks'), ...problems }
  })
  api.openapi(list, async c =>
    answer(c, await actions.listWebhooks(c.get('ctx')), found => ({ items: found.map(view.webhookView) }))
  )
  const add = createRoute({
    ...common,
    method: 'post',
    path,
    summary: 'Ask to be told of events',
    description: 'Signed as Standard Webhooks says. The secret is told once.',
    request: { body },
    responses: { 201: json(view.NewWebhookView, 'The webhook with its secret'), ...problems }
  })
  api.openapi(add, async c => {
    const added = await actions.addWebhook(c.get('ctx'), c.req.valid('json'))
    return answer(c, added, ({ webhook, secret }) => ({ ...view.webhookView(webhook), secret }), 201)
  })
}

function single(api: Api): void {
  const path = '/api/v1/webhooks/{id}'
  const read = createRoute({
    ...common,
    method: 'get',
    path,
    summary: 'Read a webhook',
    request: { params: Id },
    responses: { 200: json(view.WebhookView, 'The webhook'), ...problems }
  })
  api.openapi(read, async c =>
    answer(c, await actions.reach(c.get('ctx'), c.req.valid('param').id, 'webhook.read'), view.webhookView)
  )
  const change = createRoute({
    ...common,
    method: 'put',
    path,
    summary: 'Change a webhook',
    request: { params: Id, body },
    responses: { 200: json(view.WebhookView, 'The webhook'), ...problems }
  })
  api.openapi(change, async c =>
    answer(c, await actions.changeWebhook(c.get('ctx'), c.req.valid('param').id, c.req.valid('json')), view.webhookView)
  )
  const remove = createRoute({
    ...common,
    method: 'delete',
    path,
    summary: 'Remove a webhook with its log',
    request: { params: Id },
    responses: { 200: json(Done, 'It is gone'), ...problems }
  })
  api.openapi(remove, async c => answer(c, await actions.removeWebhook(c.get('ctx'), c.req.valid('param').id), done))
}

function acts(api: Api): void {
  const act = <S extends z.ZodType>(name: string, summary: string, schema: S, said: string) =>
    createRoute({
      ...common,
      method: 'post',
      path: `/api/v1/webhooks/{id}/${name}`,
      summary,
      request: { params: Id },
      responses: { 200: json(schema, said), ...problems }
    })
  const { webhookView, WebhookView } = view
  api.openapi(act('pause', 'Stop telling', WebhookView, 'The webhook'), async c =>
    answer(c, await actions.pauseWebhook(c.get('ctx'), c.req.valid('param').id, true), webhookView)
  )
  api.openapi(act('resume', 'Go on telling', WebhookView, 'The webhook'), async c =>
    answer(c, await actions.pauseWebhook(c.get('ctx'), c.req.valid('param').id, false), webhookView)
  )
  const rotate = act('rotate', 'A new secret; the old one signs beside it for a day', view.SecretView, 'The secret')
  api.openapi(rotate, async c => {
    const rotated = await actions.rotateSecret(c.get('ctx'), c.req.valid('param').id)
    return answer(c, rotated, ({ secret, oldUntil }) => ({ secret, oldUntil: oldUntil.toISOString() }))
  })
  const test = act('test', 'Send a test', z.object({ delivery: z.uuid() }), 'The delivery')
  api.openapi(test, async c =>
    answer(c, await actions.sendTest(c.get('ctx'), c.req.valid('param').id), sent => ({ ...sent }))
  )
}

function log(api: Api): void {
  const path = '/api/v1/webhooks/{id}/deliveries'
  const list = createRoute({
    ...common,
    method: 'get',
    path,
    summary: 'What was sent, newest first',
    request: { params: Id, query: z.object({ after: z.string().max(200).optional() }) },
    responses: {
      200: json(z.object({ items: z.array(view.DeliveryView), next: z.string().nullable() }), 'A page of deliveries'),
      ...problems
    }
  })
  api.openapi(list, async c => {
    const page = await actions.deliveryLog(c.get('ctx'), c.req.valid('param').id, c.req.valid('query').after ?? null)
    return answer(c, page, ({ rows, next }) => ({ items: rows.map(view.deliveryView), next }))
  })
  const detail = createRoute({
    ...common,
    method: 'get',
    path: `${path}/{delivery}`,
    summary: 'What was sent and how each attempt went',
    request: { params: Both },
    responses: {
      200: json(z.object({ body: z.string(), attempts: z.array(view.AttemptView) }), 'The delivery'),
      ...problems
    }
  })
  api.openapi(detail, async c => {
    const { id, delivery } = c.req.valid('param')
    const found = await actions.deliveryDetail(c.get('ctx'), id, delivery)
    return answer(c, found, ({ body, attempts }) => ({ body, attempts: attempts.map(view.attemptView) }))
  })
  const again = createRoute({
    ...common,
    method: 'post',
    path: `${path}/{delivery}/again`,
    summary: 'Send it again under its id',
    request: { params: Both },
    responses: { 200: json(Done, 'It is on its way'), ...problems }
  })
  api.openapi(again, async c => {
    const { id, delivery } = c.req.valid('param')
    return answer(c, await actions.sendAgain(c.get('ctx'), id, delivery), done)
  })
}
