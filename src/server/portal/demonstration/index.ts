import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { officerByLogin } from '#server/identity/index.ts'
import { dayOf, print, projectRoot, shiftDay, startOf } from '#server/platform/index.ts'
import type { Actor, Ctx, Day, Result } from '#server/platform/index.ts'
import { movePublication, writePublication } from '../actions.ts'
import { saveCategory } from '../categories.ts'
import { moderateComments, sendComment } from '../comments.ts'
import { takeFile, takePicture } from '../files.ts'
import type { ArticleContent, DirectiveContent, PublicationId } from '../model.ts'
import { giveStars } from '../readers.ts'
import { ARTICLES, CATEGORIES } from './articles.ts'
import type { Told } from './articles.ts'
import { DIRECTIVES } from './directives.ts'
import type { ToldDirective } from './directives.ts'

const HERE = join(projectRoot, 'src', 'server', 'portal', 'demonstration')

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`the demonstration told an illegal story: ${result.error.code}`)
  return result.value
}

type Office = { readonly writer: Actor; readonly reviewer: Actor }
const officer = async (ctx: Ctx, login: string, name: string): Promise<Actor> => ({
  ...{ kind: 'officer', id: await officerByLogin(ctx, login), name, unit: null, roles: [] },
  may: () => true
})

/** The news of the invented province: articles with readers' stars and comments, directives, and work in hand. Told once. */
export async function tellNews(ctx: Ctx): Promise<void> {
  const [told] = await ctx.sql<{ id: string }[]>`select id as "id" from publication limit 1`
  if (told) return
  const writer = await officer(ctx, 'caicach.noivu', 'Vi Thị Mai')
  const reviewer = await officer(ctx, 'kstt.truongphong', 'Trịnh Hữu Nghĩa')
  const office = { writer, reviewer }
  for (const [place, [code, name, nameEn]] of CATEGORIES.entries())
    must(await saveCategory({ ...ctx, actor: reviewer }, { code, name, nameEn, place, open: true }))
  // The oldest first, so that numbers rise with time.
  for (const directive of DIRECTIVES.toReversed()) await tellDirective(ctx, office, directive)
  const articles = ARTICLES.toReversed()
  const contents = await Promise.all(articles.map(told => articleOf({ ...ctx, actor: writer }, told)))
  for (const [index, told] of articles.entries()) await tellArticle(ctx, office, told, contents[index]!)
  await tellCorrection(ctx, office)
  await tellWorkInHand(ctx, office)
}

/** The context of somebody at an instant of the past, never after now. */
function at(ctx: Ctx, actor: Actor, day: Day, clock: string, minutes = 0): Ctx {
  const [hours = 0, past = 0] = clock.split(':').map(Number)
  const then = startOf(day).getTime() + (hours * 60 + past + minutes) * 60_000
  return { ...ctx, actor, now: () => new Date(Math.min(then, ctx.now().getTime())) }
}

async function publish(
  ctx: Ctx,
  { writer, reviewer }: Office,
  content: ArticleContent | DirectiveContent,
  when: [Day, string]
) {
  const [day, clock] = when
  const by = (actor: Actor, minutes: number) => at(ctx, actor, day, clock, minutes)
  const { id } = must(await writePublication(by(writer, -180), null, content))
  must(await movePublication(by(writer, -120), id, { kind: 'submit' }))
  must(await movePublication(by(reviewer, -30), id, { kind: 'approve' }))
  must(await movePublication(by(reviewer, 0), id, { kind: 'publish' }))
  return id
}

async function articleOf(ctx: Ctx, told: Told): Promise<ArticleContent> {
  const { category, title, summary, body, caption, alt, file } = told
  const bytes = await readFile(join(HERE, 'pictures', `${told.picture}.png`))
  const picture = must(await takePicture(ctx, new File([new Uint8Array(bytes)], `${told.picture}.png`)))
  const files = file ? [must(await takeFile(ctx, new File([file[1]], file[0])))] : []
  return {
    ...{ kind: 'article', language: 'vi', category, title, summary, body, author: 'Vi Thị Mai', files, comments: true },
    picture: { ...picture, caption, alt, source: 'Tranh vẽ của Cổng thông tin' }
  }
}

async function tellArticle(ctx: Ctx, office: Office, told: Told, content: ArticleContent): Promise<void> {
  const day = shiftDay(dayOf(ctx.now()), -told.days)
  const id = await publish(ctx, office, content, [day, told.clock])
  await ctx.sql`insert into news_count (publication, views) values (${id}, ${told.views})`
  for (const [index, stars] of told.stars.entries()) must(await giveStars(ctx, id, `demonstration ${index}`, stars))
  for (const [index, [name, body, phase]] of told.comments.entries()) {
    const reader = { ...office.writer, kind: 'visitor', id: null, name: '' } as const
    must(await sendComment(at(ctx, reader, day, told.clock, 60 + index * 45), id, { name, body }))
    if (phase !== 'held') await settle(at(ctx, office.reviewer, day, told.clock, 90 + index * 45), id, phase)
  }
}

async function settle(ctx: Ctx, publication: PublicationId, phase: 'shown' | 'refused'): Promise<void> {
  const held = await ctx.sql<{ id: string }[]>`
    select id as "id" from news_comment where publication = ${publication} and phase = 'held'`
  const verdict = phase === 'shown' ? 'show' : 'refuse'
  const reason = phase === 'shown' ? '' : 'Quảng cáo'
  must(
    await moderateComments(
      ctx,
      held.map(({ id }) => id),
      verdict,
      reason
    )
  )
}

async function tellDirective(ctx: Ctx, office: Office, told: ToldDirective): Promise<void> {
  const { kind: documentKind, number, issuer, signer, title, summary, days } = told
  const issuedOn = shiftDay(dayOf(ctx.now()), -days)
  const [year, month, date] = issuedOn.split('-')
  const data = { ...told, kind: told.said, issued: `ngày ${date} tháng ${month} năm ${year}` }
  const pdf = await print(join('src', 'server', 'portal', 'demonstration', 'directive.typ'), data)
  const name = `${number.replaceAll('/', '-')}.pdf`
  const file = must(await takeFile({ ...ctx, actor: office.writer }, new File([new Uint8Array(pdf)], name)))
  const content = { documentKind, number, issuedOn, issuer, signer, title, summary, files: [file] }
  await publish(ctx, office, { kind: 'directive', ...content }, [shiftDay(issuedOn, 2), '10:30'])
}

/** One article was corrected: the note stands below its text. */
async function tellCorrection(ctx: Ctx, { writer, reviewer }: Office): Promise<void> {
  const [post] = await ctx.sql<{ id: string; content: ArticleContent }[]>`
    select id as "id", shown -> 'content' as "content" from publication where title like 'Nhận kết quả qua bưu chính%'`
  const day = shiftDay(dayOf(ctx.now()), -22)
  const by = (actor: Actor, minutes: number) => at(ctx, actor, day, '08:45', minutes)
  const because = 'Sửa thời gian giao: hai ngày làm việc, không phải ba ngày như bản đăng đầu.'
  const { id, content } = post!
  must(await movePublication(by(writer, 0), id, { kind: 'correct', because }))
  must(await writePublication(by(writer, 10), id, content))
  must(await movePublication(by(writer, 12), id, { kind: 'submit' }))
  must(await movePublication(by(reviewer, 30), id, { kind: 'approve' }))
  must(await movePublication(by(reviewer, 31), id, { kind: 'publish' }))
}

/** What the desk is at: an article that waits for a second reader, and one that waits for its hour. */
async function tellWorkInHand(ctx: Ctx, { writer, reviewer }: Office): Promise<void> {
  const words: Omit<ArticleContent, 'title' | 'summary' | 'category'> = {
    kind: 'article',
    language: 'vi',
    author: 'Vi Thị Mai',
    picture: null,
    files: [],
    comments: true,
    body: 'Nội dung đang được soạn.\n\n- Ai được mời\n- Thời gian\n- Cách góp ý'
  }
  const waiting = {
    title: 'Mời góp ý dự thảo quy chế một cửa liên thông',
    summary: 'Dự thảo lấy ý kiến trong hai mươi ngày.'
  }
  const planned = {
    title: 'Kết quả khảo sát hài lòng quý này',
    summary: 'Số liệu được công bố vào đầu giờ sáng theo lịch.'
  }
  const by = (actor: Actor): Ctx => ({ ...ctx, actor })
  const first = must(await writePublication(by(writer), null, { ...words, ...waiting, category: 'thong-bao' }))
  must(await movePublication(by(writer), first.id, { kind: 'submit' }))
  const second = must(await writePublication(by(writer), null, { ...words, ...planned, category: 'cai-cach' }))
  must(await movePublication(by(writer), second.id, { kind: 'submit' }))
  must(await movePublication(by(reviewer), second.id, { kind: 'approve' }))
  const on = new Date(startOf(shiftDay(dayOf(ctx.now()), 3)).getTime() + 8 * 3_600_000)
  must(await movePublication(by(reviewer), second.id, { kind: 'schedule', at: on.toISOString() }))
}
