import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currentDue } from './deadline.rules.ts'
import { spentOf } from './spent.rules.ts'
import { aLedger, at, shippedCalendar as calendar, someRules } from './testing.ts'
import { workingMinutesBetween } from './working-time.ts'

const office = (from: string, to: string): number => workingMinutesBetween(at(from), at(to), someRules(), calendar)
const MONDAY = '2026-11-02 08:00'

describe('the working time of a term that is gone', () => {
  test('runs from the receipt to the due moment, and not by night or on Sundays', () => {
    const ledger = aLedger({ received: MONDAY, limit: { unit: 'working-hour', value: 16 } })
    expect(spentOf(ledger, calendar, at(MONDAY))).toEqual({ spent: 0, whole: 960 })
    expect(spentOf(ledger, calendar, at('2026-11-03 06:00'))!.spent).toBe(office(MONDAY, '2026-11-02 18:00'))
    expect(spentOf(ledger, calendar, currentDue(ledger, calendar).dueAt!)!.spent).toBe(960)
  })
  test('stands still while a supplement is awaited', () => {
    const pause = { from: at('2026-11-03 08:00'), to: at('2026-11-06 08:00'), cause: 'supplement' as const }
    const ledger = aLedger({ received: MONDAY, limit: { unit: 'working-hour', value: 16 }, pauses: [pause] })
    const gone = office(MONDAY, '2026-11-03 08:00')
    expect(spentOf(ledger, calendar, at('2026-11-06 08:00'))).toEqual({ spent: gone, whole: 960 })
    const waiting = { ...ledger, pauses: [{ ...pause, to: null }] }
    expect(spentOf(waiting, calendar, at('2026-11-20 08:00'))!.spent).toBe(gone)
  })
  test('begins anew where the law counts again from the full supplement', () => {
    const pause = { from: at('2026-11-04 08:00'), to: at('2026-11-06 08:00'), cause: 'supplement' as const }
    const ledger = aLedger({ received: MONDAY, rules: someRules({ pauseMode: 'restart' }), pauses: [pause] })
    expect(spentOf(ledger, calendar, at('2026-11-06 08:00'))!.spent).toBe(0)
  })
  test('is a smaller part of the whole after the new date', () => {
    const extension = { requestedAt: at('2026-11-04 08:00'), limit: { unit: 'working-day' as const, value: 3 } }
    const before = spentOf(aLedger({ received: MONDAY }), calendar, at('2026-11-05 08:00'))!
    const after = spentOf(aLedger({ received: MONDAY, extensions: [extension] }), calendar, at('2026-11-05 08:00'))!
    expect(after.spent).toBe(before.spent)
    expect(after.whole).toBe(
      before.whole + office('2026-11-04 17:00', '2026-11-07 17:00') + office('2026-11-09 07:00', '2026-11-09 17:00')
    )
  })
  test('never runs backwards and is the whole at the due moment, whatever was waited for', () => {
    const hours = fc.integer({ min: 0, max: 400 })
    const on = (hour: number) => new Date(at(MONDAY).getTime() + hour * 3_600_000)
    fc.assert(
      fc.property(fc.array(fc.tuple(hours, hours), { maxLength: 3 }), hours, hours, (waits, a, b) => {
        const pauses = waits.map(([from, long]) => ({
          from: on(from),
          to: on(from + (long % 60)),
          cause: 'other-agency' as const
        }))
        const ledger = aLedger({ received: MONDAY, limit: { unit: 'working-hour', value: 40 }, pauses })
        const due = currentDue(ledger, calendar).dueAt!
        const [early, late] = [Math.min(a, b), Math.max(a, b)].map(hour => spentOf(ledger, calendar, on(hour))!)
        expect(early!.spent).toBeLessThanOrEqual(late!.spent)
        expect(early!.spent).toBeGreaterThanOrEqual(0)
        expect(spentOf(ledger, calendar, due)).toEqual({ spent: late!.whole, whole: late!.whole })
      }),
      { numRuns: 60 }
    )
  })
})
