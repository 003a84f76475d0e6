import { err, ok } from '#server/platform/result.ts'
import type { Err, Result } from '#server/platform/result.ts'
import type { DossierPhase } from '#server/rulesets/index.ts'
import type { Command } from './commands.ts'
import type { Dossier, Reason } from './model.ts'
import type { DossierRefusal } from './refusals.ts'

/** In which phases each command makes sense. A table an officer could read. */
export const ALLOWED = {
  file: [],
  receive: [],
  'settle-at-once': [],
  accept: ['filed'],
  'refuse-reception': ['filed', 'supplement'],
  'ask-supplement': ['filed', 'accepted', 'processing'],
  supplement: ['supplement'],
  'ask-fee': ['accepted', 'processing'],
  'pay-fee': ['filed', 'accepted', 'processing', 'supplement', 'fee-due', 'settled'],
  pause: ['accepted', 'processing'],
  resume: ['accepted', 'processing'],
  extend: ['accepted', 'processing'],
  recompute: ['accepted', 'processing', 'supplement', 'fee-due', 'withdrawing'],
  claim: ['accepted', 'processing', 'settled'],
  assign: ['accepted', 'processing', 'settled'],
  release: ['accepted', 'processing', 'settled'],
  complete: ['accepted', 'processing'],
  'send-back': ['accepted', 'processing'],
  refuse: ['accepted', 'processing'],
  'return-result': ['settled'],
  'ask-withdrawal': ['filed', 'accepted', 'processing', 'supplement', 'fee-due'],
  'decline-withdrawal': ['withdrawing'],
  withdraw: ['filed', 'accepted', 'processing', 'supplement', 'fee-due', 'withdrawing'],
  stop: ['accepted', 'processing', 'supplement', 'fee-due'],
  correct: ['filed', 'accepted', 'processing', 'supplement', 'fee-due', 'withdrawing', 'settled'],
  void: ['filed', 'accepted', 'processing', 'supplement', 'fee-due', 'withdrawing', 'returned']
} as const satisfies Record<Command['kind'], readonly DossierPhase[]>

/** The dossier, if it exists and the command fits its phase. */
export function standing(state: Dossier | null, command: Command): Result<Dossier, DossierRefusal> {
  if (!state) return err({ code: 'dossier-missing' })
  return (ALLOWED[command.kind] as readonly DossierPhase[]).includes(state.phase)
    ? ok(state)
    : err({ code: 'phase-wrong', phase: state.phase, command: command.kind })
}

/** Coded reasons are never empty, and each says in words what to do. */
export const lacking = (reasons: readonly Reason[]): Err<DossierRefusal> | null =>
  reasons.length === 0 || reasons.some(reason => reason.note.trim() === '') ? err({ code: 'reasons-missing' }) : null

export const without = (reason: string): Err<DossierRefusal> | null =>
  reason.trim() === '' ? err({ code: 'reason-missing' }) : null
