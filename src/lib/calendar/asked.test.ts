import { describe, expect, test } from 'vitest'
import { translator } from '../text.ts'
import { daysAsked, hoursAsked, pageOf } from './asked.ts'

const t = translator('vi')
const days = (given: Record<string, string>) => daysAsked(new URLSearchParams(given), t)
const hours = (given: Record<string, string>) => hoursAsked(new URLSearchParams(given), t)

describe('a change of days as typed', () => {
  test('is a span of days off under its decision', () => {
    const { change, errors } = days({ decision: '12/TB', from: '27/11/2026', to: '28/11/2026', name: 'Bão số 9' })
    expect(errors).toEqual({})
    expect(change?.put.map(({ day, kind, source }) => [day, kind, source])).toEqual([
      ['2026-11-27', 'holiday', '12/TB'],
      ['2026-11-28', 'holiday', '12/TB']
    ])
  })
  test('is an exchange of two days', () => {
    const { change } = days({ decision: '12/TB', off: '31/08/2026', work: '22/08/2026' })
    expect(change?.put.map(({ day, kind }) => [day, kind])).toEqual([
      ['2026-08-31', 'swapped-off'],
      ['2026-08-22', 'swapped-working']
    ])
  })
  test.each([
    [{ from: '27/11/2026', name: 'x' }, 'decision'],
    [{ decision: '1' }, 'from'],
    [{ decision: '1', from: '31/02/2026', name: 'x' }, 'from'],
    [{ decision: '1', from: '27/11/2026', to: '26/11/2026', name: 'x' }, 'to'],
    [{ decision: '1', from: '27/11/2026', to: '26/11/2036', name: 'x' }, 'to'],
    [{ decision: '1', from: '27/11/2026' }, 'name'],
    [{ decision: '1', off: '31/08/2026' }, 'work']
  ])('%o is refused at %s', (given, field) => {
    const { change, errors } = days(given)
    expect(change).toBeNull()
    expect(Object.keys(errors)).toEqual([field])
  })
})

describe('office hours as typed', () => {
  const summer = { decision: '1', from: '01/04/2026', 'morning-opens': '7h00', 'morning-closes': '11:30' }
  test('are read however people write an hour', () => {
    const { change } = hours({ ...summer, 'afternoon-opens': '1330', 'afternoon-closes': '17:00', month: '4' })
    expect(change?.hours).toEqual({
      unit: null,
      validFrom: '2026-04-01',
      validTo: null,
      months: [4],
      spells: [
        ['07:00', '11:30'],
        ['13:30', '17:00']
      ]
    })
    expect(hours(summer).change?.hours.spells).toEqual([['07:00', '11:30']])
  })
  test.each([
    [{ ...summer, 'morning-closes': '25:00' }, 'morning-closes'],
    [{ ...summer, 'morning-closes': '06:00' }, 'morning-closes'],
    [{ ...summer, 'afternoon-opens': '11:00', 'afternoon-closes': '17:00' }, 'afternoon-opens'],
    [{ ...summer, from: '' }, 'from']
  ])('%o is refused at %s', (given, field) => {
    expect(Object.keys(hours(given).errors)).toEqual([field])
  })
})

test('a page beyond the last is the last', () => {
  expect(pageOf([1, 2, 3], '9')).toEqual({ rows: [1, 2, 3], page: 1, pages: 1 })
})
