import type { Ctx } from '#server/platform/index.ts'
import type { ArticleContent, DirectiveContent, Kind, Phase, Shown } from './model.ts'
import type { Sought } from './search.rules.ts'

export type ShownRow<C> = {
  id: string
  slug: string
  publishedAt: Date
  shown: Omit<Shown, 'content'> & { content: C }
}
export type Asked = {
  readonly category: string | null
  readonly sought: Sought | null
  readonly skip: number
  readonly limit: number
}

/** Published articles, the newest first, when searched those that fit best. Only the published revision is read. */
export const articles = ({ sql }: Ctx, { category, sought, skip, limit }: Asked) => sql<ShownRow<ArticleContent>[]>`
  select id as "id", slug as "slug", published_at as "publishedAt", shown as "shown"
  from publication
  where kind = 'article' and shown is not null
    and (${category}::text is null or shown_category = ${category})
    and (${sought?.query ?? null}::text is null or keys @@ ${sought?.query ?? null}::tsquery)
  order by (case when heading like '% ' || ${sought?.words.join(' ') ?? ''} || ' %' then 1000 else 0 end
      + (select coalesce(sum(case when heading like '% ' || word || ' %' then 13
          when keys @@ quote_literal(word)::tsquery then 10 else 0 end), 0)
         from unnest(${(sought?.words ?? []) as string[]}::text[]) word)) desc,
    published_at desc, number desc
  limit ${limit} offset ${skip}`

export const directives = (
  { sql }: Ctx,
  { kind, year, sought, skip, limit }: Omit<Asked, 'category'> & { kind: string | null; year: number | null }
) => sql<ShownRow<DirectiveContent>[]>`
  select id as "id", slug as "slug", published_at as "publishedAt", shown as "shown"
  from publication
  where kind = 'directive' and shown is not null
    and (${kind}::text is null or shown #>> '{content,documentKind}' = ${kind})
    and (${year}::integer is null or extract(year from issued_on) = ${year})
    and (${sought?.query ?? null}::text is null or keys @@ ${sought?.query ?? null}::tsquery)
  order by (case when heading like '% ' || ${sought?.words.join(' ') ?? ''} || ' %' then 1000 else 0 end
      + (select coalesce(sum(case when heading like '% ' || word || ' %' then 13
          when keys @@ quote_literal(word)::tsquery then 10 else 0 end), 0)
         from unnest(${(sought?.words ?? []) as string[]}::text[]) word)) desc,
    issued_on desc, number desc
  limit ${limit} offset ${skip}`

export const yearsOfDirectives = ({ sql }: Ctx) => sql<{ year: number }[]>`
  select distinct extract(year from issued_on)::integer as "year" from publication
  where kind = 'directive' and shown is not null order by 1 desc`

export const shownBySlug = <C>({ sql }: Ctx, kind: Kind, slug: string) => sql<ShownRow<C>[]>`
  select id as "id", slug as "slug", published_at as "publishedAt", shown as "shown"
  from publication where kind = ${kind} and slug = ${slug} and shown is not null`

/** Whether an address was once public and is no more: told as gone, not as never there. */
export const wasShown = ({ sql }: Ctx, kind: Kind, slug: string) => sql<{ id: string }[]>`
  select id as "id" from publication where kind = ${kind} and slug = ${slug} and shown is null`

export const categories = ({ sql }: Ctx) => sql<
  { code: string; name: string; nameEn: string; place: number; open: boolean; articles: number }[]
>`
  select code as "code", name as "name", name_en as "nameEn", place as "place", open as "open",
    (select count(*) from publication where shown_category = news_category.code)::integer as "articles"
  from news_category order by place, name collate "vi-x-icu"`

/** Everything public with an address, for the sitemap. */
export const addresses = ({ sql }: Ctx) => sql<{ kind: Kind; slug: string; at: Date }[]>`
  select kind as "kind", slug as "slug", (shown ->> 'at')::timestamptz as "at"
  from publication where shown is not null order by published_at desc, number desc limit 40000`

export type DeskRow = {
  id: string
  kind: Kind
  phase: Phase
  title: string
  category: string | null
  changedAt: Date
  changedBy: string
  publishAt: Date | null
  correcting: boolean
  slug: string | null
}
export const deskRows = ({ sql }: Ctx, asked: { kind: Kind; phase: Phase | null; skip: number; limit: number }) => sql<
  DeskRow[]
>`
  select publication.id as "id", kind as "kind", phase as "phase", title as "title", news_category.name as "category",
    changed_at as "changedAt", changed_by as "changedBy", publish_at as "publishAt",
    (shown is not null and phase <> 'published') as "correcting", slug as "slug"
  from publication left join news_category on news_category.code = publication.category
  where kind = ${asked.kind} and (${asked.phase}::text is null or phase = ${asked.phase})
  order by changed_at desc, publication.number desc
  limit ${asked.limit} offset ${asked.skip}`

export const phaseCounts = ({ sql }: Ctx, kind: Kind) => sql<{ phase: Phase; count: number }[]>`
  select phase as "phase", count(*)::integer as "count" from publication where kind = ${kind} group by phase`
