import { err, ok } from '#server/platform/result.ts'
import type { CommandOf } from './commands.ts'
import type { Decision } from './decider.ts'
import { event } from './events.ts'
import type { Facts } from './facts.ts'
import { standing } from './guards.ts'
import type { Dossier, OpenStep, Reason } from './model.ts'
import { timeOut } from './moves.ts'
import { timersHeld } from './steps.rules.ts'
import { stopWords } from './stop.words.ts'
import { resumption, told, withConsequences } from './waiting.ts'

/** What happens because time has passed and nobody acted. Only the system asks for it. */
export function decideTimers(
  state: Dossier | null,
  command: CommandOf<'fire-timer' | 'close-unanswered'>,
  facts: Facts
): Decision {
  const found = standing(state, command)
  if (!found.ok) return found
  switch (command.kind) {
    case 'fire-timer':
      return fire(found.value, command, facts)
    case 'close-unanswered':
      return closeUnanswered(found.value, facts)
    default:
      return command satisfies never
  }
}

function fire(dossier: Dossier, { token, timer }: CommandOf<'fire-timer'>, facts: Facts): Decision {
  const step = dossier.steps.find(open => open.token === token)
  if (!step) return err({ code: 'step-missing' })
  const clock = step.timers?.find(each => each.id === timer)
  if (!clock) return err({ code: 'timer-missing' })
  if (clock.at > facts.now.toISOString()) return err({ code: 'timer-early', at: clock.at })
  if (timersHeld(dossier, step)) return err({ code: 'timer-held' })
  const moves = timeOut(dossier, step, timer, facts)
  if (!moves.ok) return moves
  const { finished, ready, ...moved } = moves.value
  const out = event('step.timed-out', facts.now, { token, step: step.step, name: step.name, timer, ...moved })
  if (finished || ready) return ok([out, ended(dossier, step, facts)])
  const after = told(dossier, [out])
  const answered = dossier.phase === 'supplement' && after.phase !== 'supplement'
  const events = answered ? [out, ...resumption(after, 'supplement', facts)] : [out]
  return withConsequences(dossier, events, moved, [reasonOf(step)], facts)
}

/** A clock that ends a process ends it with the result there is; without one the settling stops. */
const ended = (dossier: Dossier, step: OpenStep, facts: Facts) =>
  dossier.result
    ? event('dossier.settled', facts.now, { kind: dossier.result.kind })
    : event('dossier.stopped', facts.now, { reason: stopWords.timedOut(step.name) })

const reasonOf = (step: OpenStep): Reason => ({
  code: 'other',
  about: { kind: 'dossier', ref: '', name: '' },
  note: stopWords.timedOut(step.name)
})

/** The applicant was asked, had the stated working days, and did not answer. */
function closeUnanswered(dossier: Dossier, facts: Facts): Decision {
  const until = dossier.answerBy
  if (!until || until > facts.now.toISOString()) return err({ code: 'answer-open', until: until ?? '' })
  return ok([event('dossier.stopped', facts.now, { reason: stopWords.unanswered(until) })])
}
