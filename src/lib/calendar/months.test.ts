import { expect, test } from 'vitest'
import { monthsOf } from './months.ts'

const NATIONAL = { day: '2026-09-02', kind: 'holiday', name: 'Quốc khánh' } as const

test('a year shows each of its days once, in weeks that begin on Monday', () => {
  const months = monthsOf(2028, [])
  const days = months.flat(2).flatMap(cell => cell?.day ?? [])
  expect([days.length, new Set(days).size, days[0], days.at(-1)]).toEqual([366, 366, '2028-01-01', '2028-12-31'])
  expect(months.flat().every(week => week.length === 7)).toBe(true)
})

test('National Day 2026 stands on a Wednesday with its name, and Saturdays and Sundays are weekends', () => {
  const september = monthsOf(2026, [NATIONAL])[8]!
  expect(september[0]![2]).toEqual({ day: '2026-09-02', of: 2, weekend: false, special: NATIONAL })
  expect(september[0]!.map(cell => cell?.weekend)).toEqual([undefined, false, false, false, false, true, true])
})
