import { usualHours } from './conventions.ts'
import { shippedDays, SHIPPED } from './holidays.ts'
import type { DeadlineInput, DeadlineRules } from './model.ts'
import { DeadlineRules as Rules } from './model.ts'
import { compileCalendar } from './work-calendar.ts'

/** The calendar that ships, compiled once for all tests. */
export const shippedCalendar = compileCalendar(shippedDays(), SHIPPED.from, SHIPPED.to)

/** Rules with the usual office hours; a supplement resumes unless the test says otherwise. */
export const someRules = (own: Partial<DeadlineRules> & { pauseMode?: 'resume' | 'restart' } = {}): DeadlineRules => {
  const { pauseMode = 'resume', ...rules } = own
  const defaults = Rules.parse({}) as DeadlineRules
  return { ...defaults, ...usualHours, pauseEffects: { ...defaults.pauseEffects, supplement: pauseMode }, ...rules }
}

/** A Vietnamese moment: `at('2026-11-23 09:00')`. */
export const at = (moment: string): Date => new Date(`${moment.replace(' ', 'T')}:00+07:00`)

type Given = Partial<Omit<DeadlineInput, 'receivedAt'>> & { received: string }
/** A dossier's ledger with five working days unless the test says otherwise. */
export const aLedger = ({ received, ...given }: Given): DeadlineInput => ({
  receivedAt: at(received),
  limit: { unit: 'working-day', value: 5 },
  rules: someRules(),
  ...given
})
