import type { Ctx } from '#server/platform/index.ts'
import { categories } from './categories.ts'
import type { CommentPhase } from './comment.rules.ts'
import { commentCounts, commentsToModerate } from './comments.ts'
import { htmlOf } from './markdown.rules.ts'
import { PHASES } from './model.ts'
import type { Kind, Phase } from './model.ts'
import { figuresOf } from './readers.ts'
import { load, storyOf } from './store.ts'
import * as views from './views.ts'
import { dateline } from './words.rules.ts'

const A_PAGE = 30
const pageOf = (asked: URLSearchParams): number =>
  Math.min(Math.max(1, Math.trunc(Number(asked.get('page'))) || 1), 1000)

/** The desk's list by state, with how many lie in each. */
export async function deskList(ctx: Ctx, kind: Kind, asked: URLSearchParams) {
  const phase = PHASES.find(each => each === asked.get('phase')) ?? null
  const page = pageOf(asked)
  const [rows, counts, held] = await Promise.all([
    views.deskRows(ctx, { kind, phase, skip: (page - 1) * A_PAGE, limit: A_PAGE + 1 }),
    views.phaseCounts(ctx, kind),
    commentCounts(ctx)
  ])
  const countOf = (each: Phase) => counts.find(row => row.phase === each)?.count ?? 0
  return {
    phase,
    page,
    more: rows.length > A_PAGE,
    rows: rows.slice(0, A_PAGE).map(row => ({ ...row })),
    counts: PHASES.map(each => ({ phase: each, count: countOf(each) })),
    all: counts.reduce((sum, { count }) => sum + count, 0),
    held: held.find(row => row.phase === 'held')?.count ?? 0,
    may: mayOf(ctx)
  }
}

const mayOf = ({ actor }: Ctx) => ({
  write: actor.may('portal.write'),
  review: actor.may('portal.review'),
  moderate: actor.may('portal.moderate'),
  arrange: actor.may('portal.arrange')
})

/** One publication at the desk: its words as written and as drawn, its story, and what this officer may do now. */
export async function deskItem(ctx: Ctx, kind: Kind, id: string) {
  const found = await load(ctx, id)
  if (!found || found.publication.kind !== kind) return null
  const { publication } = found
  const { content, phase, writers } = publication
  const [story, figures] = await Promise.all([storyOf(ctx, id), figuresOf(ctx, id, null)])
  const may = mayOf(ctx)
  const own = ctx.actor.id !== null && writers.includes(ctx.actor.id)
  const writing = phase === 'draft' || phase === 'returned'
  const passed = phase === 'approved' || phase === 'scheduled'
  return {
    id: publication.id,
    content,
    phase,
    correction: publication.correction,
    returnedBecause: publication.returnedBecause,
    publishAt: publication.publishAt,
    slug: publication.slug,
    shown: publication.shown !== null,
    html: htmlOf(content.kind === 'article' ? content.body : content.summary),
    dateline: publication.shown ? dateline(publication.shown.firstAt, ctx.language) : null,
    figures,
    own,
    story: story.map(({ at, ...line }) => ({ ...line, at: at.toISOString() })),
    acts: {
      write: may.write && writing,
      submit: may.write && writing,
      approve: may.review && phase === 'review' && !own,
      return: (may.review || (own && may.write)) && (phase === 'review' || passed),
      publish: may.review && phase === 'approved',
      schedule: may.review && passed,
      unschedule: may.review && phase === 'scheduled',
      correct: may.write && (phase === 'published' || phase === 'withdrawn'),
      drop: may.write && publication.shown !== null && phase !== 'published',
      withdraw: may.review && publication.shown !== null
    }
  }
}

/** Categories that an article may be put into: the open ones, and the one it is in. */
export const categoryChoices = async (ctx: Ctx, now: string | null) =>
  (await categories(ctx))
    .filter(({ open, code }) => open || code === now)
    .map(({ code, name }) => ({ value: code, label: name }))

const COMMENT_PHASES = ['held', 'shown', 'refused'] as const satisfies readonly CommentPhase[]
/** Comments by state, the newest first. */
export async function moderationScreen(ctx: Ctx, asked: URLSearchParams) {
  const phase = COMMENT_PHASES.find(each => each === asked.get('phase')) ?? 'held'
  const page = pageOf(asked)
  const [rows, counts] = await Promise.all([
    commentsToModerate(ctx, phase, (page - 1) * A_PAGE, A_PAGE + 1),
    commentCounts(ctx)
  ])
  return {
    phase,
    page,
    more: rows.length > A_PAGE,
    rows: rows.slice(0, A_PAGE).map(row => ({ ...row, sentAt: row.sentAt.toISOString() })),
    counts: COMMENT_PHASES.map(each => ({ phase: each, count: counts.find(row => row.phase === each)?.count ?? 0 })),
    may: ctx.actor.may('portal.moderate')
  }
}
