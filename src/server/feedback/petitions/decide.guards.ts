import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { Facts, PetitionRefusal } from './commands.ts'
import type { PetitionEvent } from './events.ts'
import type { Ledger, Petition, Phase } from './model.ts'

export type Decision = Result<readonly PetitionEvent[], PetitionRefusal>

export const done = (...events: readonly PetitionEvent[]): Decision => ok(events)
export const inPhase = (petition: Petition, ...phases: readonly Phase[]) =>
  phases.includes(petition.phase) ? null : err({ code: 'petition-phase', phase: petition.phase })
export const worded = (words: string) => (words.trim() === '' ? err({ code: 'petition-words-missing' }) : null)

/** Nobody works on what is said of themselves. */
export const notOwn = (petition: Petition, { by }: Facts) =>
  by !== null && petition.officer === by ? err({ code: 'petition-own-case' }) : null

export const starting = (now: Date, workingDays: number): Ledger => ({
  startedAt: now.toISOString(),
  workingDays,
  pauses: []
})

/** The ledger with its open pause ended, or a new one begun. */
export const pausedAt = (ledger: Ledger, at: string): Ledger => ({
  ...ledger,
  pauses: [...ledger.pauses, { from: at, to: null }]
})
export const resumedAt = (ledger: Ledger, at: string): Ledger => ({
  ...ledger,
  pauses: ledger.pauses.map(pause => (pause.to === null ? { ...pause, to: at } : pause))
})

/** An agency is the unit right below the province; a behaviour of its people is not for its people to examine. */
export const agencyOf = (unit: string): string => unit.split('.').slice(0, 2).join('.')
export const judgesItself = (unit: string, complained: string | null): boolean =>
  complained !== null && agencyOf(unit) === agencyOf(complained)

export const isLate = (petition: Petition, now: Date): boolean =>
  petition.dueAt !== null && now.toISOString() > petition.dueAt
