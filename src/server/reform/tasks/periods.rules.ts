import { shiftDay } from '#server/platform/index.ts'
import type { Day } from '#server/platform/index.ts'
import { regularReports } from '../reports/windows.rules.ts'
import type { Deadline, Every, Period } from './model.ts'

/**
 * The first period of a duty, or the one after `after`; null when none is left. A recurring duty begins with the period
 * in which it was given and each period closes on its last day; nothing rolls to a Monday, for a task's deadline is not
 * a dossier's. A duty told in the regular reports is due with each of them, on the day that report is sent.
 */
export function nextPeriod(deadline: Deadline, givenOn: Day, after: Period | null): Period | null {
  switch (deadline.kind) {
    case 'recurring': {
      const period = periodOf(deadline.every, after ? shiftDay(after.due, 1) : givenOn)
      return deadline.until !== null && period.due > deadline.until ? null : period
    }
    case 'with-report':
      return (
        regularReports(Number(givenOn.slice(0, 4)), Number(deadline.until.slice(0, 4)))
          .map(({ key, sentBy }) => ({ key, due: sentBy }))
          .find(({ due }) => due > givenOn && due <= deadline.until && (after === null || due > after.due)) ?? null
      )
    default:
      return null
  }
}

/** The week, month, quarter or year that a day lies in, with its last day. */
export function periodOf(every: Every, day: Day): Period {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  switch (every) {
    case 'week': {
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
      const sunday = shiftDay(day, weekday === 0 ? 0 : 7 - weekday)
      return { key: `${sunday}-W`, due: sunday }
    }
    case 'month':
      return { key: day.slice(0, 7), due: lastOf(year, month) }
    case 'quarter': {
      const quarter = Math.ceil(month / 3)
      return { key: `${year}-Q${quarter}`, due: lastOf(year, quarter * 3) }
    }
    case 'year':
      return { key: String(year), due: `${year}-12-31` }
    default:
      return every satisfies never
  }
}

/** The last day of a month (1 to 12). */
export const lastOf = (year: number, month: number): Day =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
