import { OpenAPIHono } from '@hono/zod-openapi'
import { describe, expect } from 'vitest'
import { loadOrganisation } from '#server/identity/index.ts'
import { verifyChains } from '#server/platform/index.ts'
import type { Actor, Api, Ctx, Permission } from '#server/platform/index.ts'
import { aPng } from '#server/documents/testing.ts'
import { test as base } from '#server/platform/testing.ts'
import { publishDue } from './actions.ts'
import { routes } from './api.ts'
import { categories, saveCategory } from './categories.ts'
import { moderateComments, sendComment } from './comments.ts'
import { tellNews } from './demonstration/index.ts'
import { deskItem, deskList, moderationScreen } from './desk.ts'
import { atomFeed, rssFeed, sitemap } from './feed.ts'
import { deskFile, publicFile } from './files.ts'
import { countView, figuresOf, forgetReaders, giveStars, newSlip, readSlip } from './readers.ts'
import { articleScreen, directiveScreen, directivesScreen, isWithdrawn, newestArticles, newsScreen } from './screens.ts'
import { movePublication, writePublication } from './actions.ts'
import type { ArticleContent } from './model.ts'

const test = base.extend('told', { scope: 'file' }, async ({ sql }) => {
  const { testCtx } = await import('#server/platform/testing.ts')
  const ctx = testCtx(sql)
  await loadOrganisation(ctx)
  await tellNews(ctx)
  return true
})

const anOfficer = (number: number, ...may: readonly Permission[]): Actor => ({
  kind: 'officer',
  id: `00000000-0000-4000-8000-00000000000${number}`,
  name: `Cán bộ ${number}`,
  unit: 'H99.01',
  roles: [],
  may: permission => may.includes(permission)
})
const WRITER = anOfficer(1, 'portal.desk', 'portal.write')
const REVIEWER = anOfficer(2, 'portal.desk', 'portal.review', 'portal.moderate')
const as = (ctx: Ctx, actor: Actor): Ctx => ({ ...ctx, actor })
const ask = (words: Record<string, string>) => new URLSearchParams(words)
const CHROME = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'

/** A PNG that nobody else has handed in. */
const picture = (text: string) => new File([aPng(1200, 675, text) as Uint8Array<ArrayBuffer>], 'song.png')

async function anArticle(ctx: Ctx, more: Partial<ArticleContent> = {}) {
  const { takePicture } = await import('./files.ts')
  const taken = await takePicture(as(ctx, WRITER), picture(crypto.randomUUID()))
  if (!taken.ok) throw new Error(taken.error.code)
  const content: ArticleContent = {
    kind: 'article',
    language: 'vi',
    category: 'thong-bao',
    title: 'Bến phà Cẩm Khê chạy lại',
    summary: 'Phà chạy lại từ thứ Tư.',
    body: 'Giá vé không đổi.',
    author: 'Cán bộ 1',
    picture: { ...taken.value, caption: 'Bến phà', source: '', alt: 'Phà cập bến' },
    files: [],
    comments: true,
    ...more
  }
  const written = await writePublication(as(ctx, WRITER), null, content)
  if (!written.ok) throw new Error(written.error.code)
  return written.value
}

async function passed(ctx: Ctx, id: string) {
  expect((await movePublication(as(ctx, WRITER), id, { kind: 'submit' })).ok).toBe(true)
  expect((await movePublication(as(ctx, REVIEWER), id, { kind: 'approve' })).ok).toBe(true)
}

describe('what the demonstration tells', () => {
  test('eight articles with pictures, stars and comments, three directives with their files', async ({ ctx, told }) => {
    expect(told).toBe(true)
    const list = await newsScreen(ctx, null, ask({}))
    expect(list!.rows.length).toBe(8)
    expect(list!.rows.every(row => row.picture !== null)).toBe(true)
    const first = await articleScreen(ctx, list!.rows[0]!.href.slice('/news/'.length), null)
    expect(first).toMatchObject({
      title: 'Trung tâm Phục vụ hành chính công tiếp dân thêm sáng thứ Bảy',
      dateline: 'Thứ Hai, 23/11/2026, 07:30 (GMT+7)',
      figures: { rating: { points: 25, votes: 5, average: 5 }, comments: 2 },
      picture: { width: 1200, height: 675 }
    })
    const directives = await directivesScreen(ctx, ask({}))
    expect(directives.rows.map(row => row.number)).toEqual(['05/CT-UBND', '118/KH-UBND', '742/VP-KSTT'])
    const one = await directiveScreen(ctx, directives.rows[0]!.href.slice('/directives/'.length))
    expect(one?.files).toEqual([expect.objectContaining({ name: '05-CT-UBND.pdf', type: 'application/pdf' })])
    expect((await moderationScreen(ctx, ask({}))).counts.find(({ phase }) => phase === 'held')?.count).toBe(2)
  })

  test('light pictures for a slow telephone, and none of them before or after its article', async ({ ctx, told }) => {
    expect(told).toBe(true)
    const [row] = (await newsScreen(ctx, null, ask({ page: '1' })))!.rows
    const sizes = row!.picture!.sizes!.split(', ').map(size => size.split(' '))
    expect(sizes.map(([, wide]) => wide)).toEqual(['480w', '960w', '1200w'])
    const slug = row!.href.slice('/news/'.length)
    const files = await Promise.all(sizes.map(([src]) => publicFile(ctx, 'article', slug, src!.split('/').at(-1)!)))
    const [small, , whole] = files.map(file => file!.bytes)
    expect(small!).toBeLessThan(whole! / 2)
    expect(sizes[2]![0]).toBe(row!.picture!.src)
    const other = (await newsScreen(ctx, null, ask({})))!.rows[1]!.href.slice('/news/'.length)
    expect(await publicFile(ctx, 'article', other, files[0]!.id)).toBeNull()
  })

  test('is read by programs as by people, and no program counts as a reader', async ({ ctx, told }) => {
    expect(told).toBe(true)
    const api: Api = new OpenAPIHono()
    api.use((c, next) => {
      c.set('ctx', ctx)
      return next()
    })
    routes(api)
    const read = async (path: string) => {
      const answer = await api.request(path)
      return { status: answer.status, body: (await answer.json()) as Record<string, never> }
    }
    const { items } = (await read('/api/v1/news?q=thu+bay')).body as unknown as { items: { slug: string }[] }
    const before = await articleScreen(ctx, items[0]!.slug, null)
    const { body } = await read(`/api/v1/news/${items[0]!.slug}`)
    expect(body).toMatchObject({
      ...{ title: before!.title, dateline: before!.dateline, author: 'Vi Thị Mai', comments: 2 },
      ...{ views: before!.figures.views, rating: { points: 25, votes: 5, average: 5 } },
      picture: { alt: before!.picture!.alt, sizes: [{ width: 480 }, { width: 960 }, { width: 1200 }] }
    })
    expect((await articleScreen(ctx, items[0]!.slug, null))!.figures.views).toBe(before!.figures.views)
    const directives = (await read('/api/v1/directives?kind=plan')).body as unknown as { items: { slug: string }[] }
    expect((await read(`/api/v1/directives/${directives.items[0]!.slug}`)).body).toMatchObject({
      ...{ number: '118/KH-UBND', kind: 'plan', files: [{ type: 'application/pdf' }] }
    })
    expect((await read('/api/v1/news/khong-co-1')).status).toBe(404)
    expect((await read('/api/v1/news?category=khong-co')).status).toBe(404)
  })

  test('is found without accents, with a slip, by words of the text and by number', async ({ ctx, told }) => {
    expect(told).toBe(true)
    const titles = async (q: string) => (await newsScreen(ctx, null, ask({ q })))!.rows.map(row => row.title)
    for (const typed of ['thuyền một cửa', 'thuyen mot cua', 'thuyn mot cua', 'loa sang thu tu'])
      expect((await titles(typed))[0]).toBe('Thuyền một cửa đến bảy thôn ven sông Thượng')
    expect(await titles('xyzxyz')).toEqual([])
    expect((await newsScreen(ctx, 'cai-cach', ask({})))!.rows.length).toBe(2)
    expect(await newsScreen(ctx, 'khong-co', ask({}))).toBeNull()
    expect((await directivesScreen(ctx, ask({ q: '118/KH-UBND' }))).rows.map(row => row.number)).toEqual([
      '118/KH-UBND'
    ])
    expect((await directivesScreen(ctx, ask({ kind: 'directive' }))).rows.length).toBe(1)
  })
})

describe('an embargo', () => {
  test('holds for lists, search, feed, sitemap, front page and files until the job lets it out', async ({
    ctx,
    told
  }) => {
    expect(told).toBe(true)
    const { id, content } = await anArticle(ctx)
    await passed(ctx, id)
    const at = new Date(ctx.now().getTime() + 3_600_000).toISOString()
    expect((await movePublication(as(ctx, REVIEWER), id, { kind: 'schedule', at })).ok).toBe(true)
    const seen = async () => [
      (await newsScreen(ctx, null, ask({ q: 'bến phà' })))!.rows.some(row => row.title === content.title),
      (await newestArticles(ctx, 3)).some(row => row.title === content.title),
      (await rssFeed(ctx, null))!.includes(content.title),
      (await atomFeed(ctx, null))!.includes(content.title),
      /ben-pha/.test(await sitemap(ctx))
    ]
    expect(await seen()).toEqual([false, false, false, false, false])
    const file = (content as ArticleContent).picture!.file.id
    expect(await deskFile(as(ctx, WRITER), id, file)).not.toBeNull()
    expect(await deskFile(as(ctx, anOfficer(3)), id, file)).toBeNull()
    expect(await publishDue(ctx)).toBe(0)
    ctx.clock.advance(3_600_000)
    expect(await publishDue(ctx)).toBe(1)
    expect(await seen()).toEqual([true, true, true, true, true])
    const { slug } = (await deskItem(as(ctx, REVIEWER), 'article', id))!
    expect(await publicFile(ctx, 'article', slug!, file)).toMatchObject({ name: 'song.png', type: 'image/png' })
    expect(await publicFile(ctx, 'directive', slug!, file)).toBeNull()

    expect((await movePublication(as(ctx, REVIEWER), id, { kind: 'withdraw', because: 'Nhầm ngày' })).ok).toBe(true)
    expect(await seen()).toEqual([false, false, false, false, false])
    expect(await publicFile(ctx, 'article', slug!, file)).toBeNull()
    expect([await articleScreen(ctx, slug!, null), await isWithdrawn(ctx, 'article', slug!)]).toEqual([null, true])
  })
})

test('only who may writes, passes and arranges; a closed category takes no new article', async ({ ctx, told }) => {
  expect(told).toBe(true)
  const { id, content } = await anArticle(ctx)
  expect(await writePublication(as(ctx, REVIEWER), null, content)).toMatchObject({ error: { code: 'forbidden' } })
  await movePublication(as(ctx, WRITER), id, { kind: 'submit' })
  expect(await movePublication(as(ctx, WRITER), id, { kind: 'approve' })).toMatchObject({
    error: { code: 'forbidden' }
  })
  const both = { ...WRITER, may: () => true }
  expect(await movePublication(as(ctx, both), id, { kind: 'approve' })).toMatchObject({
    error: { code: 'news-own-work' }
  })
  const closed = { code: 'cu', name: 'Cũ', nameEn: '', place: 9, open: false }
  expect((await saveCategory(as(ctx, WRITER), closed)).ok).toBe(false)
  expect((await saveCategory(ctx, closed)).ok).toBe(true)
  expect((await categories(ctx)).map(({ code }) => code)).toContain('cu')
  const refused = await writePublication(as(ctx, WRITER), null, { ...(content as ArticleContent), category: 'cu' })
  expect(refused).toMatchObject({ error: { code: 'news-category-missing' } })
  const list = await deskList(as(ctx, REVIEWER), 'article', ask({ phase: 'review' }))
  expect(list.rows.map(row => row.id)).toContain(id)
})

test('a reader counts once a day, a robot never, and nothing of either stays after the day', async ({ ctx, told }) => {
  expect(told).toBe(true)
  const { id } = await anArticle(ctx)
  const reader = { account: null, address: '203.0.113.9', agent: CHROME }
  for (const who of [reader, reader, { ...reader, agent: 'Googlebot/2.1 (+http://google.com/bot.html)' }])
    await countView(ctx, id, who)
  expect((await figuresOf(ctx, id, null)).views).toBe(1)
  await countView(ctx, id, { ...reader, address: '203.0.113.10' })
  ctx.clock.advance(86_400_000)
  await countView(ctx, id, reader)
  expect((await figuresOf(ctx, id, null)).views).toBe(3)
  await forgetReaders(ctx)
  const [left] = await ctx.sql<{ salts: number; readers: number }[]>`
    select (select count(*) from news_salt)::integer as "salts", (select count(*) from news_view)::integer as "readers"`
  expect(left).toEqual({ salts: 1, readers: 1 })
})

test('a vote given again replaces the first; a slip that nobody gave out is none', async ({ ctx, told }) => {
  expect(told).toBe(true)
  const { id } = await anArticle(ctx)
  expect(await giveStars(ctx, id, 'account 1', 5)).toMatchObject({ error: { code: 'news-missing' } })
  await passed(ctx, id)
  await movePublication(as(ctx, REVIEWER), id, { kind: 'publish' })
  const slip = newSlip(ctx)
  const name = `slip ${readSlip(ctx, slip)}`
  for (const [voter, stars] of [
    ['account 1', 2],
    [name, 4],
    ['account 1', 5]
  ] as const)
    expect((await giveStars(ctx, id, voter, stars)).ok).toBe(true)
  expect(await figuresOf(ctx, id, 'account 1')).toMatchObject({ rating: { points: 9, votes: 2, average: 4.5 }, own: 5 })
  expect((await giveStars(ctx, id, 'account 1', 6)).ok).toBe(false)
  expect([readSlip(ctx, `${slip}x`), readSlip(ctx, `a${slip.slice(1)}`), readSlip(ctx, undefined)]).toEqual([
    null,
    null,
    null
  ])
})

test('comments wait for a moderator, are settled in bulk, and their words are not in the log', async ({
  ctx,
  told
}) => {
  expect(told).toBe(true)
  const { id } = await anArticle(ctx)
  await passed(ctx, id)
  const { value } = (await movePublication(as(ctx, REVIEWER), id, { kind: 'publish' })) as { value: { slug: string } }
  for (const body of ['Lời hay', 'Lời dở'])
    expect((await sendComment(ctx, id, { name: 'Bạn đọc lạ', body })).ok).toBe(true)
  expect((await articleScreen(ctx, value.slug, null))!.comments).toEqual([])
  const rows = (await moderationScreen(as(ctx, REVIEWER), ask({}))).rows.filter(row => row.name === 'Bạn đọc lạ')
  const ids = rows.map(row => row.id)
  expect(await moderateComments(as(ctx, WRITER), ids, 'show')).toMatchObject({ error: { code: 'forbidden' } })
  expect(await moderateComments(as(ctx, REVIEWER), ids, 'show')).toEqual({ ok: true, value: { decided: 2 } })
  expect(await moderateComments(as(ctx, REVIEWER), ids, 'show')).toEqual({ ok: true, value: { decided: 0 } })
  await moderateComments(
    as(ctx, REVIEWER),
    rows.filter(row => row.body === 'Lời dở').map(row => row.id),
    'refuse',
    'Nặng lời'
  )
  expect((await articleScreen(ctx, value.slug, null))!.comments.map(({ body }) => body)).toEqual(['Lời hay'])
  const [spoken] = await ctx.sql<{ found: boolean }[]>`
    select exists (select from event where data::text ~ 'Lời (hay|dở)' or actor_name = 'Bạn đọc lạ') as "found"`
  expect(spoken!.found).toBe(false)
  const shut = await anArticle(ctx, { comments: false })
  expect(await sendComment(ctx, shut.id, { name: 'a', body: 'b' })).toMatchObject({
    error: { code: 'news-comments-closed' }
  })
})

test('every chain of articles, directives and comments holds', async ({ ctx, told }) => {
  expect(told).toBe(true)
  const kinds = await verifyChains(ctx)
  for (const kind of ['publication', 'news-comment'])
    expect(kinds.find(row => row.kind === kind)).toMatchObject({ broken: 0, cases: expect.any(Number) })
  const [ends] = await ctx.sql<{ odd: number }[]>`
    select count(*)::integer as "odd" from publication join event on case_id = id and event.version = publication.version
    where event.hash <> publication.hash`
  expect(ends!.odd).toBe(0)
})
