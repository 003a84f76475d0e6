import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '#server/platform/project.ts'
import { compileCalendar, holidaysOf, lunarDay, readCalendarFile, SHIPPED, tetOf } from './index.ts'
import { dayAt, isWorking } from './work-calendar.ts'
import { shippedCalendar } from './testing.ts'

const workingDays = (calendar: typeof shippedCalendar) =>
  Array.from({ length: calendar.size }, (_, i) => i)
    .filter(i => isWorking(calendar, i))
    .map(i => dayAt(calendar, i))

describe('the lunar calendar', () => {
  test.for([
    [1968, '1968-01-29'],
    [1985, '1985-01-21'],
    [2007, '2007-02-17'],
    [2018, '2018-02-16'],
    [2023, '2023-01-22'],
    [2026, '2026-02-17'],
    [2030, '2030-02-02'],
    [2033, '2033-01-31'],
    [2034, '2034-02-19']
  ] as const)('Tết of %i begins on %s', ([year, day]) => expect(tetOf(year)).toBe(day))

  test('Giỗ Tổ is the tenth of the third month, after a leap second month too', () => {
    expect(lunarDay(2026, 3, 10)).toBe('2026-04-26')
    expect(lunarDay(2023, 3, 10)).toBe('2023-04-29')
    expect(lunarDay(2027, 3, 10)).toBe('2027-04-16')
  })
})

describe('the holidays by law', () => {
  test('are eleven days a year, twelve since Culture Day', () => {
    expect(holidaysOf(2025).filter(({ kind }) => kind === 'holiday')).toHaveLength(11)
    expect(holidaysOf(2026).filter(({ kind }) => kind === 'holiday')).toHaveLength(12)
  })

  test('three holidays from Saturday to Monday give two days in lieu', () => {
    const lieu = holidaysOf(2023).filter(({ kind, day }) => kind === 'in-lieu' && day > '2023-04-01')
    expect(lieu.map(({ day }) => day)).toEqual(['2023-05-02', '2023-05-03', '2023-09-04'])
  })
})

const file = join(
  process.env.SHARED_DIR ?? join(projectRoot, '..', 'shared'),
  'data',
  'calendar',
  'holidays_vn_2018_2028.csv'
)
describe.skipIf(!existsSync(file))('the published list 2018–2028 (skipped where ../shared is absent)', () => {
  const published = existsSync(file)
    ? readCalendarFile(readFileSync(file, 'utf8'))
    : { days: [], problems: [], lines: 0 }

  test('is read without a single doubtful line', () => {
    expect(published.lines).toBeGreaterThan(150)
    expect(published.problems).toEqual([])
    expect(published.days).toHaveLength(published.lines)
  })

  test('agrees with ours on every working day of eleven years', () => {
    const theirs = compileCalendar(published.days, SHIPPED.from, SHIPPED.to)
    expect(workingDays(shippedCalendar)).toEqual(workingDays(theirs))
  })
})
