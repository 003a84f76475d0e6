import type { Context } from 'hono'
import { acceptedLanguage, createRoute, Problem, problem, statusOf } from '#server/platform/http.ts'
import type { Api } from '#server/platform/http.ts'
import type { Ctx, Refusal } from '#server/platform/index.ts'
import * as model from './api.model.ts'
import { publicEdition, publicLists } from './editions/screens.ts'
import { report } from './reports/report.actions.ts'
import { rowsOf } from './reports/rules.ts'
import { standingReport } from './reports/sent.actions.ts'
import { frozenIndexOf } from './service-index/behind.ts'
import { serviceIndex } from './service-index/index.actions.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'

type Asked = Context<{ Variables: { ctx: Ctx } }>
const TEXT: Readonly<Record<'vi' | 'en', Readonly<Record<string, string>>>> = { vi, en }

/** A refusal in the reader's language. */
function refuse(c: Asked, refusal: Refusal) {
  const words = TEXT[acceptedLanguage(c.req.header('accept-language'))]!
  const given = words[`figures.refusal.${refusal.code}`] ?? words[`refusal.${refusal.code}`] ?? refusal.code
  const title = given.replace(/\{(\w+)\}/g, (_, name: string) =>
    String((refusal as Record<string, unknown>)[name] ?? '')
  )
  return problem(c, statusOf(refusal), { code: refusal.code, title }) as never
}

const refused = (description: string) => ({ description, content: { 'application/problem+json': { schema: Problem } } })
const json = <S>(description: string, schema: S) => ({ description, content: { 'application/json': { schema } } })
const open = { tags: ['figures'] }
const scoped = { ...open, security: [{ bearer: [] }] }
const problems = { 401: refused('Not signed in'), 403: refused('Not permitted') } as const

const lists = createRoute({
  ...open,
  method: 'get',
  path: '/api/v1/late-lists',
  summary: 'The lists of late work that are published, of a month',
  request: { query: model.LateListsAsked },
  responses: { 200: json('The agencies of the month, the newest one unless asked', model.LateListsView) }
})
const editions = createRoute({
  ...open,
  method: 'get',
  path: '/api/v1/late-lists/{agency}/{month}',
  summary: 'The public editions of an agency and month, the newest first',
  request: { params: model.LateEditionsAsked },
  responses: {
    200: json('Every edition with its hash and signature', model.LateEditionsView),
    404: refused('Nothing is published, or it was taken down')
  }
})
const index = createRoute({
  ...scoped,
  method: 'get',
  path: '/api/v1/service-index',
  summary: 'The service-quality index (Decision 766) of a unit and period, counted now',
  description: 'Scope `figures.read` for the client’s own unit; with `figures.read-all` any unit and the province.',
  request: { query: model.ServiceIndexAsked },
  responses: { 200: json('Groups and components', model.ServiceIndexView), ...problems }
})
const rows = createRoute({
  ...scoped,
  method: 'get',
  path: '/api/v1/reports/{template}',
  summary: 'A periodic report of procedure control: rows by the official column numbers',
  description: 'Scope `figures.read` for the client’s own unit; with `figures.read-all` any unit and the province.',
  request: { params: model.ReportTemplate, query: model.ReportSpan },
  responses: {
    200: json('Rows, the total last', model.ReportView),
    ...problems,
    404: refused('No such form, or nothing was sent for this period'),
    409: refused('The days are not right')
  }
})

/** Late lists (open to all, as on the portal), the index and the reports, to be read. */
export function routes(api: Api): void {
  api.openapi(lists, async c => {
    const { months, month, rows: found, letters } = await publicLists(c.get('ctx'), c.req.valid('query').month ?? null)
    const items = found.map(({ agency, nameVi, edition, publishedAt, handled, late }) => ({
      ...{ agency, name: nameVi, edition, handled, late },
      publishedAt: publishedAt!.toISOString()
    }))
    return c.json({ month, months: months.map(each => each.month), letters, items }, 200)
  })
  api.openapi(editions, async c => {
    const { agency, month } = c.req.valid('param')
    const found = await publicEdition(c.get('ctx'), agency, month)
    if (!found) return refuse(c, { code: 'not-found' })
    const shown = found.editions.map(({ number, publishedAt, text, hash, signature }) => ({
      ...{ number, text, hash, signature },
      publishedAt: publishedAt.toISOString()
    }))
    return c.json({ agency, month, key: found.key, editions: shown }, 200)
  })
  api.openapi(index, async c => {
    const ctx = c.get('ctx')
    const { period, unit } = c.req.valid('query')
    const counted = await serviceIndex(ctx, { unit: unit ?? null, period })
    if (!counted.ok) return refuse(c, counted.error)
    const frozen = await frozenIndexOf(ctx, counted.value)
    const kept = frozen && { at: frozen.frozenAt.toISOString(), points: frozen.points }
    return c.json({ ...counted.value, frozen: kept } as never, 200)
  })
  api.openapi(rows, async c => {
    const ctx = c.get('ctx')
    const { from, to, unit = null, sent } = c.req.valid('query')
    const asked = { template: c.req.valid('param').template, unit, from, to }
    if (sent === 'true') {
      const found = await standingReport(ctx, asked)
      if (!found.ok) return refuse(c, found.error)
      const { id, state, sentAt, sentBy, body } = found.value
      return c.json(shown(body, { id, state, at: sentAt.toISOString(), by: sentBy }), 200)
    }
    const counted = await report(ctx, asked)
    return counted.ok ? c.json(shown(counted.value, null), 200) : refuse(c, counted.error)
  })
}

type Counted = Extract<Awaited<ReturnType<typeof report>>, { ok: true }>['value']
const shown = (
  body: Counted,
  sent: { readonly id: string; readonly state: string; readonly at: string; readonly by: string } | null
) => {
  const { template, version, unit, from, to, asOf, leftOut } = body
  return { template, version, unit, from, to, asOf, sent, leftOut, rows: rowsOf(body) }
}
