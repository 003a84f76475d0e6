import { calendarOf, isWorkingDay, workingDayFrom } from '#server/calendar/index.ts'
import { dayOf, err, ok, shiftDay } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import { remindersOn, WHO } from '../letters/remind.rules.ts'
import type { UrgingRule, Who } from '../letters/remind.rules.ts'
import { dayIn } from '../tasks/forms.ts'
import type { Typed } from '../tasks/forms.ts'
import type { RuleRefusal } from './formula.ts'

export type NewUrging = { readonly from: Day; readonly rules: readonly UrgingRule[] }
const MOST_DAYS = 120

/** Rules as typed, a line of days for each receiver: `-7, -3, -1, 1`; a minus is before the due day. */
export function urgingFrom(typed: Typed, today: Day): Result<NewUrging, RuleRefusal> {
  const rules: UrgingRule[] = []
  for (const who of WHO) {
    const words = (typed[`days-${who}`] ?? '').trim()
    for (const part of words.split(/[\s,;]+/).filter(Boolean)) {
      const days = Number(part.replace('−', '-'))
      if (!Number.isInteger(days) || Math.abs(days) > MOST_DAYS) return err({ code: 'days-wrong', words: part })
      if (!rules.some(rule => rule.who === who && rule.days === days)) rules.push({ days, who })
    }
  }
  const from = dayIn(typed, 'from')
  if (!from.ok) return err({ code: 'day-invalid', day: typed.from ?? '' })
  if (from.value <= today) return err({ code: 'begins-too-early' })
  return ok({ from: from.value, rules })
}

/** Who would be reminded on which day of a task due three weeks from now: the rules as they will be carried out. */
export async function exampleOf(ctx: Ctx, rules: readonly UrgingRule[]) {
  const calendar = await calendarOf(ctx)
  const due = shiftDay(dayOf(ctx.now()), 21)
  const days: { day: Day; who: Who[] }[] = []
  for (let day = shiftDay(due, -2 * MOST_DAYS); day <= shiftDay(due, MOST_DAYS); day = shiftDay(day, 1)) {
    const found = remindersOn(day, rules, ahead => workingDayFrom(day, ahead, calendar), isWorkingDay(day, calendar))
    const who = found.filter(one => one.due === due).map(one => one.who)
    if (who.length > 0) days.push({ day, who: [...new Set(who)] })
  }
  return { due, days }
}

/** The rules of a day. */
export const urgingOn = ({ sql }: Ctx, day: Day) => sql<UrgingRule[]>`
  select days as "days", who as "who" from urging_rule
  where valid_from <= ${day} and (valid_to is null or valid_to >= ${day}) order by days, who`

/** Begins a new set of rules; the one before ends the day before, and a set that has not begun yet is replaced. */
export async function beginUrging(ctx: Ctx, { from, rules }: NewUrging): Promise<Result<void, RuleRefusal>> {
  if (!ctx.actor.may('reform.give')) return err({ code: 'forbidden' })
  if (from <= dayOf(ctx.now())) return err({ code: 'begins-too-early' })
  await ctx.sql.begin(async sql => {
    await sql`delete from urging_rule where valid_from > ${dayOf(ctx.now())}`
    await sql`
      update urging_rule set valid_to = ${shiftDay(from, -1)}
      where valid_from < ${from} and (valid_to is null or valid_to >= ${dayOf(ctx.now())})`
    await sql`
      insert into urging_rule (days, who, valid_from, entered_by, entered_at)
      select days, who, ${from}, ${ctx.actor.name}, ${ctx.now()}
      from jsonb_to_recordset(${ctx.sql.json(rules as never)}) as rule (days integer, who text)`
  })
  ctx.log.info({ event: 'reform.urging-begun', from, rules: rules.length }, 'new rules of urging')
  return ok(undefined)
}
