import { expect, test } from 'vitest'
import { problemWords, readCalendarFile } from './index.ts'

const HEADER = 'date,weekday,name_vi,name_en,kind,status,source'

test('a calendar file is read line by line, with a comma inside quotes and a mark at its start', () => {
  const { days, problems } = readCalendarFile(
    `\uFEFF${HEADER}\r\n2026-01-02,Fri,Nghỉ hoán đổi,,swap_off,unverified,"general, to check"\r\n`
  )
  expect(problems).toEqual([])
  expect(days).toEqual([
    {
      day: '2026-01-02',
      kind: 'swapped-off',
      name: { vi: 'Nghỉ hoán đổi' },
      source: 'general, to check',
      status: 'unverified'
    }
  ])
})

test('every line that cannot be understood is named with its number and reason; the good ones are kept', () => {
  const { days, problems } = readCalendarFile(
    [
      HEADER,
      '2026-02-30,Mon,A,,holiday,announced,x',
      '2026-01-01,Mon,A,,holiday,announced,x',
      '2026-01-01,Thu,A,,picnic,announced,x',
      '2026-01-01,Thu,A,,holiday,perhaps,x',
      '2026-01-01,Thu,,,holiday,announced,x',
      '2026-01-01,Thu,Tết Dương lịch,,holiday,announced,x',
      '2026-01-01,Thu,Tết Dương lịch,,holiday,announced,x'
    ].join('\n')
  )
  expect(days).toHaveLength(1)
  expect(problems.map(({ line, key }) => [line, key])).toEqual([
    [2, 'import.day'],
    [3, 'import.weekday'],
    [4, 'import.kind'],
    [5, 'import.status'],
    [6, 'import.name'],
    [8, 'import.twice']
  ])
  expect(problemWords('vi', problems[1]!)).toBe('Ngày 2026-01-01 là thứ Năm, không phải "Mon".')
  expect(problemWords('en', problems[5]!)).toBe('2026-01-01 already stands in line 7.')
})

test('a file without the needed columns is refused as a whole', () => {
  expect(readCalendarFile('day;name\n2026-01-01;x').problems).toEqual([{ line: 1, key: 'import.header', facts: {} }])
})
