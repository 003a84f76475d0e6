import { shiftDay } from '#server/platform/index.ts'
import type { Day } from '#server/platform/index.ts'

export const WHO = ['holder', 'head', 'vice-chair'] as const
export type Who = (typeof WHO)[number]
export type UrgingRule = { readonly days: number; readonly who: Who }
export type Reminder = { readonly due: Day; readonly days: number; readonly who: Who }

/**
 * The due days about which somebody is reminded today. Days before count as working days (`workingDaysAhead` gives the nth
 * one, by the calendar), days after as calendar days. On a day off nobody is reminded of what is ahead.
 */
export function remindersOn(
  today: Day,
  rules: readonly UrgingRule[],
  workingDaysAhead: (days: number) => Day | null,
  working: boolean
): Reminder[] {
  return rules.flatMap(({ days, who }) => {
    if (days < 0) {
      const due = working ? workingDaysAhead(-days) : null
      return due ? [{ due, days, who }] : []
    }
    return [{ due: shiftDay(today, -days), days, who }]
  })
}
