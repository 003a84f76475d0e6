import { createRoute, Problem, problem, z } from '#server/platform/index.ts'
import type { Api } from '#server/platform/index.ts'
import { articleScreen, directiveScreen, directivesScreen, newsScreen } from './screens.ts'
import type { ShownPicture, Teaser } from './screens.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'

const tags = ['news']
const page = z.coerce.number().int().min(1).max(1000).default(1)
const q = z.string().max(100).default('')
const json = <T extends z.ZodType>(description: string, schema: T) => ({
  200: { description, content: { 'application/json': { schema } } }
})
const none = { 404: { description: 'There is none', content: { 'application/problem+json': { schema: Problem } } } }

const Picture = z
  .object({
    url: z.url(),
    alt: z.string().openapi({ description: 'For who cannot see it; not the caption' }),
    ...{ width: z.number().int(), height: z.number().int() },
    sizes: z.array(z.object({ url: z.url(), width: z.number().int() }))
  })
  .openapi('NewsPicture')
const Line = z
  .object({
    ...{ url: z.url(), slug: z.string(), title: z.string(), summary: z.string(), language: z.enum(['vi', 'en']) },
    dateline: z.string().openapi({ example: 'Thứ Hai, 23/11/2026, 14:05 (GMT+7)' }),
    ...{ publishedAt: z.iso.datetime(), category: z.string(), picture: Picture.nullable() }
  })
  .openapi('NewsLine')
const File = z.object({ name: z.string(), type: z.string(), bytes: z.number().int(), url: z.url() })
const Article = Line.extend({
  ...{ author: z.string(), html: z.string(), caption: z.string(), source: z.string(), files: z.array(File) },
  corrections: z.array(z.object({ dateline: z.string(), words: z.string() })),
  views: z.number().int(),
  comments: z.number().int().openapi({ description: 'Those a moderator let out' }),
  rating: z.object({ points: z.number().int(), votes: z.number().int(), average: z.number() })
}).openapi('NewsArticle')
const DirectiveLine = z
  .object({
    ...{ url: z.url(), slug: z.string(), number: z.string(), title: z.string(), kind: z.string() },
    ...{ issuedOn: z.iso.date(), issuer: z.string(), publishedAt: z.iso.datetime() }
  })
  .openapi('PublishedDirectiveLine')
const Directive = DirectiveLine.extend({ signer: z.string(), html: z.string(), files: z.array(File) }).openapi(
  'PublishedDirective'
)
const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ page: z.number().int(), more: z.boolean(), items: z.array(item) })
const bySlug = { params: z.object({ slug: z.string().max(120) }) }

const list = createRoute({
  ...{ method: 'get', path: '/api/v1/news', tags, summary: 'Published articles, the newest first' },
  request: { query: z.object({ category: z.string().max(40).optional(), q, page }) },
  responses: { ...json('A page', listOf(Line)), ...none }
})
const article = createRoute({
  ...{ method: 'get', path: '/api/v1/news/{slug}', tags, summary: 'A published article with its text and figures' },
  request: bySlug,
  responses: { ...json('The article', Article), ...none }
})
const directives = createRoute({
  ...{ method: 'get', path: '/api/v1/directives', tags, summary: 'Published directives, the newest first' },
  request: { query: z.object({ kind: z.string().max(40).optional(), year: z.string().max(4).optional(), q, page }) },
  responses: json('A page', listOf(DirectiveLine))
})
const directive = createRoute({
  ...{ method: 'get', path: '/api/v1/directives/{slug}', tags, summary: 'A published directive with its files' },
  request: bySlug,
  responses: { ...json('The directive', Directive), ...none }
})

const searchOf = (asked: Readonly<Record<string, string | number | undefined>>): URLSearchParams =>
  new URLSearchParams(Object.entries(asked).flatMap(([key, value]) => (value ? [[key, String(value)]] : [])))
const slugIn = (href: string): string => href.split('/').at(-1)!

/** Open to everybody: what the portal has published, as its pages show it; a reading here is not counted as a view. */
export function routes(api: Api): void {
  const absent = (c: Parameters<typeof problem>[0]) => {
    const title = (c.get('ctx').language === 'en' ? en : vi)['news.not-there']
    return problem(c, 404, { code: 'not-found', title }) as never
  }
  api.openapi(list, async c => {
    const { category, ...asked } = c.req.valid('query')
    const { province } = c.get('ctx')
    const screen = await newsScreen(c.get('ctx'), category ?? null, searchOf(asked))
    if (!screen) return absent(c)
    return c.json(
      { page: screen.page, more: screen.more, items: screen.rows.map(row => lineOf(province.origin, row)) },
      200
    )
  })
  api.openapi(article, async c => {
    const { origin } = c.get('ctx').province
    const found = await articleScreen(c.get('ctx'), c.req.valid('param').slug, null)
    if (!found) return absent(c)
    const { author, html, files, notes, figures, picture } = found
    return c.json(
      {
        ...lineOf(origin, { ...found, category: found.category?.name ?? '' }),
        ...{ author, html, caption: picture?.caption ?? '', source: picture?.source ?? '' },
        ...{ files: files.map(file => fileOf(origin, file)), corrections: notes },
        ...{ views: figures.views, comments: figures.comments, rating: figures.rating }
      },
      200
    )
  })
  api.openapi(directives, async c => {
    const { origin } = c.get('ctx').province
    const screen = await directivesScreen(c.get('ctx'), searchOf(c.req.valid('query')))
    const items = screen.rows.map(row => directiveOf(origin, row))
    return c.json({ page: screen.page, more: screen.more, items }, 200)
  })
  api.openapi(directive, async c => {
    const { origin } = c.get('ctx').province
    const found = await directiveScreen(c.get('ctx'), c.req.valid('param').slug)
    if (!found) return absent(c)
    const files = found.files.map(file => fileOf(origin, file))
    return c.json({ ...directiveOf(origin, found), signer: found.signer, html: found.summary, files }, 200)
  })
}

const lineOf = (origin: string, { href, title, summary, language, dateline, at, category, picture }: Teaser) => ({
  ...{ url: origin + href, slug: slugIn(href), title, summary, language, dateline, publishedAt: at, category },
  picture: picture && pictureOf(origin, picture)
})
const pictureOf = (origin: string, { src, alt, width, height, sizes }: ShownPicture) => ({
  ...{ url: origin + src, alt, width, height },
  sizes: (sizes?.split(', ') ?? []).map(size => {
    const [path = '', wide = ''] = size.split(' ')
    return { url: origin + path, width: Number.parseInt(wide, 10) }
  })
})
const fileOf = (origin: string, file: { name: string; type: string; bytes: number; href: string }) => ({
  ...{ name: file.name, type: file.type, bytes: file.bytes, url: origin + file.href }
})
type Directed = Awaited<ReturnType<typeof directivesScreen>>['rows'][number]
const directiveOf = (origin: string, line: Omit<Directed, 'files'>) => ({
  ...{ url: origin + line.href, slug: slugIn(line.href), number: line.number, title: line.title },
  ...{ kind: line.documentKind, issuedOn: line.issuedOn, issuer: line.issuer, publishedAt: line.publishedAt }
})
