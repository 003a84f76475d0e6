import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'

export type CommentPhase = 'held' | 'shown' | 'refused'
export type Verdict = 'show' | 'refuse'
/** The words of a comment are not in its events, only a hash of them, so that they can be taken out for good. */
export type CommentEvent =
  | { readonly type: 'comment.sent'; readonly at: string; readonly data: { publication: string; words: string } }
  | { readonly type: 'comment.shown' | 'comment.refused'; readonly at: string; readonly data: { reason: string } }

/** What a moderator's verdict does: a comment held is shown or refused, and either may be mended later. */
export function moderate(
  phase: CommentPhase,
  verdict: Verdict,
  { now, reason }: { now: Date; reason: string }
): Result<CommentEvent, { code: 'news-comment-decided' }> {
  const to = verdict === 'show' ? 'shown' : 'refused'
  if (phase === to) return err({ code: 'news-comment-decided' })
  return ok({ type: `comment.${to}`, at: now.toISOString(), data: { reason } })
}
