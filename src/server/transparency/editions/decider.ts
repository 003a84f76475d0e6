import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { Command, Facts, ListRefusal } from './commands.ts'
import { event } from './events.ts'
import type { ListEvent } from './events.ts'
import type { HeardEntry, LateList, Phase } from './model.ts'

export type Decision = Result<readonly ListEvent[], ListRefusal>

/** What a command does to a list of late work, or why not. Nobody is named before being heard. Pure. */
export function decide(list: LateList | null, command: Command, facts: Facts): Decision {
  if (command.kind === 'draft') {
    const { agency, month, base, entries } = command
    return list
      ? err({ code: 'late-list-exists' })
      : ok([event('late-list.drafted', facts.now, { agency, month, base, entries })])
  }
  if (!list) return err({ code: 'late-list-missing' })
  const { now, today } = facts
  switch (command.kind) {
    case 'notify': {
      const { answerBy, decideBy } = command
      return inPhase(list, 'drafted') ?? ok([event('late-list.notified', now, { answerBy, decideBy })])
    }
    case 'answer':
      return answer(list, command, facts)
    case 'decide':
      return decideEntry(list, command, facts)
    case 'approve':
      return approve(list, facts)
    case 'publish': {
      const { agency, month } = list
      const { hash, shownUntil } = command
      return (
        inPhase(list, 'approved') ??
        ok([event('late-list.published', now, { agency, month, edition: 1, hash, shownUntil })])
      )
    }
    case 'correct': {
      const { agency, month, edition } = list
      const { hash, because } = command
      if (because.trim() === '') return err({ code: 'late-list-words-missing' })
      return (
        inPhase(list, 'published') ??
        ok([event('late-list.corrected', now, { agency, month, edition: edition + 1, hash, because })])
      )
    }
    case 'take-down':
      if (list.shownUntil && today <= list.shownUntil)
        return err({ code: 'late-list-still-shown', until: list.shownUntil })
      return inPhase(list, 'published') ?? ok([event('late-list.taken-down', now, { on: today })])
    default:
      return command satisfies never
  }
}

const inPhase = (list: LateList, ...phases: readonly Phase[]) =>
  phases.includes(list.phase) ? null : err({ code: 'late-list-phase', phase: list.phase })

const found = (list: LateList, no: number): HeardEntry | undefined => list.entries.find(entry => entry.no === no)

/** Whoever is named may answer until the end of the day that was set; a later answer stands beside the earlier. */
function answer(list: LateList, { no, side, words }: Extract<Command, { kind: 'answer' }>, facts: Facts): Decision {
  const wrong = inPhase(list, 'notified')
  if (wrong) return wrong
  if (!found(list, no)) return err({ code: 'late-list-entry-missing' })
  if (list.answerBy && facts.today > list.answerBy) return err({ code: 'late-list-answer-over', until: list.answerBy })
  return words.trim() === ''
    ? err({ code: 'late-list-words-missing' })
    : ok([event('late-list.answered', facts.now, { no, by: facts.by, side, words })])
}

/** Keeping a name needs its hearing: an answer, or the end of the time for one. Striking off hurts nobody. */
function decideEntry(list: LateList, command: Extract<Command, { kind: 'decide' }>, facts: Facts): Decision {
  const { no, verdict, reason } = command
  // After publication the decision leads to a new edition beside the old one.
  const wrong = inPhase(list, 'notified', 'published')
  if (wrong) return wrong
  const entry = found(list, no)
  if (!entry) return err({ code: 'late-list-entry-missing' })
  if (reason.trim() === '') return err({ code: 'late-list-words-missing' })
  const heard = entry.answers.length > 0 || list.answerBy === null || facts.today > list.answerBy
  if (verdict.kind === 'keep' && !heard) return err({ code: 'late-list-not-heard', until: list.answerBy! })
  return ok([event('late-list.decided', facts.now, { no, verdict, reason, by: facts.by })])
}

/** With entries undecided only after the set day, and by whoever: the list goes out in time. */
function approve(list: LateList, { now, today, by }: Facts): Decision {
  const wrong = inPhase(list, 'notified')
  if (wrong) return wrong
  const undecided = list.entries.filter(entry => entry.decided === null).length
  if (undecided > 0 && list.decideBy !== null && today <= list.decideBy)
    return err({ code: 'late-list-undecided', entries: undecided })
  return ok([event('late-list.approved', now, { by, undecided })])
}
