import { calendarOf, currentDue, officeHoursOf, rulesOf, workingDayFrom } from '#server/calendar/index.ts'
import { dayOf, shiftDay } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { ruleSet, rulesToday } from '#server/rulesets/index.ts'
import type { RuleSet } from '#server/rulesets/index.ts'
import type { Facts } from './commands.ts'
import { limitsOn } from './limits.ts'
import type { Ledger, Petition } from './model.ts'

/**
 * What a decision on this petition needs: the rule set it was filed under, the limits in force, and the calendar's own
 * answer to when a ledger runs out. Asking the person makes the time stand still; it goes on with what was left.
 */
export async function factsFor(ctx: Ctx, petition: Petition | null): Promise<Facts> {
  const set: RuleSet = petition ? ruleSet(petition.ruleSet) : await rulesToday(ctx)
  const today = dayOf(ctx.now())
  const filedOn = petition ? dayOf(new Date(petition.filedAt)) : today
  const [calendar, hours, limits] = await Promise.all([
    calendarOf(ctx),
    officeHoursOf(ctx, petition?.unit ?? ctx.province.code),
    limitsOn(ctx, set, filedOn)
  ])
  const rules = rulesOf(set, hours, { pauseEffects: { supplement: 'resume' } })
  const due = ({ startedAt, workingDays, pauses }: Ledger): string | null =>
    currentDue(
      {
        receivedAt: new Date(startedAt),
        limit: { unit: 'working-day', value: workingDays },
        rules,
        pauses: pauses.map(({ from, to }) => ({
          from: new Date(from),
          to: to === null ? null : new Date(to),
          cause: 'supplement'
        }))
      },
      calendar
    ).dueAt?.toISOString() ?? null
  return {
    now: ctx.now(),
    today,
    by: ctx.actor.kind === 'officer' ? ctx.actor.id : null,
    ruleSet: set.id,
    limits,
    anonymousKinds: set.feedback.petitions.anonymous,
    due,
    dayAfter: days => workingDayFrom(today, days, calendar) ?? shiftDay(today, days + Math.ceil(days / 5) * 2)
  }
}
