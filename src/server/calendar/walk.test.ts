import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, shiftDay } from '#server/platform/index.ts'
import { computeDeadline, isWorkingDay } from './index.ts'
import type { Pause } from './index.ts'
import { aLedger, shippedCalendar } from './testing.ts'

/**
 * A second computation that shares nothing with the kernel: it walks minute by minute, or day by day, and asks of each
 * whether it counts. Slow and plain, so that it can be believed.
 */
const MINUTE = 60_000
const isOpenMinute = (at: Date): boolean => {
  const hour = new Date(at.getTime() + 7 * 60 * MINUTE).toISOString().slice(11, 16)
  const open = (hour >= '07:30' && hour < '11:30') || (hour >= '13:30' && hour < '17:30')
  return open && isWorkingDay(dayOf(at), shippedCalendar)
}
const isPaused = (at: Date, pauses: readonly Pause[]) => pauses.some(({ from, to }) => from <= at && at < to!)

function walkMinutes(received: Date, hours: number, pauses: readonly Pause[]): Date {
  let at = received
  for (let left = hours * 60; left > 0; at = new Date(at.getTime() + MINUTE))
    if (isOpenMinute(at) && !isPaused(at, pauses)) left--
  return at
}

/** A day inside a pause is one after the day it began, up to the day it ended; a pause after the due hour is too late. */
function walkDays(received: Date, days: number, pauses: readonly Pause[]): string {
  const inTime: Pause[] = []
  for (const pause of [...pauses].sort((a, b) => a.from.getTime() - b.from.getTime()))
    if (pause.from <= closingOf(walk(inTime)) || inTime.some(({ to }) => pause.from <= to!)) inTime.push(pause)
  return walk(inTime)

  /** If the clock stood still at the due hour, the days it stood still after that day are given back too. */
  function walk(taken: readonly Pause[]): string {
    const isPausedDay = (day: string) => taken.some(({ from, to }) => dayOf(from) < day && day <= dayOf(to!))
    let day = dayOf(received)
    for (let left = days; left > 0;) {
      day = shiftDay(day, 1)
      if (isWorkingDay(day, shippedCalendar) && !isPausedDay(day)) left--
    }
    while (isPausedDay(nextWorkingDay(day))) day = nextWorkingDay(day)
    return day
  }
}
function nextWorkingDay(after: string): string {
  let day = shiftDay(after, 1)
  while (!isWorkingDay(day, shippedCalendar)) day = shiftDay(day, 1)
  return day
}
const closingOf = (day: string) => new Date(`${day}T17:30:00+07:00`)

const receipts = fc
  .date({ min: new Date('2018-02-01T00:00:00Z'), max: new Date('2027-06-01T00:00:00Z'), noInvalidDate: true })
  .map(date => new Date(Math.floor(date.getTime() / MINUTE) * MINUTE))
const pauses = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 9_000 }), lasts: fc.integer({ min: 1, max: 6_000 }) }),
  { maxLength: 3 }
)
const pausesOf = (received: Date, found: readonly { after: number; lasts: number }[]): Pause[] =>
  found.map(({ after, lasts }) => {
    const from = new Date(received.getTime() + after * MINUTE)
    return { from, to: new Date(from.getTime() + lasts * MINUTE), cause: 'supplement' }
  })
const dueOf = (unit: 'working-hour' | 'working-day', received: Date, value: number, paused: Pause[]) =>
  computeDeadline(
    { ...aLedger({ received: '2026-11-02 09:00' }), receivedAt: received, limit: { unit, value }, pauses: paused },
    shippedCalendar
  ).dueAt

test('a walk minute by minute over office hours and pauses ends at the same minute', () => {
  fc.assert(
    fc.property(receipts, fc.integer({ min: 1, max: 24 }), pauses, (received, hours, found) => {
      const paused = pausesOf(received, found)
      expect(dueOf('working-hour', received, hours, paused)).toEqual(walkMinutes(received, hours, paused))
    }),
    { numRuns: 60 }
  )
})

test('a walk day by day over the calendar and pauses ends on the same day', () => {
  fc.assert(
    fc.property(receipts, fc.integer({ min: 1, max: 15 }), pauses, (received, days, found) => {
      const paused = pausesOf(received, found)
      expect(dayOf(dueOf('working-day', received, days, paused)!)).toBe(walkDays(received, days, paused))
    }),
    { numRuns: 200 }
  )
})
