import { createRoute, Problem, problem, z } from '#server/platform/index.ts'
import type { Api } from '#server/platform/index.ts'
import { wordsFor } from '../words.ts'
import { addressOf, openDatasets } from './catalogue.ts'
import { LICENCE, SUBJECTS } from './model.ts'
import type { Build } from './model.ts'
import { buildInForce, figuresOf, windowsOf } from './store.ts'

const count = z
  .number()
  .int()
  .nullable()
  .openapi({ description: 'Null: left out, because it is or gives away a small number' })
const Figure = z
  .object({
    subject: z.enum(SUBJECTS),
    code: z.string().openapi({ example: 'H99.31' }),
    month: z.string().openapi({ description: 'YYYY-MM, or empty for the whole window', example: '2026-10' }),
    ...{ received: count, online: count, settled: count, onTime: count, late: count, unknown: count },
    overdue: count.openapi({ description: 'Open beyond the due moment at the cut-off; of the window only' }),
    timed: count,
    median: count.openapi({ description: 'Working time in office minutes; of the window only' }),
    ninetieth: count
  })
  .openapi('OpenFigure')
const Window = z
  .object({
    builtAt: z.iso.datetime(),
    firstDay: z.iso.date(),
    lastDay: z.iso.date().openapi({ description: 'The cut-off: counted to the end of this day' }),
    threshold: z.number().int().openapi({ description: 'Fewer dossiers than this are not published' })
  })
  .openapi('OpenWindow')
const windowOf = ({ builtAt, first, last, threshold }: Build) => ({
  ...{ builtAt: builtAt.toISOString(), firstDay: first, lastDay: last, threshold }
})
const Figures = z.object({ window: Window.nullable(), items: z.array(Figure) })
const tags = ['open-data']

const all = createRoute({
  method: 'get',
  path: '/api/v1/open/figures',
  tags,
  summary: 'Public figures of the province, of every office or of every procedure over the window',
  request: { query: z.object({ subject: z.enum(SUBJECTS).default('unit') }) },
  responses: { 200: { description: 'By code', content: { 'application/json': { schema: Figures } } } }
})
const one = createRoute({
  method: 'get',
  path: '/api/v1/open/figures/{subject}/{code}',
  tags,
  summary: 'Public figures of one office or procedure: the window first, then month by month',
  request: {
    params: z.object({
      subject: z.enum(['unit', 'procedure']).openapi({ example: 'unit' }),
      code: z.string().max(50).openapi({ example: 'H99.31' })
    })
  },
  responses: {
    200: { description: 'The figures', content: { 'application/json': { schema: Figures } } },
    404: { description: 'Nothing was counted', content: { 'application/problem+json': { schema: Problem } } }
  }
})
const Dataset = z
  .object({
    name: z.string().openapi({ example: 'dossiers-by-month' }),
    title: z.string(),
    rows: z.number().int(),
    columns: z.array(z.object({ key: z.string(), type: z.string(), meaning: z.string() })),
    files: z.array(z.object({ format: z.string(), url: z.url(), bytes: z.number().int(), builtAt: z.iso.datetime() }))
  })
  .openapi('OpenDataset')
const sets = createRoute({
  method: 'get',
  path: '/api/v1/open/datasets',
  tags,
  summary: 'The data sets with their columns, files and licence',
  responses: {
    200: {
      description: 'Rebuilt nightly; empty before the first build',
      content: {
        'application/json': {
          schema: z.object({ window: Window.nullable(), licence: z.url(), items: z.array(Dataset) })
        }
      }
    }
  }
})

/** Open to everybody: figures and data sets as the public pages show them. */
export function routes(api: Api): void {
  api.openapi(all, async c => {
    const ctx = c.get('ctx')
    const build = await buildInForce(ctx)
    const items = await windowsOf(ctx, c.req.valid('query').subject)
    return c.json({ window: build && windowOf(build), items }, 200)
  })
  api.openapi(one, async c => {
    const ctx = c.get('ctx')
    const { subject, code } = c.req.valid('param')
    const [build, items] = [await buildInForce(ctx), await figuresOf(ctx, subject, code)]
    if (items.length === 0) {
      const title = wordsFor(ctx.language)('open.nothing')
      return problem(c, 404, { code: 'not-found', title }) as never
    }
    return c.json({ window: build && windowOf(build), items }, 200)
  })
  api.openapi(sets, async c => {
    const ctx = c.get('ctx')
    const t = wordsFor(ctx.language)
    const { build, datasets } = await openDatasets(ctx)
    const items = datasets.map(({ name, rows, columns, files }) => ({
      ...{ name, rows, title: t(`open.dataset.${name}`) },
      columns: columns.map(({ key, type }) => ({ key, type, meaning: t(`open.column.${key}` as 'open.column.unit') })),
      files: files.map(file => ({
        ...{ format: file.format, bytes: file.bytes },
        ...{ url: addressOf(ctx, file), builtAt: file.builtAt.toISOString() }
      }))
    }))
    return c.json({ window: build && windowOf(build), licence: LICENCE.url, items }, 200)
  })
}
