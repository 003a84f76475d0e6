import { createHash, randomBytes } from 'node:crypto'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { isRobot, ratingOf } from './words.rules.ts'
import type { Rating } from './words.rules.ts'

/** Who reads, as the edge knows it: an account, else address and browser. Nothing of it is stored. */
export type Reader = { readonly account: string | null; readonly address: string; readonly agent: string }

const today = async (ctx: Ctx): Promise<Buffer> => {
  const day = dayOf(ctx.now())
  const [row] = await ctx.sql<{ salt: Buffer }[]>`
    with made as (
      insert into news_salt (day, salt) values (${day}, ${randomBytes(32)}) on conflict (day) do nothing returning salt
    )
    select salt as "salt" from made union all select salt as "salt" from news_salt where day = ${day} limit 1`
  return Buffer.from(row!.salt)
}

/**
 * Counts a reader of an article once a day. The reader is a hash with the day's secret, which is thrown away with the
 * day; robots are not counted. Whatever goes wrong here, the page is read.
 */
export async function countView(ctx: Ctx, id: string, reader: Reader): Promise<void> {
  if (isRobot(reader.agent)) return
  try {
    const who = reader.account ?? `${reader.address} ${reader.agent}`
    const salt = await today(ctx)
    const hash = createHash('sha256').update(salt).update(who).digest()
    await ctx.sql`
      with seen as (
        insert into news_view (day, publication, reader) values (${dayOf(ctx.now())}, ${id}, ${hash})
        on conflict do nothing returning publication
      )
      insert into news_count (publication, views) select publication, 1 from seen
      on conflict (publication) do update set views = news_count.views + 1`
  } catch (error) {
    ctx.log.error({ event: 'portal.view-not-counted', error: String(error) }, 'a view could not be counted')
  }
}

/** Throws away what told the readers of days gone by apart. A job, each night. */
export async function forgetReaders(ctx: Ctx): Promise<void> {
  const day = dayOf(ctx.now())
  await ctx.sql`
    with salts as (delete from news_salt where day < ${day})
    delete from news_view where day < ${day}`
}

const PURPOSE = 'news-reader'
/** A slip for a browser without an account: random, and signed so that nobody makes up a thousand of them. */
export function newSlip(ctx: Ctx): string {
  const name = randomBytes(16).toString('base64url')
  return `${name}.${ctx.sealing.mac(PURPOSE, name).toString('base64url')}`
}

/** The name on a slip that we gave out; null for any other. */
export function readSlip(ctx: Ctx, slip: string | undefined): string | null {
  const [name = '', signed = ''] = (slip ?? '').split('.')
  return /^[\w-]{22}$/.test(name) && ctx.sealing.mac(PURPOSE, name).toString('base64url') === signed ? name : null
}

/** The voter of one article: another one for every article, and nobody without the installation's key. */
const voterOf = (ctx: Ctx, id: string, voter: string): Buffer => ctx.sealing.mac('news-voter', `${id} ${voter}`)

/** Gives an article stars; given again they replace the reader's former ones. */
export async function giveStars(
  ctx: Ctx,
  id: string,
  voter: string,
  stars: number
): Promise<Result<null, { code: 'news-stars' | 'news-missing' }>> {
  if (!Number.isInteger(stars) || stars < 1 || stars > 5) return err({ code: 'news-stars' })
  const rows = await ctx.sql<{ stars: number }[]>`
    insert into news_vote (publication, voter, stars, at)
    select id, ${voterOf(ctx, id, voter)}, ${stars}, ${ctx.now()}
    from publication where id = ${id} and kind = 'article' and shown is not null
    on conflict (publication, voter) do update set stars = excluded.stars, at = excluded.at
    returning stars as "stars"`
  return rows.length > 0 ? ok(null) : err({ code: 'news-missing' })
}

export type Figures = {
  readonly views: number
  readonly comments: number
  readonly rating: Rating
  readonly own: number
}

/** What readers have left at an article; `own` are the stars of this voter, 0 for none. */
export async function figuresOf(ctx: Ctx, id: string, voter: string | null): Promise<Figures> {
  const mine = voter === null ? Buffer.alloc(32) : voterOf(ctx, id, voter)
  const [row] = await ctx.sql<{ views: number; comments: number; points: number; votes: number; own: number }[]>`
    select coalesce((select views from news_count where publication = ${id}), 0)::integer as "views",
      (select count(*) from news_comment where publication = ${id} and phase = 'shown')::integer as "comments",
      coalesce(sum(stars), 0)::integer as "points", count(*)::integer as "votes",
      coalesce(max(stars) filter (where voter = ${mine}), 0)::integer as "own"
    from news_vote where publication = ${id}`
  const { views, comments, points, votes, own } = row!
  return { views, comments, rating: ratingOf(points, votes), own }
}
