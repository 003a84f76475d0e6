import { createHash, randomUUID } from 'node:crypto'
import { err, ok } from '#server/platform/index.ts'
import { isId } from '#server/platform/ids.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { moderate } from './comment.rules.ts'
import type { CommentEvent, CommentPhase, Verdict } from './comment.rules.ts'
import type { CommentInput } from './model.ts'

const hashOf = (name: string, body: string): string => createHash('sha256').update(`${name}\n${body}`).digest('hex')

/** A reader's comment: held until a moderator has read it. Refused where the article takes none. */
export async function sendComment(
  { sql, actor, now }: Ctx,
  publication: string,
  { name, body }: CommentInput
): Promise<Result<null, { code: 'news-comments-closed' }>> {
  const id = randomUUID()
  const at = now()
  const event: CommentEvent = {
    type: 'comment.sent',
    at: at.toISOString(),
    data: { publication, words: hashOf(name, body) }
  }
  // The log names no reader: what somebody calls themselves stands with the words, and goes with them.
  const [row] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from chained(${id}, 0, null, null, ${sql.json([event] as never)}) as chain
    ), entered as (
      insert into news_comment (id, publication, version, hash, phase, name, body, sent_at)
      select ${id}, publication.id, links.version, links.hash, 'held', ${name}, ${body}, ${at}
      from publication, links
      where publication.id = ${publication} and (shown #>> '{content,comments}')::boolean
      returning id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'news-comment', entered.id, version, type, at, ${actor.kind}, null, '', null, data, links.hash
      from links, entered
    )
    select exists (select from entered) as "stored"`
  return row!.stored ? ok(null) : err({ code: 'news-comments-closed' })
}

/** Shows or refuses many comments at once; those already so, and those somebody else has just decided, are passed over. */
export async function moderateComments(
  ctx: Ctx,
  ids: readonly string[],
  verdict: Verdict,
  reason = ''
): Promise<Result<{ decided: number }, { code: 'forbidden' | 'news-comments-none' }>> {
  const { sql, actor, now } = ctx
  if (!actor.may('portal.moderate')) return err({ code: 'forbidden' })
  const asked = [...new Set(ids.filter(isId))].slice(0, 200)
  if (asked.length === 0) return err({ code: 'news-comments-none' })
  const found = await sql<{ id: string; version: number; phase: CommentPhase }[]>`
    select id as "id", version as "version", phase as "phase" from news_comment where id = any(${asked}::uuid[])`
  const decisions = found.flatMap(({ id, version, phase }) => {
    const decided = moderate(phase, verdict, { now: now(), reason })
    return decided.ok ? [{ id, version, events: [decided.value] }] : []
  })
  const phase: CommentPhase = verdict === 'show' ? 'shown' : 'refused'
  const [row] = await sql<{ decided: number }[]>`
    with given as (
      select id, version, events from jsonb_to_recordset(${sql.json(decisions as never)}) as one (id uuid, version integer, events jsonb)
    ), links as (
      select one.id, chain.version, chain.type, chain.at, chain.data, chain.hash
      from given join news_comment one on one.id = given.id and one.version = given.version,
        chained(one.id, one.version, one.hash, ${actor.id}, given.events) as chain
    ), changed as (
      update news_comment set phase = ${phase}, version = links.version, hash = links.hash, decided_at = links.at,
        decided_by = ${actor.name}
      from links where news_comment.id = links.id and news_comment.version = links.version - 1
      returning news_comment.id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'news-comment', changed.id, version, type, at, ${actor.kind}, ${actor.id}, ${actor.name}, ${actor.unit}, data,
        links.hash
      from links join changed on changed.id = links.id
    )
    select count(*)::integer as "decided" from changed`
  ctx.log.info({ event: 'portal.comments-moderated', verdict, comments: row!.decided }, 'moderated')
  return ok(row!)
}

/** The comments everybody reads, the oldest first. */
export const shownComments = ({ sql }: Ctx, publication: string) => sql<
  { id: string; name: string; body: string; sentAt: Date }[]
>`
  select id as "id", name as "name", body as "body", sent_at as "sentAt"
  from news_comment where publication = ${publication} and phase = 'shown' order by sent_at, id limit 500`

export const commentsToModerate = ({ sql }: Ctx, phase: CommentPhase, skip: number, limit: number) => sql<
  {
    id: string
    name: string
    body: string
    sentAt: Date
    decidedBy: string | null
    title: string
    slug: string | null
  }[]
>`
  select one.id as "id", name as "name", body as "body", sent_at as "sentAt", decided_by as "decidedBy",
    publication.title as "title", publication.slug as "slug"
  from news_comment one join publication on publication.id = one.publication
  where one.phase = ${phase} order by sent_at desc, one.id limit ${limit} offset ${skip}`

export const commentCounts = ({ sql }: Ctx) => sql<{ phase: CommentPhase; count: number }[]>`
  select phase as "phase", count(*)::integer as "count" from news_comment group by phase`
