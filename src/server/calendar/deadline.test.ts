import { describe, expect, test } from 'vitest'
import { computeDeadline, dueAt, vietnamTime } from './index.ts'
import type { DeadlineInput, Limit } from './index.ts'
import { ruleSetOn } from '#server/rulesets/index.ts'
import { aLedger, at, shippedCalendar, someRules } from './testing.ts'

const days = (value: number): Limit => ({ unit: 'working-day', value })
const hours = (value: number): Limit => ({ unit: 'working-hour', value })
const calendarDays = (value: number): Limit => ({ unit: 'calendar-day', value })
const months = (value: number): Limit => ({ unit: 'month', value })
const after = (hour: string) => ({ after: hour, effect: 'received-next-opening' }) as const
const asked = (from: string, to: string | null) =>
  ({ from: at(from), to: to ? at(to) : null, cause: 'supplement' }) as const
const answer = (input: DeadlineInput) => computeDeadline(input, shippedCalendar)

type Case = [sentence: string, ledger: Parameters<typeof aLedger>[0], due: string]
const cases: Case[] = [
  [
    'one day from Friday before a swapped Saturday ends on that Saturday',
    { received: '2026-08-21 09:00', limit: days(1) },
    '2026-08-22 17:30'
  ],
  [
    'one day from the eve of Culture Day passes over it',
    { received: '2026-11-23 09:00', limit: days(1) },
    '2026-11-25 17:30'
  ],
  ['five days before Tết 2026 end the week after it', { received: '2026-02-13 09:00' }, '2026-02-27 17:30'],
  [
    'ten calendar days to a Sunday before National Day move to 3 September',
    { received: '2026-08-20 09:00', limit: calendarDays(10) },
    '2026-09-03 17:30'
  ],
  [
    '29 February of a leap year is a day like others',
    { received: '2028-02-28 09:00', limit: calendarDays(1) },
    '2028-02-29 17:30'
  ],
  [
    'the first working day of 2026 is the Monday after the swapped Friday',
    { received: '2025-12-31 09:00', limit: days(1) },
    '2026-01-05 17:30'
  ],
  [
    'a resumed pause gives back its two working days',
    { received: '2026-11-02 09:00', pauses: [asked('2026-11-04 10:00', '2026-11-06 09:00')] },
    '2026-11-11 17:30'
  ],
  [
    'a restart counts everything again from the full supplement',
    {
      received: '2026-11-02 09:00',
      limit: days(10),
      rules: someRules({ pauseMode: 'restart' }),
      pauses: [asked('2026-11-04 10:00', '2026-11-12 09:00')]
    },
    '2026-11-27 17:30'
  ],
  [
    'an extension asked for in time adds to the printed day',
    {
      received: '2026-11-02 09:00',
      limit: days(10),
      extensions: [{ requestedAt: at('2026-11-12 10:00'), limit: days(5) }]
    },
    '2026-11-23 17:30'
  ],
  [
    'office minutes of a pause may be given back exactly',
    {
      received: '2026-11-02 09:00',
      rules: someRules({ pauseUnit: 'office-time' }),
      pauses: [asked('2026-11-04 10:00', '2026-11-04 15:00')]
    },
    '2026-11-10 10:30'
  ],
  [
    'consulting another agency does not stop the clock',
    {
      received: '2026-11-02 09:00',
      pauses: [{ from: at('2026-11-04 10:00'), to: at('2026-11-06 09:00'), cause: 'other-agency' }]
    },
    '2026-11-09 17:30'
  ],
  [
    'a supplement that stops no clock moves nothing',
    { received: '2026-11-02 09:00', pauses: [{ ...asked('2026-11-04 10:00', '2026-11-06 09:00'), stopsClock: false }] },
    '2026-11-09 17:30'
  ],
  [
    'a supplement after the late hour is taken as received at the next opening',
    {
      received: '2026-11-02 09:00',
      rules: someRules({ lateRule: after('15:00') }),
      pauses: [asked('2026-11-04 10:00', '2026-11-05 15:30')]
    },
    '2026-11-11 17:30'
  ],
  [
    'a receipt on Saturday under a late rule makes Monday the uncounted day',
    { received: '2026-11-14 09:00', limit: days(1), rules: someRules({ lateRule: after('15:00') }) },
    '2026-11-17 17:30'
  ],
  [
    'same time in the lunch break moves to the afternoon opening',
    { received: '2026-11-09 12:10', limit: days(2), rules: someRules({ dueTime: 'same-time' }) },
    '2026-11-11 13:30'
  ],
  [
    'same time before opening moves to opening',
    { received: '2026-11-09 05:40', limit: days(2), rules: someRules({ dueTime: 'same-time' }) },
    '2026-11-11 07:30'
  ],
  [
    'half of the last day ends at noon',
    { received: '2026-11-09 10:00', limit: days(0.5), rules: someRules({ fraction: 'part-of-last-day' }) },
    '2026-11-10 11:30'
  ],
  [
    'a pause inside a fraction of a day is office time',
    { received: '2026-11-09 08:00', limit: days(0.5), pauses: [asked('2026-11-09 09:00', '2026-11-09 14:00')] },
    '2026-11-09 17:00'
  ],
  [
    'a day that ends at midnight belongs to the day it ends: asked on that day is too late',
    {
      received: '2026-11-02 09:00',
      rules: someRules({ dueTime: 'day-end' }),
      extensions: [{ requestedAt: at('2026-11-09 08:00'), limit: days(2) }]
    },
    '2026-11-10 00:00'
  ],
  [
    'an extension of hours runs on from the due hour',
    { received: '2026-11-02 09:00', extensions: [{ requestedAt: at('2026-11-05 08:00'), limit: hours(4) }] },
    '2026-11-10 11:30'
  ],
  [
    'an extension of a calendar-day limit on top of a moved end',
    {
      received: '2026-11-09 09:00',
      limit: calendarDays(15),
      extensions: [{ requestedAt: at('2026-11-20 10:00'), limit: calendarDays(3) }]
    },
    '2026-11-30 17:30'
  ],
  [
    'zero days received after closing end on the next working day',
    { received: '2026-11-09 18:00', limit: days(0) },
    '2026-11-10 17:30'
  ],
  [
    'zero hours after closing is the next opening',
    { received: '2026-11-13 18:00', limit: hours(0) },
    '2026-11-16 07:30'
  ],
  [
    'three months from 30 November end on the last day of February, moved off the weekend',
    { received: '2025-11-30 09:00', limit: months(3) },
    '2026-03-02 17:30'
  ],
  [
    'a pause of a month limit adds calendar days',
    { received: '2026-06-15 09:00', limit: months(1), pauses: [asked('2026-06-20 10:00', '2026-06-22 10:00')] },
    '2026-07-17 17:30'
  ],
  [
    'a summer timetable closes at its own hour',
    {
      received: '2026-06-15 09:00',
      limit: days(1),
      rules: someRules({
        hours: [
          ['07:00', '11:00'],
          ['14:00', '17:00']
        ]
      })
    },
    '2026-06-16 17:00'
  ],
  [
    'hours of a seven-hour office are its own',
    {
      received: '2026-06-15 07:00',
      limit: days(0.5),
      rules: someRules({
        hours: [
          ['07:00', '11:00'],
          ['14:00', '17:00']
        ]
      })
    },
    '2026-06-15 10:30'
  ],
  [
    'a working day on which this office is closed is passed over at the end',
    { received: '2026-11-09 09:00', limit: days(2), rules: someRules({ hoursByDate: { '2026-11-11': [] } }) },
    '2026-11-12 17:30'
  ],
  [
    'two causes that overlap stop the clock once',
    {
      received: '2026-11-02 09:00',
      pauses: [
        asked('2026-11-04 10:00', '2026-11-06 09:00'),
        { from: at('2026-11-05 10:00'), to: at('2026-11-09 09:00'), cause: 'fee' }
      ]
    },
    '2026-11-12 17:30'
  ]
]

describe('deadlines of our own', () => {
  test.for(cases)('%s', ([, given, due]) => {
    expect(vietnamTime(answer(aLedger(given)).dueAt!)).toBe(vietnamTime(at(due)))
  })

  test('the fast path agrees wherever nothing happened since receipt', () => {
    const untouched = cases
      .map(([, given]) => aLedger(given))
      .filter(({ pauses, extensions }) => !pauses && !extensions)
    expect(untouched.length).toBeGreaterThan(10)
    for (const ledger of untouched)
      expect(dueAt(ledger.receivedAt, ledger.limit, ledger.rules, shippedCalendar)).toEqual(answer(ledger).dueAt)
  })
})

describe('what the ledger refuses or leaves open', () => {
  test('a negative limit, an office without hours, a date beyond the calendar and a date that is none', () => {
    const error = (given: Partial<DeadlineInput>) =>
      answer({ ...aLedger({ received: '2026-11-09 09:00' }), ...given }).error
    expect(error({ limit: days(-1) })).toBe('limit-negative')
    expect(error({ rules: someRules({ hours: [] }) })).toBe('no-working-time')
    expect(error({ limit: days(900) })).toBe('calendar-not-covered')
    expect(error({ receivedAt: at('2017-12-29 09:00') })).toBe('calendar-not-covered')
    expect(error({ receivedAt: new Date(NaN) })).toBe('date-impossible')
  })

  test('a paused dossier has no due date, only an estimate, and sends no reminder', () => {
    const asOf = at('2026-11-09 10:00')
    const paused = answer(
      aLedger({ received: '2026-11-02 09:00', pauses: [asked('2026-11-04 10:00', null)], remindBefore: days(1), asOf })
    )
    expect(paused).toMatchObject({ state: 'paused', dueAt: null, remindAt: null, late: null })
    expect(vietnamTime(paused.estimateAt!)).toBe('2026-11-12T17:30:00+07:00')
  })

  test('a result closes an open pause, and the dossier can be told on time', () => {
    const refused = answer(
      aLedger({
        received: '2026-11-02 09:00',
        pauses: [asked('2026-11-04 10:00', null)],
        finishedAt: at('2026-11-20 10:00')
      })
    )
    expect(refused).toMatchObject({ state: 'finished', late: false })
  })

  test('the service index subtracts supplements where the decree restarts, and calls a second request late', () => {
    const rules = someRules({ pauseMode: 'restart' })
    const once = [asked('2026-11-04 10:00', '2026-11-06 09:00')]
    const one = answer(
      aLedger({ received: '2026-11-02 09:00', rules, pauses: once, finishedAt: at('2026-11-12 10:00') })
    )
    expect([one.dueAt, one.serviceIndex.dueAt].map(date => vietnamTime(date!))).toEqual([
      '2026-11-13T17:30:00+07:00',
      '2026-11-11T17:30:00+07:00'
    ])
    expect([one.late, one.serviceIndex.late]).toEqual([false, true])
    const twice = answer(
      aLedger({
        received: '2026-11-02 09:00',
        pauses: [...once, asked('2026-11-09 10:00', '2026-11-10 09:00')],
        finishedAt: at('2026-11-09 10:00')
      })
    )
    expect(twice.serviceIndex).toMatchObject({ supplements: 2, late: true })
    expect(twice.late).toBe(false)
  })

  test('original due stays while current due moves', () => {
    const moved = answer(
      aLedger({ received: '2026-11-02 09:00', pauses: [asked('2026-11-04 10:00', '2026-11-06 09:00')] })
    )
    expect(vietnamTime(moved.originalDueAt!)).toBe('2026-11-09T17:30:00+07:00')
    expect(vietnamTime(moved.dueAt!)).toBe('2026-11-11T17:30:00+07:00')
  })
})

test('at the due instant a limit of hours is used up, while a day is not over', () => {
  const pauses = [asked('2026-11-09 17:30', '2026-11-10 10:00')]
  const used = answer(aLedger({ received: '2026-11-09 07:30', limit: hours(8), pauses }))
  expect(used.dueAt).toEqual(at('2026-11-09 17:30'))
  const inTime = answer(aLedger({ received: '2026-11-06 07:30', limit: days(1), pauses }))
  expect(inTime.dueAt).toEqual(at('2026-11-10 17:30'))
})

describe('the explanation', () => {
  test('names the days counted, the days passed over with their reason, the article and the due hour', () => {
    const { articles } = ruleSetOn('2026-11-20')
    const { explanation } = answer(
      aLedger({ received: '2026-11-20 09:00', limit: days(3), rules: someRules({ articles }) })
    )
    expect(explanation.vi).toBe(
      'Hồ sơ được tiếp nhận lúc 09:00 thứ Sáu, ngày 20/11/2026. ' +
        'Thời hạn giải quyết là 3 ngày làm việc; ngày tiếp nhận không tính vào thời hạn (Bộ luật Dân sự 2015, Điều 147). ' +
        'Các ngày được tính: 23/11, 25/11, 26/11. ' +
        'Không tính: 21/11–22/11 (nghỉ hằng tuần), 24/11 (Ngày Văn hóa Việt Nam) (Bộ luật Lao động 2019, Điều 111; Bộ luật Lao động 2019, Điều 112). ' +
        'Hạn trả kết quả: 17:30 thứ Năm, ngày 26/11/2026.'
    )
    expect(explanation.en).toContain('Not counted: 21/11–22/11 (weekend), 24/11 (Vietnamese Culture Day)')
  })

  test('an ignored pause and a refused extension are told with their reasons', () => {
    const told = answer(
      aLedger({
        received: '2026-11-02 09:00',
        pauses: [asked('2026-11-10 10:00', '2026-11-11 10:00')],
        extensions: [{ requestedAt: at('2026-11-09 08:00'), limit: days(2) }]
      })
    )
    expect(told.entries.map(entry => entry.what)).toEqual([
      'received',
      'term',
      'extension-refused',
      'pause-ignored',
      'counted',
      'due'
    ])
    expect(told.explanation.vi).toContain('xảy ra sau khi đã quá hạn')
    expect(told.explanation.en).toContain('at least one day before the due day')
  })
})
