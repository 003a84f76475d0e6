import { err, ok } from '#server/platform/result.ts'
import type { Err, Result } from '#server/platform/result.ts'
import type { DossierPhase } from '#server/rulesets/index.ts'
import type { Command } from './commands.ts'
import type { Dossier, Reason } from './model.ts'
import type { DossierRefusal } from './refusals.ts'
import { waitsInBranch } from './steps.rules.ts'

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
  'fire-timer': ['accepted', 'processing', 'supplement', 'fee-due', 'withdrawing'],
  'close-unanswered': ['supplement'],
  refuse: ['accepted', 'processing'],
  'return-result': ['settled'],
  'ask-withdrawal': ['filed', 'accepted', 'processing', 'supplement', 'fee-due'],
  'decline-withdrawal': ['withdrawing'],
  withdraw: ['filed', 'accepted', 'processing', 'supplement', 'fee-due', 'withdrawing'],
  stop: ['accepted', 'processing', 'supplement', 'fee-due'],
  correct: ['filed', 'accepted', 'processing', 'supplement', 'fee-due', 'withdrawing', 'settled'],
  void: ['filed', 'accepted', 'processing', 'supplement', 'fee-due', 'withdrawing', 'returned']
} as const satisfies Record<Command['kind'], readonly DossierPhase[]>

/** Work that goes on in other branches while one branch of the process waits for the applicant. */
const BESIDE_A_WAIT: ReadonlySet<Command['kind']> = new Set(['claim', 'assign', 'release', 'complete'])

/** Whether a command makes sense now. */
export const fits = (dossier: Dossier, kind: Command['kind']): boolean =>
  (ALLOWED[kind] as readonly DossierPhase[]).includes(dossier.phase) ||
  (BESIDE_A_WAIT.has(kind) && waitsInBranch(dossier))

/** The dossier, if it exists and the command fits its phase. */
export function standing(state: Dossier | null, command: Command): Result<Dossier, DossierRefusal> {
  if (!state) return err({ code: 'dossier-missing' })
  return fits(state, command.kind) ? ok(state) : err({ code: 'phase-wrong', phase: state.phase, command: command.kind })
}

/** Coded reasons are never empty, and each says in words what to do. */
export const lacking = (reasons: readonly Reason[]): Err<DossierRefusal> | null =>
  reasons.length === 0 || reasons.some(reason => reason.note.trim() === '') ? err({ code: 'reasons-missing' }) : null

export const without = (reason: string): Err<DossierRefusal> | null =>
  reason.trim() === '' ? err({ code: 'reason-missing' }) : null
