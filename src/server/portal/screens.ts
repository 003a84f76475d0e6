import { attempts, queryOf } from '#server/catalogue/index.ts'
import { fold } from '#server/platform/index.ts'
import type { Ctx, Language } from '#server/platform/index.ts'
import { categories } from './categories.ts'
import { shownComments } from './comments.ts'
import { htmlOf } from './markdown.rules.ts'
import { DOCUMENT_KINDS } from './model.ts'
import type { ArticleContent, DirectiveContent, DocumentKind, Picture } from './model.ts'
import { figuresOf } from './readers.ts'
import type { Sought } from './search.rules.ts'
import * as views from './views.ts'
import { dateline } from './words.rules.ts'

const A_PAGE = 12
const nameIn = (language: Language, { name, nameEn }: { name: string; nameEn: string }) =>
  (language === 'en' && nameEn) || name

/** An article as lists show it. */
export type Teaser = {
  readonly href: string
  readonly title: string
  readonly summary: string
  readonly language: 'vi' | 'en'
  readonly dateline: string
  readonly at: string
  readonly category: string
  readonly picture: ShownPicture | null
}
export type ShownPicture = Pick<Picture, 'alt' | 'width' | 'height'> & {
  readonly src: string
  /** Its sizes for `srcset`; null where there is only the one. */
  readonly sizes: string | null
}

const shownPicture = (base: string, { file, smaller = [], alt, width, height }: Picture): ShownPicture => ({
  ...{ src: `${base}/files/${file.id}`, alt, width, height },
  sizes:
    smaller.length > 0
      ? [...smaller, { file, width }].map(size => `${base}/files/${size.file.id} ${size.width}w`).join(', ')
      : null
})

async function teasersOf(ctx: Ctx, rows: readonly views.ShownRow<ArticleContent>[]): Promise<Teaser[]> {
  const all = await categories(ctx)
  return rows.map(({ slug, shown: { content, firstAt } }) => {
    const category = all.find(({ code }) => code === content.category)
    const { picture } = content
    return {
      href: `/news/${slug}`,
      title: content.title,
      summary: content.summary,
      language: content.language,
      dateline: dateline(firstAt, ctx.language),
      at: firstAt,
      category: category ? nameIn(ctx.language, category) : '',
      picture: picture && shownPicture(`/news/${slug}`, picture)
    }
  })
}

const pageOf = (asked: URLSearchParams): number =>
  Math.min(Math.max(1, Math.trunc(Number(asked.get('page'))) || 1), 1000)
const queryIn = (asked: URLSearchParams): string => (asked.get('q') ?? '').trim().slice(0, 100)

/** Forgives as the catalogue does: all words first, then without those that say little, then one less. */
async function searched<Row>(text: string, find: (sought: Sought | null) => PromiseLike<Row[]>): Promise<Row[]> {
  if (text === '') return find(null)
  const folded = fold(text)
  if (folded === '') return []
  for (const words of attempts(folded)) {
    const rows = await find({ query: queryOf(words), words })
    if (rows.length > 0) return rows
  }
  return []
}

/** The newest few for the front page. */
export const newestArticles = async (ctx: Ctx, limit: number): Promise<Teaser[]> =>
  teasersOf(ctx, await views.articles(ctx, { category: null, sought: null, skip: 0, limit }))

/** The list of articles: of a category or all, searched or not. Null for a category that does not exist. */
export async function newsScreen(ctx: Ctx, category: string | null, asked: URLSearchParams) {
  const all = await categories(ctx)
  const chosen = category === null ? null : all.find(({ code }) => code === category)
  if (chosen === undefined) return null
  const query = queryIn(asked)
  const page = pageOf(asked)
  const skip = (page - 1) * A_PAGE
  const rows = await searched(query, sought => views.articles(ctx, { category, sought, skip, limit: A_PAGE + 1 }))
  return {
    category: chosen && { code: chosen.code, name: nameIn(ctx.language, chosen) },
    categories: all
      .filter(({ articles }) => articles > 0)
      .map(({ code, articles, ...names }) => ({ code, articles, name: nameIn(ctx.language, names) })),
    query,
    page,
    more: rows.length > A_PAGE,
    rows: await teasersOf(ctx, rows.slice(0, A_PAGE))
  }
}

/** One article with what readers have left at it; null when there is none to be seen. */
export async function articleScreen(ctx: Ctx, slug: string, voter: string | null) {
  const [row] = await views.shownBySlug<ArticleContent>(ctx, 'article', slug)
  if (!row) return null
  const { content, firstAt, at, notes, revision } = row.shown
  const [all, figures, comments, newest] = await Promise.all([
    categories(ctx),
    figuresOf(ctx, row.id, voter),
    shownComments(ctx, row.id),
    newestArticles(ctx, 4)
  ])
  const category = all.find(({ code }) => code === content.category)
  const base = `/news/${slug}`
  return {
    id: row.id,
    href: base,
    title: content.title,
    summary: content.summary,
    language: content.language,
    author: content.author,
    html: htmlOf(content.body),
    dateline: dateline(firstAt, ctx.language),
    at: firstAt,
    mended: revision > 1 ? dateline(at, ctx.language) : null,
    notes: notes.map(note => ({ words: note.words, dateline: dateline(note.at, ctx.language) })),
    category: category ? { code: category.code, name: nameIn(ctx.language, category) } : null,
    picture: content.picture && {
      ...shownPicture(base, content.picture),
      caption: content.picture.caption,
      source: content.picture.source
    },
    files: content.files.map(file => ({ ...file, href: `${base}/files/${file.id}` })),
    takesComments: content.comments,
    comments: comments.map(({ sentAt, ...comment }) => ({ ...comment, dateline: dateline(sentAt, ctx.language) })),
    figures,
    others: newest.filter(({ href }) => href !== base).slice(0, 3)
  }
}

const isDocumentKind = (text: string | null): text is DocumentKind =>
  (DOCUMENT_KINDS as readonly (string | null)[]).includes(text)

const directiveLine = ({ slug, publishedAt, shown: { content } }: views.ShownRow<DirectiveContent>) => ({
  href: `/directives/${slug}`,
  number: content.number,
  title: content.title,
  documentKind: content.documentKind,
  issuedOn: content.issuedOn,
  issuer: content.issuer,
  publishedAt: publishedAt.toISOString(),
  files: content.files.length
})

/** The published directives, the newest first: by words, kind and year. */
export async function directivesScreen(ctx: Ctx, asked: URLSearchParams) {
  const query = queryIn(asked)
  const page = pageOf(asked)
  const kind = isDocumentKind(asked.get('kind')) ? asked.get('kind') : null
  const typed = Number(asked.get('year'))
  const year = Number.isInteger(typed) && typed > 1900 && typed < 2200 ? typed : null
  const limit = A_PAGE + 1
  const [rows, years] = await Promise.all([
    searched(query, sought => views.directives(ctx, { kind, year, sought, skip: (page - 1) * A_PAGE, limit })),
    views.yearsOfDirectives(ctx)
  ])
  return {
    query,
    page,
    kind,
    year,
    years: years.map(row => String(row.year)),
    more: rows.length > A_PAGE,
    rows: rows.slice(0, A_PAGE).map(directiveLine)
  }
}

export async function directiveScreen(ctx: Ctx, slug: string) {
  const [row] = await views.shownBySlug<DirectiveContent>(ctx, 'directive', slug)
  if (!row) return null
  const { content, notes, firstAt } = row.shown
  return {
    ...directiveLine(row),
    signer: content.signer,
    summary: htmlOf(content.summary),
    dateline: dateline(firstAt, ctx.language),
    notes: notes.map(note => ({ words: note.words, dateline: dateline(note.at, ctx.language) })),
    files: content.files.map(file => ({ ...file, href: `/directives/${slug}/files/${file.id}` }))
  }
}

/** Whether an address was public once: then it is gone, which is not the same as never there. */
export const isWithdrawn = async (ctx: Ctx, kind: 'article' | 'directive', slug: string): Promise<boolean> =>
  (await views.wasShown(ctx, kind, slug)).length > 0
