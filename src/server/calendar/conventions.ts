import type { PauseCause, PauseEffect, RuleSet } from '#server/rulesets/index.ts'
import type { Day } from '#server/platform/index.ts'
import { dayFrom } from './days.ts'
import type { DeadlineRules, OfficeHours, Spell } from './model.ts'
import { USUAL_HOURS } from './model.ts'
import type { Hours } from './timetable.ts'
import type { WorkCalendar } from './work-calendar.ts'

const NO_EXCEPTIONS: DeadlineRules['hoursByDate'] = {}

/** What a procedure or its sector law sets for itself, over the rule set. */
export type OwnConventions = Partial<Omit<DeadlineRules, 'hours' | 'hoursByDate' | 'articles' | 'pauseEffects'>> & {
  readonly pauseEffects?: Partial<Readonly<Record<PauseCause, PauseEffect>>>
}

/** The counting conventions of a rule set, for an office with these hours and a procedure with its own. */
export function rulesOf(set: RuleSet, hours: Hours, own: OwnConventions = {}): DeadlineRules {
  const { pauseEffects, dueTime, fraction, extensionNotice, lateAfter, extensions } = set.deadline
  return {
    hours: hours.hours,
    hoursByDate: hours.hoursByDate,
    pauseUnit: 'limit',
    dueTime,
    fraction,
    extensionNotice,
    extensions,
    lateRule: lateAfter ? { after: lateAfter, effect: 'received-next-opening' } : null,
    articles: set.articles,
    ...own,
    pauseEffects: { ...pauseEffects, ...own.pauseEffects }
  }
}

/** The hours of an office nobody has entered hours for. */
export const usualHours: Hours = { hours: USUAL_HOURS, hoursByDate: NO_EXCEPTIONS }

/**
 * The hours of a unit day by day over a calendar: its own entry before the province's, the newest before an older one,
 * a season's before one for all year. The most frequent pattern becomes `hours`; only other days are listed.
 */
export function hoursOf(table: readonly OfficeHours[], unit: string | null, calendar: WorkCalendar): Hours {
  const entries = table.filter(entry => entry.unit === null || entry.unit === unit).sort(before)
  if (entries.length === 0) return usualHours
  const byDay = new Map<Day, readonly Spell[]>()
  const days = new Map<readonly Spell[], number>()
  for (let n = calendar.first; n < calendar.first + calendar.size; n++) {
    const day = dayFrom(n)
    const spells = entries.find(entry => isValidOn(entry, day))?.spells ?? USUAL_HOURS
    byDay.set(day, spells)
    days.set(spells, (days.get(spells) ?? 0) + 1)
  }
  const [hours] = [...days].reduce((most, one) => (one[1] > most[1] ? one : most))
  return { hours, hoursByDate: Object.fromEntries([...byDay].filter(([, spells]) => spells !== hours)) }
}

const before = (a: OfficeHours, b: OfficeHours): number =>
  Number(b.unit !== null) - Number(a.unit !== null) ||
  (a.validFrom === b.validFrom ? b.months.length - a.months.length : a.validFrom < b.validFrom ? 1 : -1)

const isValidOn = ({ validFrom, validTo, months }: OfficeHours, day: Day): boolean =>
  validFrom <= day &&
  (validTo === null || day <= validTo) &&
  (months.length === 0 || months.includes(Number(day.slice(5, 7))))
