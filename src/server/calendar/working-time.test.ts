import { describe, expect, test } from 'vitest'
import {
  addWorkingTime,
  affectedBy,
  hoursOf,
  isWorkingDay,
  nextOpening,
  reminderBefore,
  usualHours,
  withChanges,
  workingDayFrom,
  workingDaysBetween,
  workingMinutesBetween
} from './index.ts'
import { aLedger, at, shippedCalendar as calendar, someRules } from './testing.ts'

const rules = someRules()

describe('office time', () => {
  test('a night and a lunch break are no office time', () => {
    expect(workingMinutesBetween(at('2026-11-09 16:30'), at('2026-11-10 14:00'), usualHours, calendar)).toBe(
      60 + 240 + 30
    )
    expect(workingMinutesBetween(at('2026-11-10 14:00'), at('2026-11-09 16:30'), usualHours, calendar)).toBe(-330)
  })

  test('a sum that ends with a spell ends there; counted back it lands on the later opening', () => {
    expect(addWorkingTime(at('2026-11-09 07:30'), 240, usualHours, calendar)).toEqual(at('2026-11-09 11:30'))
    expect(addWorkingTime(at('2026-11-09 17:30'), -240, usualHours, calendar)).toEqual(at('2026-11-09 13:30'))
  })

  test('the next opening after Friday evening is Monday morning; within hours it is now', () => {
    expect(nextOpening(at('2026-11-13 18:00'), usualHours, calendar)).toEqual(at('2026-11-16 07:30'))
    expect(nextOpening(at('2026-11-13 10:00'), usualHours, calendar)).toEqual(at('2026-11-13 10:00'))
    expect(nextOpening(at('2029-01-02 10:00'), usualHours, calendar)).toBeNull()
  })

  test('days are counted forward and back over holidays', () => {
    expect(isWorkingDay('2026-08-22', calendar)).toBe(true)
    expect(isWorkingDay('2026-11-24', calendar)).toBe(false)
    expect(workingDaysBetween('2026-11-20', '2026-11-26', calendar)).toBe(3)
    expect(workingDayFrom('2026-11-26', -3, calendar)).toBe('2026-11-20')
    expect(workingDayFrom('2026-11-20', 3, calendar)).toBe('2026-11-26')
  })

  test('a reminder lands in office time', () => {
    expect(reminderBefore(at('2026-11-10 11:30'), { unit: 'working-hour', value: 4 }, rules, calendar)).toEqual(
      at('2026-11-10 07:30')
    )
    expect(reminderBefore(at('2026-11-10 11:30'), { unit: 'working-hour', value: 6 }, rules, calendar)).toEqual(
      at('2026-11-09 15:30')
    )
    expect(reminderBefore(at('2026-11-17 17:30'), { unit: 'calendar-day', value: 2 }, rules, calendar)).toEqual(
      at('2026-11-16 07:30')
    )
  })
})

describe('hours by unit and season', () => {
  const year = { validFrom: '2018-01-01', validTo: null } as const
  const winter = {
    ...year,
    unit: null,
    months: [],
    spells: [
      ['07:30', '11:30'],
      ['13:30', '17:30']
    ]
  } as const
  const summer = {
    ...year,
    unit: null,
    months: [4, 5, 6, 7, 8, 9],
    spells: [
      ['07:00', '11:00'],
      ['13:30', '17:30']
    ]
  } as const
  const island = { ...year, unit: 'H99.20', months: [], spells: [['08:00', '12:00']] } as const

  test('the season governs, and a unit may have its own', () => {
    const province = hoursOf([winter, summer, island], null, calendar)
    expect(nextOpening(at('2026-06-15 05:00'), province, calendar)).toEqual(at('2026-06-15 07:00'))
    expect(nextOpening(at('2026-11-16 05:00'), province, calendar)).toEqual(at('2026-11-16 07:30'))
    expect(
      nextOpening(at('2026-11-16 05:00'), hoursOf([winter, summer, island], 'H99.20', calendar), calendar)
    ).toEqual(at('2026-11-16 08:00'))
  })
})

describe('a change of the calendar', () => {
  test('shows which ledgers move and by how much', () => {
    const untilNotice = withChanges(calendar, { remove: ['2026-11-24'] })
    const inputs = ['2026-11-16 09:00', '2026-11-20 09:00'].map(received =>
      aLedger({ received, limit: { unit: 'working-day', value: 3 } })
    )
    const moved = affectedBy(untilNotice, calendar, inputs)
    expect(moved).toEqual([
      {
        input: inputs[1],
        before: at('2026-11-25 17:30'),
        after: at('2026-11-26 17:30'),
        calendarDays: 1,
        officeMinutes: 480
      }
    ])
  })
})
