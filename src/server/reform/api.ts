import type { Context } from 'hono'
import { acceptedLanguage, createRoute, Problem, problem, statusOf, z } from '#server/platform/http.ts'
import type { Api } from '#server/platform/http.ts'
import { fold } from '#server/platform/index.ts'
import type { Ctx, Language } from '#server/platform/index.ts'
import { TaskRowView, taskRowView, TaskView, taskView } from './api.model.ts'
import { reachOf } from './reach.rules.ts'
import { cutOff, maySee } from './tasks/actions.ts'
import { STATUSES } from './tasks/model.ts'
import { load } from './tasks/store.ts'
import { tasksAfter } from './tasks/feed.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'

type Asked = Context<{ Variables: { ctx: Ctx } }>
type Code = 'not-signed-in' | 'forbidden' | 'task-missing'
const TEXT: Record<Language, Readonly<Record<string, string>>> = { vi, en }
const STATUS = { 'not-signed-in': 401, forbidden: 403, 'task-missing': 404 } as const satisfies Record<Code, number>

/** A refusal in the reader's language. */
function refuse(c: Asked, code: Code) {
  const title = TEXT[acceptedLanguage(c.req.header('accept-language'))][`reform.refusal.${code}`] ?? code
  return problem(c, STATUS[code] ?? statusOf({ code }), { code, title }) as never
}

const refused = (description: string) => ({ description, content: { 'application/problem+json': { schema: Problem } } })
const common = {
  tags: ['reform'],
  security: [{ bearer: [] }]
}

const list = createRoute({
  ...common,
  method: 'get',
  path: '/api/v1/reform/tasks',
  summary: 'Tasks given by documents and plans, by their codes',
  description:
    'Scope `reform.read`: the tasks of the client’s unit and below; with `reform.read-all` those of all agencies. The status is derived for the day `cutOff` of the answer.',
  request: {
    query: z.object({
      status: z.enum(STATUSES).optional(),
      unit: z.string().max(35).optional().openapi({ description: 'The lead agency, and what lies below it' }),
      document: z.uuid().optional().openapi({ description: 'The document that gave them' }),
      text: z.string().max(100).default(''),
      dueFrom: z.iso.date().optional(),
      dueTo: z.iso.date().optional(),
      after: z.string().max(40).optional().openapi({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(200).default(50)
    })
  },
  responses: {
    200: {
      description: 'A page of tasks',
      content: {
        'application/json': {
          schema: z.object({ cutOff: z.string(), items: z.array(TaskRowView), next: z.string().nullable() })
        }
      }
    },
    401: refused('Not signed in'),
    403: refused('Not permitted'),
    422: refused('The input is not right')
  }
})

const read = createRoute({
  ...common,
  method: 'get',
  path: '/api/v1/reform/tasks/{code}',
  summary: 'Read a task with its clocks, parts, waits and periods',
  request: { params: z.object({ code: z.string().max(40).openapi({ example: 'NV-2026-00001' }) }) },
  responses: {
    200: { description: 'The task', content: { 'application/json': { schema: TaskView } } },
    401: refused('Not signed in'),
    403: refused('Not permitted'),
    404: refused('No such task in reach')
  }
})

/** Tasks for other systems, to be read. */
export function routes(api: Api): void {
  api.openapi(list, async c => {
    const ctx = c.get('ctx')
    if (ctx.actor.kind === 'visitor') return refuse(c, 'not-signed-in')
    if (!ctx.actor.may('reform.read')) return refuse(c, 'forbidden')
    const { status, unit, document, text, dueFrom, dueTo, after, limit } = c.req.valid('query')
    const cut = await cutOff(ctx)
    const found = await tasksAfter(
      ctx,
      {
        reach: reachOf(ctx.actor),
        status: status ?? null,
        lead: unit ?? null,
        directive: document ?? null,
        text: fold(text),
        from: dueFrom ?? null,
        to: dueTo ?? null,
        after: after ?? null,
        limit
      },
      cut
    )
    const page = found.slice(0, limit)
    const next = found.length > limit ? page.at(-1)!.code : null
    return c.json({ cutOff: cut.today, items: page.map(taskRowView), next }, 200)
  })
  api.openapi(read, async c => {
    const ctx = c.get('ctx')
    if (ctx.actor.kind === 'visitor') return refuse(c, 'not-signed-in')
    if (!ctx.actor.may('reform.read')) return refuse(c, 'forbidden')
    const task = await load(ctx, { code: c.req.valid('param').code })
    if (!task || !maySee(ctx, task)) return refuse(c, 'task-missing')
    return c.json(taskView(task, await cutOff(ctx)), 200)
  })
}
