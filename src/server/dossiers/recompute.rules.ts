import { workingMinutesBetween } from '#server/calendar/index.ts'
import type { RuleSetId } from '#server/rulesets/index.ts'
import type { OfficeClock } from './clock.ts'
import type { DossierId, Ledger } from './model.ts'

/** What is needed of an open dossier to replay its clock. */
export type OpenLedger = {
  readonly id: DossierId
  readonly version: number
  readonly code: string
  readonly procedureName: string
  readonly settlingUnit: string
  readonly ruleSet: RuleSetId
  readonly dueAt: Date | null
  readonly ledger: Ledger
}

/** A due date that moves. Office time is by the new calendar; null: not known on one side. */
export type Move = Omit<OpenLedger, 'ledger' | 'dueAt' | 'ruleSet'> & {
  readonly from: Date | null
  readonly to: Date | null
  readonly calendarDays: number
  readonly officeMinutes: number
  readonly earlier: boolean
}

/** How a dossier's due date moves on this clock, or null where it stays. What cannot be computed stays as promised. */
export function movedBy({ ledger, dueAt, ruleSet: _, ...dossier }: OpenLedger, clock: OfficeClock): Move | null {
  const due = clock.due(ledger)
  const to = due.dueAt ? new Date(due.dueAt) : null
  if (due.error || to?.getTime() === dueAt?.getTime()) return null
  const known = dueAt !== null && to !== null
  return {
    ...dossier,
    from: dueAt,
    to,
    calendarDays: known ? Math.round((to.getTime() - dueAt.getTime()) / 86_400_000) || 0 : 0,
    officeMinutes: known ? workingMinutesBetween(dueAt, to, clock.rules(ledger.lateAfter), clock.calendar) : 0,
    earlier: known && to < dueAt
  }
}
