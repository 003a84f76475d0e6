import { expect, test } from 'vitest'
import {
  formatBytes,
  formatDate,
  formatDay,
  formatMoney,
  formatRemaining,
  formatShare,
  formatTime,
  parseDay
} from './format.ts'
import { translator } from './text.ts'

test('days and times are written as on the papers, by the clock in Vietnam', () => {
  expect(formatDay('2026-12-01')).toBe('01/12/2026')
  expect(formatDate(new Date('2026-11-30T17:00:00Z'))).toBe('01/12/2026')
  expect(formatTime('2026-11-30T16:59:00Z')).toBe('23:59 30/11/2026')
})

test('money, shares and files follow the language', () => {
  expect(formatMoney(20000, 'vi')).toBe('20.000\u00a0đ')
  expect(formatMoney(20000, 'en')).toBe('20,000\u00a0VND')
  expect(formatShare(0.975, 'vi')).toBe('97,5\u00a0%')
  expect(formatBytes(2_400_000, 'vi')).toBe('2,4\u00a0MB')
})

test('what is left and what is late are said in words', () => {
  expect(formatRemaining(translator('vi'), { value: 2, unit: 'working-day' })).toBe('còn 2 ngày làm việc')
  expect(formatRemaining(translator('vi'), { value: -0.5, unit: 'working-day' })).toBe('quá 0,5 ngày làm việc')
  expect(formatRemaining(translator('en'), { value: -1, unit: 'working-hour' })).toBe('late by 1 working hour')
})

test.each([
  ['2/9/1990', '1990-09-02'],
  ['02-09-1990', '1990-09-02'],
  ['02091990', '1990-09-02'],
  ['31/02/2026', null],
  ['1990-09-02', null],
  ['hôm qua', null]
])('a typed %s is the day %s', (typed, day) => {
  expect(parseDay(typed)).toBe(day)
})
