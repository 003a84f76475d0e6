import { dayOf, shiftDay } from '#server/platform/day.ts'
import type { Entry, Month } from './editions/model.ts'
import type { HeldTime } from './holding.rules.ts'

/** A late dossier with its time by holder. */
export type LateDossier = {
  readonly code: string
  readonly dueAt: string | null
  readonly finishedAt: string | null
  readonly time: HeldTime
}

/** A unit's agency is its ancestor right below the province: codes are groups from left to right (Decision 20/2020). */
export const agencyOf = (unit: string): string => unit.split('.').slice(0, 2).join('.')

/** The month before a day's. */
export const monthBefore = (day: string): Month => shiftDay(`${day.slice(0, 7)}-01`, -1).slice(0, 7)
export const firstDay = (month: Month): string => `${month}-01`
/** The first day of the month after. */
export const dayAfter = (month: Month): string => `${shiftDay(firstDay(month), 31).slice(0, 7)}-01`

/**
 * The entries of an agency's list: for each late dossier, every unit and officer of the office by their share of the
 * lateness. Time of applicants, of agencies outside and of failed systems names nobody; such dossiers are counted apart.
 */
export function entriesOf(
  dossiers: readonly LateDossier[],
  postOf: (officer: string, unit: string) => string
): { entries: Entry[]; outside: number } {
  const entries: Omit<Entry, 'no'>[] = []
  let outside = 0
  for (const { code, dueAt, finishedAt, time } of dossiers) {
    const holders = new Map<string, Omit<Entry, 'no'>>()
    for (const { holder, late, step } of time.parts) {
      if (late === 0 || (holder.kind !== 'unit' && holder.kind !== 'officer')) continue
      const officer = holder.kind === 'officer' ? holder.officer : null
      const key = `${holder.unit} ${officer ?? ''}`
      const before = holders.get(key)
      const steps = new Set([...(before?.steps ?? []), ...(step ? [step.name] : [])])
      holders.set(key, {
        kind: 'late',
        about: code,
        unit: holder.unit,
        officer,
        officerName: holder.kind === 'officer' ? holder.name : '',
        post: officer ? postOf(officer, holder.unit) : '',
        dueAt,
        finishedAt,
        late: time.late,
        minutes: (before?.minutes ?? 0) + late,
        steps: [...steps]
      })
    }
    if (holders.size === 0) outside += 1
    entries.push(...holders.values())
  }
  return { entries: entries.map((entry, i) => ({ ...entry, no: i + 1 })), outside }
}

/** Whether a month has ended, so that its list can be drafted. */
export const hasEnded = (month: Month, now: Date): boolean => dayAfter(month) <= dayOf(now)
