import { err, ok } from '#server/platform/result.ts'
import type { CommandOf } from './commands.ts'
import type { Decision } from './decider.ts'
import { event } from './events.ts'
import type { Filing } from './events.ts'
import type { Facts } from './facts.ts'
import { lacking, standing } from './guards.ts'
import { begin } from './moves.ts'
import type { Dossier, Ledger } from './model.ts'

type Intake = CommandOf<'file' | 'receive' | 'accept' | 'settle-at-once' | 'refuse-reception'>

/** Filing, receipt at the desk, and refusal to receive (Decree 61/2018 art. 17). */
export function decideIntake(state: Dossier | null, command: Intake, facts: Facts): Decision {
  switch (command.kind) {
    case 'file':
      return state
        ? err({ code: 'dossier-exists' })
        : ok([event('dossier.filed', facts.now, { ...command.filing, code: command.code })])
    case 'receive':
      return state ? err({ code: 'dossier-exists' }) : receive(command, facts)
    case 'settle-at-once':
      return state ? err({ code: 'dossier-exists' }) : settleAtOnce(command, facts)
    case 'accept': {
      const dossier = standing(state, command)
      return dossier.ok ? accept(dossier.value, facts) : dossier
    }
    case 'refuse-reception': {
      const dossier = standing(state, command)
      if (!dossier.ok) return dossier
      if (dossier.value.receivedAt)
        return err({ code: 'phase-wrong', phase: dossier.value.phase, command: command.kind })
      return lacking(command.reasons) ?? ok([event('dossier.not-accepted', facts.now, { reasons: command.reasons })])
    }
    default:
      return command satisfies never
  }
}

function receive({ code, filing }: CommandOf<'receive'>, facts: Facts): Decision {
  const clocked = clockOf(filing, facts)
  if (!clocked.ok) return clocked
  const moves = begin(filing, facts)
  if (!moves.ok) return moves
  return ok([event('dossier.received', facts.now, { ...filing, code, ...clocked.value, ...moves.value })])
}

function accept(dossier: Dossier, facts: Facts): Decision {
  const clocked = clockOf(dossier, facts)
  if (!clocked.ok) return clocked
  const moves = begin(dossier, facts)
  if (!moves.ok) return moves
  return ok([event('dossier.received', facts.now, { ...clocked.value, ...moves.value })])
}

/** Certified copies and the like: received, settled and handed back in one act (Decree 61/2018 art. 17(4)). */
function settleAtOnce({ code, filing, number, note }: CommandOf<'settle-at-once'>, facts: Facts): Decision {
  if (facts.process) return err({ code: 'not-at-once' })
  const at = facts.now.toISOString()
  const result = { kind: 'granted' as const, number, signedBy: facts.actor.name, signedAt: at, files: [], note }
  return ok([event('dossier.settled-at-once', facts.now, { ...filing, code, result })])
}

/** The clock starts with the receipt; a procedure without a limit has none. */
function clockOf(filing: Pick<Filing, 'limit' | 'lateAfter'>, facts: Facts) {
  const startedAt = facts.now.toISOString()
  if (!filing.limit) return ok({ startedAt, originalDueAt: null, dueAt: null })
  const ledger: Ledger = { startedAt, limit: filing.limit, lateAfter: filing.lateAfter, pauses: [], extensions: [] }
  const due = facts.clock.due(ledger)
  if (due.error) return err({ code: 'deadline-unknown' as const, why: due.error })
  return ok({ startedAt, originalDueAt: due.originalDueAt, dueAt: due.dueAt })
}
