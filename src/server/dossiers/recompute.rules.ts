import { workingMinutesBetween } from '#server/calendar/index.ts'
import type { RuleSet, RuleSetId } from '#server/rulesets/index.ts'
import type { ProcessModel } from '#server/workflow/index.ts'
import type { OfficeClock } from './clock.ts'
import type { DossierId } from './model.ts'
import { retimed } from './step-times.rules.ts'
import type { Timed } from './step-times.rules.ts'

/** What is needed of an open dossier to replay its clock. */
export type OpenLedger = {
  readonly id: DossierId
  readonly version: number
  readonly code: string
  readonly procedureName: string
  readonly settlingUnit: string
  readonly ruleSet: RuleSetId
  readonly process: string
  readonly dueAt: Date | null
  readonly timed: Omit<Timed, 'dueAt'>
}

/** Times that move. Office time is by the new calendar; null: not known on one side. */
export type Move = Pick<OpenLedger, 'id' | 'version' | 'code' | 'procedureName' | 'settlingUnit'> & {
  readonly from: Date | null
  readonly to: Date | null
  readonly calendarDays: number
  readonly officeMinutes: number
  /** Which way the due date goes; null where only what lies below it moves. */
  readonly way: 'earlier' | 'later' | null
  /** How many open steps get another norm or timer. */
  readonly steps: number
  /** Until when the applicant may answer, where that moves. */
  readonly answerBy: { readonly from: Date; readonly to: Date } | null
}
type Around = { readonly clock: OfficeClock; readonly rules: RuleSet; readonly process: ProcessModel | null }

/** How a dossier's times move on this clock, or null where all stay. What cannot be computed stays as promised. */
export function movedBy(open: OpenLedger, { clock, rules, process }: Around, now: Date): Move | null {
  const { id, version, code, procedureName, settlingUnit, dueAt, timed } = open
  const moved = retimed({ ...timed, dueAt: dueAt?.toISOString() ?? null }, { clock, rules, process }, now)
  if (!moved || moved.due?.error) return null
  const to = moved.dueAt ? new Date(moved.dueAt) : null
  const known = dueAt !== null && to !== null
  const lateAfter = timed.ledger?.lateAfter ?? null
  return {
    ...{ id, version, code, procedureName, settlingUnit },
    from: dueAt,
    to,
    calendarDays: known ? Math.round((to.getTime() - dueAt.getTime()) / 86_400_000) || 0 : 0,
    officeMinutes: known ? workingMinutesBetween(dueAt, to, clock.rules(lateAfter), clock.calendar) : 0,
    way: to?.getTime() === dueAt?.getTime() ? null : known && to < dueAt ? 'earlier' : 'later',
    steps: moved.steps.length,
    answerBy: moved.answerBy && { from: new Date(moved.answerBy.from), to: new Date(moved.answerBy.to) }
  }
}
