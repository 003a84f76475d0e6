import { calendarOf, currentDue, dueAt, officeHoursOf, rulesOf } from '#server/calendar/index.ts'
import type { DeadlineInput, DeadlineRules, Hours, Limit, WorkCalendar } from '#server/calendar/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import type { RuleSet } from '#server/rulesets/index.ts'
import type { Clock } from './facts.ts'
import type { Ledger } from './model.ts'

/** The clock of one office under one rule set: what the decider may ask, and the conventions behind it. */
export type OfficeClock = Clock & {
  readonly calendar: WorkCalendar
  readonly hours: Hours
  /** The conventions for a procedure with this late rule; the same object for the same rule, so timetables stay compiled. */
  rules(lateAfter: string | null): DeadlineRules
}

const clocks = new WeakMap<WorkCalendar, Map<string, OfficeClock>>()

/** The clock of the settling office (its hours, not the desk's), on the province's calendar as it stands. */
export async function clockFor(ctx: Ctx, set: RuleSet, settlingUnit: string): Promise<OfficeClock> {
  const [calendar, hours] = await Promise.all([calendarOf(ctx), officeHoursOf(ctx, settlingUnit)])
  const key = `${set.id} ${settlingUnit}`
  const known = clocks.get(calendar) ?? new Map<string, OfficeClock>()
  clocks.set(calendar, known)
  const remembered = known.get(key)
  if (remembered?.hours === hours) return remembered
  const clock = clockOn(set, calendar, hours)
  known.set(key, clock)
  return clock
}

/** The clock over a calendar and hours already at hand. */
export function clockOn(set: RuleSet, calendar: WorkCalendar, hours: Hours): OfficeClock {
  const byLateRule = new Map<string | null, DeadlineRules>()
  const rules = (lateAfter: string | null): DeadlineRules => {
    const known = byLateRule.get(lateAfter)
    if (known) return known
    const made = rulesOf(
      set,
      hours,
      lateAfter ? { lateRule: { after: lateAfter, effect: 'received-next-opening' } } : {}
    )
    byLateRule.set(lateAfter, made)
    return made
  }
  const usual = rules(null)
  return {
    calendar,
    hours,
    rules,
    due(ledger) {
      const due = currentDue(inputOf(ledger, rules(ledger.lateAfter)), calendar)
      return {
        startedAt: due.startedAt.toISOString(),
        originalDueAt: due.originalDueAt?.toISOString() ?? null,
        dueAt: due.dueAt?.toISOString() ?? null,
        extensionsGranted: due.extensionsGranted,
        ...(due.error ? { error: due.error } : {})
      }
    },
    stepDue: (enteredAt: Date, norm: Limit | null) => (norm ? dueAt(enteredAt, norm, usual, calendar) : null)
  }
}

/** The calendar's question from a dossier's ledger. */
export const inputOf = (ledger: Ledger, rules: DeadlineRules): DeadlineInput => ({
  receivedAt: new Date(ledger.startedAt),
  limit: ledger.limit,
  rules,
  pauses: ledger.pauses.map(({ from, to, cause }) => ({ from: new Date(from), to: to ? new Date(to) : null, cause })),
  extensions: ledger.extensions.map(({ requestedAt, limit }) => ({ requestedAt: new Date(requestedAt), limit }))
})
