import { err, ok } from '#server/platform/result.ts'
import type { CommandOf } from './commands.ts'
import type { Decision } from './decider.ts'
import { event } from './events.ts'
import type { Facts } from './facts.ts'
import { lacking, standing, without } from './guards.ts'
import type { Dossier } from './model.ts'

type Ending = CommandOf<'refuse' | 'return-result' | 'ask-withdrawal' | 'decline-withdrawal' | 'withdraw' | 'stop'>

/** How a dossier ends other than by its process: refusal, hand-over, withdrawal, stop. */
export function decideEnding(state: Dossier | null, command: Ending, facts: Facts): Decision {
  const found = standing(state, command)
  if (!found.ok) return found
  const dossier = found.value
  switch (command.kind) {
    case 'refuse':
      return refuse(command, facts)
    case 'return-result':
      if (command.to.trim() === '') return err({ code: 'receiver-missing' })
      return ok([event('dossier.returned', facts.now, { to: command.to, how: command.how })])
    case 'ask-withdrawal':
      if (dossier.result) return err({ code: 'result-notified' })
      return (
        without(command.reason) ?? ok([event('dossier.withdrawal-requested', facts.now, { reason: command.reason })])
      )
    case 'decline-withdrawal':
      return (
        without(command.reason) ?? ok([event('dossier.withdrawal-declined', facts.now, { reason: command.reason })])
      )
    case 'withdraw':
      // Only while no decision or notice of a result exists (Decree 118/2025 art. 21; Circular 03/2025 art. 7).
      if (dossier.result) return err({ code: 'result-notified' })
      return without(command.reason) ?? ok([event('dossier.withdrawn', facts.now, { reason: command.reason })])
    case 'stop':
      return without(command.reason) ?? ok([event('dossier.stopped', facts.now, { reason: command.reason })])
    default:
      return command satisfies never
  }
}

/** Not eligible at all: a refusal inside the limit, entered as a result (Decree 61/2018 art. 19(8)). */
function refuse({ reasons, number, files }: CommandOf<'refuse'>, facts: Facts): Decision {
  const lack = lacking(reasons)
  if (lack) return lack
  if (number.trim() === '') return err({ code: 'result-number-missing' })
  const signedAt = facts.now.toISOString()
  const note = reasons.map(reason => reason.note).join('; ')
  const result = { kind: 'refused' as const, number, signedBy: facts.actor.name, signedAt, files, note }
  return ok([event('dossier.refused', facts.now, { reasons, result })])
}
