import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compileCalendar,
  computeDeadline,
  dueAt,
  shippedDays,
  SHIPPED,
  workingDaysBetween,
  workingMinutesBetween
} from './index.ts'
import type { CountedDay, Deadline, Limit, LimitUnit } from './index.ts'
import { dayFrom, dayNumber } from './days.ts'
import { dayOf } from '#server/platform/index.ts'
import { aLedger, shippedCalendar, someRules } from './testing.ts'

const rules = someRules()
const SPAN = {
  min: new Date('2018-02-01T00:00:00Z'),
  max: new Date('2026-01-01T00:00:00Z'),
  noInvalidDate: true
} as const
const receipts = fc.date(SPAN).map(date => new Date(Math.floor(date.getTime() / 60_000) * 60_000))
const limits = fc.record({
  unit: fc.constantFrom<LimitUnit>('working-day', 'working-hour', 'calendar-day', 'month'),
  value: fc.integer({ min: 1, max: 9 })
})
const minutesLater = (date: Date, minutes: number) => new Date(date.getTime() + minutes * 60_000)
/** A pause that starts some way into the dossier's life and lasts up to ten days. */
const pauseAt = fc.record({ after: fc.integer({ min: 0, max: 20_000 }), lasts: fc.integer({ min: 1, max: 14_400 }) })
const ledgerOf = (receivedAt: Date, limit: Limit) => ({
  ...aLedger({ received: '2026-11-02 09:00' }),
  receivedAt,
  limit,
  rules
})
const countedIn = ({ entries }: Deadline): CountedDay[] =>
  entries.flatMap(entry => (entry.what === 'counted' ? entry.days : [])).filter(day => day.counted)

describe('what must hold for every dossier', () => {
  test('adding time never moves a deadline earlier', () => {
    fc.assert(
      fc.property(receipts, limits, fc.integer({ min: 1, max: 20 }), (received, limit, more) => {
        const longer = { ...limit, value: limit.value + more }
        expect(dueAt(received, longer, rules, shippedCalendar)!.getTime()).toBeGreaterThanOrEqual(
          dueAt(received, limit, rules, shippedCalendar)!.getTime()
        )
      })
    )
  })

  test('a later receipt is never due earlier', () => {
    fc.assert(
      fc.property(receipts, limits, fc.integer({ min: 0, max: 20_000 }), (received, limit, later) => {
        const due = [received, minutesLater(received, later)].map(date =>
          dueAt(date, limit, rules, shippedCalendar)!.getTime()
        )
        expect(due[1]).toBeGreaterThanOrEqual(due[0]!)
      })
    )
  })

  test('a resumed pause shifts a limit of hours by exactly the office minutes paused before the due instant', () => {
    fc.assert(
      fc.property(receipts, fc.integer({ min: 1, max: 60 }), pauseAt, (received, value, { after, lasts }) => {
        const ledger = ledgerOf(received, { unit: 'working-hour', value })
        const [from, to] = [minutesLater(received, after), minutesLater(received, after + lasts)]
        const { originalDueAt, dueAt } = computeDeadline(
          { ...ledger, pauses: [{ from, to, cause: 'supplement' }] },
          shippedCalendar
        )
        const paused = from < originalDueAt! ? workingMinutesBetween(from, to, rules, shippedCalendar) : 0
        expect(workingMinutesBetween(originalDueAt!, dueAt!, rules, shippedCalendar)).toBe(paused)
      })
    )
  })

  test('a resumed pause shifts a limit of working days by exactly the working days in (pause day, resume day]', () => {
    fc.assert(
      fc.property(receipts, fc.integer({ min: 1, max: 20 }), pauseAt, (received, value, { after, lasts }) => {
        const ledger = ledgerOf(received, { unit: 'working-day', value })
        const [from, to] = [minutesLater(received, after), minutesLater(received, after + lasts)]
        const { originalDueAt, dueAt } = computeDeadline(
          { ...ledger, pauses: [{ from, to, cause: 'supplement' }] },
          shippedCalendar
        )
        const paused = from <= originalDueAt! ? workingDaysBetween(dayOf(from), dayOf(to), shippedCalendar) : 0
        expect(workingDaysBetween(dayOf(originalDueAt!), dayOf(dueAt!), shippedCalendar)).toBe(paused)
      })
    )
  })

  test('a replay gives the same answer every time, in whatever order its pauses were entered', () => {
    fc.assert(
      fc.property(receipts, limits, fc.array(pauseAt, { maxLength: 4 }), (received, limit, found) => {
        const pauses = found.map(({ after, lasts }) => ({
          from: minutesLater(received, after),
          to: minutesLater(received, after + lasts),
          cause: 'supplement' as const
        }))
        const told = computeDeadline({ ...ledgerOf(received, limit), pauses }, shippedCalendar)
        expect(
          computeDeadline({ ...ledgerOf(received, limit), pauses: [...pauses].reverse() }, shippedCalendar)
        ).toEqual(told)
      })
    )
  })

  test('the order of the holiday table is irrelevant, and so is a day listed twice', () => {
    const days = shippedDays()
    fc.assert(
      fc.property(fc.shuffledSubarray(days, { minLength: days.length }), fc.subarray(days), (shuffled, twice) => {
        const calendar = compileCalendar([...shuffled, ...twice], SHIPPED.from, SHIPPED.to)
        expect(calendar.nth).toEqual(shippedCalendar.nth)
      }),
      { numRuns: 20 }
    )
  })

  test('the explanation counts exactly as much as the limit says, and stepping back from the due day gives the start', () => {
    fc.assert(
      fc.property(receipts, limits, fc.array(pauseAt, { maxLength: 3 }), (received, limit, found) => {
        const pauses = found.map(({ after, lasts }) => ({
          from: minutesLater(received, after),
          to: minutesLater(received, after + lasts),
          cause: 'supplement' as const
        }))
        const told = computeDeadline({ ...ledgerOf(received, limit), pauses }, shippedCalendar)
        const counted = countedIn(told)
        if (limit.unit === 'working-hour')
          expect(counted.reduce((sum, day) => sum + day.minutes!, 0)).toBeCloseTo(limit.value * 60, 6)
        else expect(counted.length).toBe(limit.unit === 'month' ? 0 : limit.value)
        if (limit.unit === 'working-day') expect(backwards(told, limit.value)).toBe(dayOf(received))
      })
    )
  })
})

/** Walks back from the due day over the listed days until the limit is used up and the first day is reached. */
function backwards(told: Deadline, limit: number): string {
  const listed = told.entries.flatMap(entry => (entry.what === 'counted' ? entry.days : []))
  const byDay = new Map(listed.map(day => [day.day, day]))
  let left = limit
  let day = dayOf(told.dueAt!)
  while (byDay.get(day)?.why !== 'first-day') {
    if (byDay.get(day)!.counted) left--
    day = dayFrom(dayNumber(day) - 1)
  }
  expect(left).toBe(0)
  return day
}
