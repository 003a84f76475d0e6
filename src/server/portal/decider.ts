import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { Command, Facts, PublicationRefusal } from './commands.ts'
import { event } from './events.ts'
import type { PublicationEvent } from './events.ts'
import type { Content, Phase, Publication } from './model.ts'

export type Decision = Result<readonly PublicationEvent[], PublicationRefusal>

/** What a command does to a publication, or why not. Nothing comes out that only its writers have read. Pure. */
export function decide(now: Publication | null, command: Command, facts: Facts): Decision {
  if (!now)
    return command.kind === 'write'
      ? ok([event('publication.written', facts.now, { content: command.content, by: facts.by })])
      : err({ code: 'news-missing' })
  switch (command.kind) {
    case 'write':
      if (command.content.kind !== now.kind) return err({ code: 'news-kind' })
      return (
        inPhase(now, 'draft', 'returned') ??
        ok([event('publication.written', facts.now, { content: command.content, by: facts.by })])
      )
    case 'submit':
      return inPhase(now, 'draft', 'returned') ?? complete(now.content) ?? one('publication.submitted', facts, {})
    case 'return':
      return (
        inPhase(now, 'review', 'approved', 'scheduled') ??
        words(command.because) ??
        one('publication.returned', facts, command)
      )
    case 'approve':
      return review(now, facts) ?? one('publication.approved', facts, { by: facts.by! })
    case 'schedule':
      if (!(new Date(command.at) > facts.now)) return err({ code: 'news-not-later' })
      return inPhase(now, 'approved', 'scheduled') ?? one('publication.scheduled', facts, { at: command.at })
    case 'unschedule':
      return inPhase(now, 'scheduled') ?? one('publication.unscheduled', facts, {})
    case 'publish':
      return publish(now, command.slug, facts)
    case 'correct': {
      const { because } = command
      return (
        inPhase(now, 'published', 'withdrawn') ??
        words(because) ??
        one('publication.correction-begun', facts, { because, by: facts.by })
      )
    }
    case 'drop-correction':
      if (now.shown === null) return err({ code: 'news-phase', phase: now.phase })
      return (
        inPhase(now, 'draft', 'review', 'returned', 'approved', 'scheduled') ??
        one('publication.correction-dropped', facts, {})
      )
    case 'withdraw':
      if (now.shown === null) return err({ code: 'news-phase', phase: now.phase })
      return words(command.because) ?? one('publication.withdrawn', facts, command)
    default:
      return command satisfies never
  }
}

/** One event; of the command only what the event carries. */
function one<T extends PublicationEvent['type']>(
  type: T,
  { now }: Facts,
  data: Extract<PublicationEvent, { type: T }>['data']
): Decision {
  const { kind: _, ...carried } = { kind: '', ...data }
  return ok([event(type, now, carried as never)])
}

const inPhase = (now: Publication, ...phases: readonly Phase[]) =>
  phases.includes(now.phase) ? null : err({ code: 'news-phase', phase: now.phase })
const words = (said: string) => (said.trim() === '' ? err({ code: 'news-words-missing' }) : null)

/** Four eyes: whoever wrote any of it, and the system, does not pass it. */
const review = (now: Publication, { by }: Facts) =>
  inPhase(now, 'review') ?? (by === null || now.writers.includes(by) ? err({ code: 'news-own-work' }) : null)

/** A picture needs words for who cannot see it; a directive is nothing without its file. */
function complete(content: Content) {
  if (content.kind === 'directive') return content.files.length > 0 ? null : err({ code: 'news-file-missing' })
  return content.picture && content.picture.alt.trim() === '' ? err({ code: 'news-alt-missing' }) : null
}

/** What was scheduled does not come out before its time, whoever asks. */
function publish(now: Publication, slug: string, facts: Facts): Decision {
  const wrong = inPhase(now, 'approved', 'scheduled')
  if (wrong) return wrong
  if (now.publishAt !== null && facts.now < new Date(now.publishAt)) return err({ code: 'news-embargo' })
  const data = { revision: now.revisions + 1, slug: now.slug ?? slug, note: now.correction }
  return one('publication.published', facts, data)
}
