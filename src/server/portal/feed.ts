import { searchProcedures } from '#server/catalogue/index.ts'
import { remembered } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { categories } from './categories.ts'
import { escaped } from './markdown.rules.ts'
import { newsScreen } from './screens.ts'
import { text as en } from './text.en.ts'
import { text as vi } from './text.vi.ts'
import * as views from './views.ts'

/** The newest articles, of one category or all, as RSS 2.0; null for an unknown category. */
export async function rssFeed(ctx: Ctx, category: string | null): Promise<string | null> {
  const screen = await newsScreen(ctx, category, new URLSearchParams())
  if (!screen) return null
  const words = ctx.language === 'en' ? en : vi
  const { origin, name } = ctx.province
  const self = `${origin}/rss.xml${category ? `?category=${category}` : ''}`
  const title = [screen.category?.name ?? words['news.title'], name].join(' – ')
  const items = screen.rows.map(
    ({ href, title, summary, at, category }) =>
      `<item><title>${escaped(title)}</title><link>${origin}${href}</link><guid isPermaLink="true">${origin}${href}</guid>` +
      `<pubDate>${new Date(at).toUTCString()}</pubDate><category>${escaped(category)}</category>` +
      `<description>${escaped(summary)}</description></item>`
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${escaped(title)}</title>
<link>${origin}/news</link><description>${escaped(words['news.lead'])}</description><language>${ctx.language}</language>
<atom:link href="${escaped(self)}" rel="self" type="application/rss+xml"/>
${items.join('\n')}
</channel></rss>
`
}

/** The same as Atom (RFC 4287); null for an unknown category. */
export async function atomFeed(ctx: Ctx, category: string | null): Promise<string | null> {
  const screen = await newsScreen(ctx, category, new URLSearchParams())
  if (!screen) return null
  const words = ctx.language === 'en' ? en : vi
  const { origin, name } = ctx.province
  const self = `${origin}/atom.xml${category ? `?category=${encodeURIComponent(category)}` : ''}`
  const title = [screen.category?.name ?? words['news.title'], name].join(' – ')
  const updated = new Date(screen.rows[0]?.at ?? 0).toISOString()
  const entries = screen.rows.map(
    ({ href, title, summary, at, category, language }) =>
      `<entry xml:lang="${language}"><id>${origin}${href}</id><title>${escaped(title)}</title>` +
      `<link href="${origin}${href}"/><published>${new Date(at).toISOString()}</published>` +
      `<updated>${new Date(at).toISOString()}</updated><category term="${escaped(category)}"/>` +
      `<summary>${escaped(summary)}</summary></entry>`
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${ctx.language}"><id>${escaped(self)}</id><title>${escaped(title)}</title>
<updated>${updated}</updated><author><name>${escaped(name)}</name></author>
<link rel="self" type="application/atom+xml" href="${escaped(self)}"/><link href="${origin}/news"/>
${entries.join('\n')}
</feed>
`
}

const PAGES = [
  ...['/', '/news', '/directives', '/procedures', '/apply', '/track'],
  ...['/late', '/open', '/open/data', '/petitions', '/petitions/new']
] as const

/** Thousands of codes that hardly change: asked for once in ten minutes. */
const known = remembered<readonly string[]>(600_000)
const procedureCodes = (ctx: Ctx): Promise<readonly string[]> =>
  known.of(ctx, 'codes', async () => {
    const codes: string[] = []
    for (let after: string | undefined; codes.length < 9_000;) {
      const found = await searchProcedures(ctx, { limit: 100, ...(after ? { after } : {}) })
      if (!found.ok) break
      codes.push(...found.value.rows.map(({ code }) => code))
      if (found.value.next === null) break
      after = found.value.next
    }
    return codes
  })

/** Every public address for search engines (sitemaps.org); nothing that is not out yet. */
export async function sitemap(ctx: Ctx): Promise<string> {
  const { origin } = ctx.province
  const [rows, all, procedures] = await Promise.all([views.addresses(ctx), categories(ctx), procedureCodes(ctx)])
  const shown = rows.map(({ kind, slug, at }) => ({
    path: `/${kind === 'article' ? 'news' : 'directives'}/${slug}`,
    at: at.toISOString().slice(0, 10)
  }))
  const plain = [
    ...PAGES,
    ...all.filter(({ articles }) => articles > 0).map(({ code }) => `/news/${code}`),
    ...procedures.map(code => `/procedures/${encodeURIComponent(code)}`)
  ].map(path => ({ path, at: null }))
  const lines = [...plain, ...shown].map(
    ({ path, at }) => `<url><loc>${origin}${path}</loc>${at ? `<lastmod>${at}</lastmod>` : ''}</url>`
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lines.join('\n')}
</urlset>
`
}
