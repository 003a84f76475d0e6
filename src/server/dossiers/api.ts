import { acceptedLanguage, createRoute, Problem, problem, statusOf, z } from '#server/platform/http.ts'
import type { Api } from '#server/platform/http.ts'
import type { Context } from 'hono'
import { err, fold, ok } from '#server/platform/index.ts'
import type { Ctx, Refusal } from '#server/platform/index.ts'
import { act, openedBefore } from './actions.ts'
import type { Later } from './actions.ts'
import { explainRefusal } from './explain.ts'
import { COMMAND_INPUTS, ReceiveInput } from './inputs.ts'
import type { CommandName } from './inputs.ts'
import type { OnceOnly } from './once-only.ts'
import { fileDossier, receiveDossier } from './intake.ts'
import {
  DossierRowView,
  DossierView,
  EventView,
  eventView,
  readCursor,
  rowView,
  viewOf,
  writeCursor
} from './model.api.ts'
import { DOSSIER_PHASES } from '#server/rulesets/index.ts'
import * as store from './store.ts'
import { openByFactor, PORTAL_STATES, progressOf, STAGES, stageOf } from './tracking.ts'
import { listDossiers, maySee, timelineOf, unitsInReach } from './views.ts'

const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } }
})
const problems = {
  401: { description: 'Not signed in', content: { 'application/problem+json': { schema: Problem } } },
  403: { description: 'Not permitted', content: { 'application/problem+json': { schema: Problem } } },
  404: { description: 'No such dossier', content: { 'application/problem+json': { schema: Problem } } },
  409: {
    description: 'The state of the dossier does not allow it',
    content: { 'application/problem+json': { schema: Problem } }
  },
  422: { description: 'The input is not right', content: { 'application/problem+json': { schema: Problem } } }
} as const
const Code = z.object({ code: z.string().max(80).openapi({ example: 'H99.19-261123-0001' }) })
const bearer = [{ bearer: [] }]
const EXAMPLE = {
  procedure: '1.001193',
  channel: 'counter' as const,
  applicant: { name: 'Nguyễn Văn An', number: '999090000001', phone: '0912345678' },
  receivingUnit: 'H99.31'
}

/** Says a refusal in the reader's language as a problem document. */
export function refuse(c: Context<{ Variables: { ctx: Ctx } }>, refusal: Refusal) {
  const { code, ...facts } = refusal
  const title = explainRefusal(refusal, acceptedLanguage(c.req.header('accept-language')))
  return problem(c, statusOf(refusal), { code, title, facts })
}
const anonymous = (ctx: Ctx) => ctx.actor.kind === 'visitor'
const notSignedIn = err({ code: 'not-signed-in' }).error
const notFound = err({ code: 'not-found' }).error

/** Finds a dossier that another system settles, by its code; given by who knows other systems. */
export type Elsewhere = (
  ctx: Ctx,
  code: string
) => Promise<{ code: string; state: number; system: string; where: string; address: string; toldAt: Date } | null>

async function progressElsewhere(ctx: Ctx, code: string, elsewhere: Elsewhere) {
  const found = await elsewhere(ctx, code)
  const phase = found && PORTAL_STATES[found.state - 1]
  if (!found || !phase) return null
  const { system, where, address, toldAt } = found
  const settledIn = { system, where, address, toldAt: toldAt.toISOString() }
  const stage = stageOf({ phase, received: found.state > 1 })
  return { code: found.code, phase, stage, stages: STAGES, settledIn }
}

type Known = { readonly elsewhere: Elsewhere; readonly onceOnly: OnceOnly }

/** Dossiers for other systems: receive, list, read, command, track. Bearer tokens only. */
export function routes(api: Api, { elsewhere, onceOnly }: Known): void {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/dossiers',
      tags: ['dossiers'],
      security: bearer,
      summary: 'File or receive a dossier',
      description:
        'Channel `online` files it for checking; `counter` and `post` receive it and start the clock. The same `Idempotency-Key` gives the same dossier.',
      request: {
        headers: z.object({ 'idempotency-key': z.string().min(1).max(200).optional() }),
        body: {
          required: true,
          content: { 'application/json': { schema: ReceiveInput.openapi({ example: EXAMPLE }) } }
        }
      },
      responses: { 201: json(DossierView, 'The dossier'), ...problems }
    }),
    async c => {
      const ctx = c.get('ctx')
      if (anonymous(ctx)) return refuse(c, notSignedIn) as never
      const idempotencyKey = c.req.valid('header')['idempotency-key'] ?? null
      const opened = await lawfullyOpened(ctx, c.req.valid('json'), { onceOnly, idempotencyKey })
      if (!opened.ok) return refuse(c, opened.error) as never
      return c.json(viewOf(opened.value), 201, {
        location: `/api/v1/dossiers/${encodeURIComponent(opened.value.code)}`
      })
    }
  )
  api.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/dossiers',
      tags: ['dossiers'],
      security: bearer,
      summary: 'List dossiers, newest first',
      request: {
        query: z.object({
          text: z.string().max(100).default(''),
          phase: z.enum(DOSSIER_PHASES).optional(),
          after: z.string().max(200).optional().openapi({ description: '`next` of the page before' }),
          limit: z.coerce.number().int().min(1).max(200).default(50)
        })
      },
      responses: {
        200: json(z.object({ items: z.array(DossierRowView), next: z.string().nullable() }), 'A page of dossiers'),
        ...problems
      }
    }),
    async c => {
      const ctx = c.get('ctx')
      if (anonymous(ctx)) return refuse(c, notSignedIn) as never
      if (!ctx.actor.may('dossier.read')) return refuse(c, err({ code: 'forbidden' }).error) as never
      const { text, phase, after, limit } = c.req.valid('query')
      const units = await unitsInReach(ctx)
      const from = after ? readCursor(after) : null
      if (after && !from) return refuse(c, err({ code: 'input-invalid' }).error) as never
      const items = await listDossiers(ctx, {
        text: fold(text),
        phase: phase ?? null,
        units,
        account: null,
        limit,
        after: from
      })
      const last = items.length === limit ? items.at(-1) : undefined
      return c.json({ items: items.map(rowView), next: last ? writeCursor(last) : null }, 200)
    }
  )
  api.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/dossiers/{code}',
      tags: ['dossiers'],
      security: bearer,
      summary: 'Read a dossier',
      request: { params: Code },
      responses: { 200: json(DossierView, 'The dossier'), ...problems }
    }),
    async c => {
      const ctx = c.get('ctx')
      if (anonymous(ctx)) return refuse(c, notSignedIn) as never
      const dossier = await store.load(ctx, { code: c.req.valid('param').code })
      return dossier && maySee(ctx, dossier) ? c.json(viewOf(dossier), 200) : (refuse(c, notFound) as never)
    }
  )
  eventsRoute(api)
  for (const name of Object.keys(COMMAND_INPUTS) as CommandName[]) commandRoute(api, name, onceOnly)
  trackingRoutes(api, elsewhere)
}

function eventsRoute(api: Api): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/dossiers/{code}/events',
      tags: ['dossiers'],
      security: bearer,
      summary: 'Everything that happened to a dossier, oldest first',
      request: { params: Code },
      responses: { 200: json(z.object({ items: z.array(EventView) }), 'The events'), ...problems }
    }),
    async c => {
      const ctx = c.get('ctx')
      if (anonymous(ctx)) return refuse(c, notSignedIn) as never
      const dossier = await store.load(ctx, { code: c.req.valid('param').code })
      if (!dossier || !maySee(ctx, dossier)) return refuse(c, notFound) as never
      return c.json({ items: (await timelineOf(ctx, dossier.id)).map(eventView) }, 200)
    }
  )
}

async function lawfullyOpened(
  ctx: Ctx,
  input: ReceiveInput,
  { onceOnly, idempotencyKey }: { onceOnly: OnceOnly; idempotencyKey: string | null }
) {
  const lawful = await onceOnly.receipt(ctx, input)
  if (lawful.ok) {
    const open = lawful.value.channel === 'online' ? fileDossier : receiveDossier
    return open(ctx, lawful.value, { idempotencyKey })
  }
  // Sent once more: the first sending itself may have brought the paper into the store.
  const before = await openedBefore(ctx, idempotencyKey)
  return before ? ok(before) : lawful
}

function commandRoute(api: Api, name: CommandName, onceOnly: OnceOnly): void {
  api.openapi(
    createRoute({
      method: 'post',
      path: `/api/v1/dossiers/{code}/commands/${name}`,
      tags: ['commands'],
      security: bearer,
      summary: `Command: ${name}`,
      request: {
        params: Code,
        body: { required: true, content: { 'application/json': { schema: COMMAND_INPUTS[name] } } }
      },
      responses: { 200: json(DossierView, 'The dossier after the command'), ...problems }
    }),
    async c => {
      const ctx = c.get('ctx')
      if (anonymous(ctx)) return refuse(c, notSignedIn) as never
      const { code } = c.req.valid('param')
      const command = await onceOnly.command(ctx, code, { kind: name, ...(c.req.valid('json') as object) } as Later)
      if (!command.ok) return refuse(c, command.error) as never
      const done = await act(ctx, { code }, command.value)
      return done.ok ? c.json(viewOf(done.value), 200) : (refuse(c, done.error) as never)
    }
  )
}

const ProgressView = z
  .object({
    code: z.string(),
    phase: z.enum(DOSSIER_PHASES),
    stage: z.string(),
    stages: z.array(z.string()),
    settledIn: z
      .object({ system: z.string(), where: z.string(), address: z.string(), toldAt: z.iso.datetime() })
      .optional()
      .openapi({ description: 'Another system settles it: where to ask, and when it last told us' })
  })
  .openapi('Progress')

function trackingRoutes(api: Api, elsewhere: Elsewhere): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/tracking/{code}',
      tags: ['tracking'],
      summary: 'How far a dossier has gone',
      description: `Without login: the phase and its stage (${STAGES.join(', ')}) and nothing else.`,
      request: { params: Code },
      responses: { 200: json(ProgressView, 'Progress'), 404: problems[404] }
    }),
    async c => {
      const [ctx, { code }] = [c.get('ctx'), c.req.valid('param')]
      const progress = (await progressOf(ctx, code)) ?? (await progressElsewhere(ctx, code, elsewhere))
      return progress ? c.json(progress as never, 200) : (refuse(c, notFound) as never)
    }
  )
  api.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/tracking/{code}',
      tags: ['tracking'],
      summary: 'The dossier, for who knows phone or number',
      request: {
        params: Code,
        body: {
          required: true,
          content: { 'application/json': { schema: z.object({ factor: z.string().min(1).max(30) }) } }
        }
      },
      responses: { 200: json(DossierView, 'The dossier'), 404: problems[404] }
    }),
    async c => {
      const dossier = await openByFactor(c.get('ctx'), c.req.valid('param').code, c.req.valid('json').factor)
      return dossier ? c.json(viewOf(dossier), 200) : (refuse(c, notFound) as never)
    }
  )
}
