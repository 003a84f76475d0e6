import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildProcess } from './build.ts'
import type { StepDraft } from './draft.ts'
import type { Norm } from './model.ts'
import { shares } from './shares.rules.ts'
import { atOnce, fiveStep, threeStep } from './standard.ts'
import { aModel } from './testing.ts'
import { checkTimes } from './times.rules.ts'

const days = (value: number): Norm => ({ value, unit: 'working-day' })
const hours = (value: number): Norm => ({ value, unit: 'working-hour' })
const step = (id: string, norm: Norm | null): StepDraft => ({ id, name: { vi: id }, role: 'handler', norm })
const checked = async (steps: StepDraft[], total: Norm | null) =>
  checkTimes(await aModel(buildProcess({ id: 'p', name: 'p', total }, steps)))

describe('the times of the steps are compared with the stated total', () => {
  test('they match when they add up', async () => {
    expect(await checked([step('a', days(0.25)), step('b', null), step('c', days(2.75))], days(3))).toMatchObject({
      kind: 'matches',
      sum: days(3)
    })
  })

  test('a slip of a day is found', async () => {
    expect(await checked([step('a', days(9.5))], days(10.5))).toMatchObject({
      kind: 'differs',
      sum: days(9.5),
      total: days(10.5)
    })
  })

  test('a working day is eight office hours', async () => {
    expect(await checked([step('a', hours(4)), step('b', days(0.5))], days(1))).toMatchObject({
      kind: 'matches',
      sum: days(1)
    })
    expect(await checked([step('a', hours(4)), step('b', days(0.5))], null)).toMatchObject({
      kind: 'no-total',
      sum: hours(8)
    })
  })

  test('calendar days are never turned into office time', async () => {
    const mixed = await checked([step('a', { value: 1, unit: 'calendar-day' }), step('b', days(1))], days(2))
    expect(mixed).toMatchObject({ kind: 'mixed-units', units: ['calendar-day', 'working-day'] })
  })

  test('work done at the same time counts once, by its longest branch', async () => {
    const model = await aModel(
      buildProcess({ id: 'p', name: 'p', total: days(6) }, [
        step('a', days(1)),
        { id: 'both', together: [[step('b', days(2))], [step('c', days(3)), step('d', days(1))]] },
        step('e', days(1))
      ])
    )
    expect(checkTimes(model)).toMatchObject({ kind: 'matches', path: ['a', 'c', 'd', 'e'] })
  })

  test('a total without any step time says so', async () => {
    expect(await checked([step('a', null)], days(1))).toMatchObject({ kind: 'no-times' })
  })
})

describe('a total is cut into shares', () => {
  const units = fc.constantFrom('working-day', 'working-hour', 'calendar-day')
  const totals = fc.oneof(
    fc.integer({ min: 1, max: 400 }).map(quarters => quarters / 4),
    fc.constantFrom(0.1, 0.3, 7.7, 63.2)
  )

  test('that add up to it exactly, in any usual process', async () => {
    await fc.assert(
      fc.asyncProperty(totals, units, fc.boolean(), async (value, unit, supplement) => {
        const about = { id: 'p', name: 'p', total: { value, unit } as const }
        const consulted = [{ unit: 'H99.05', name: 'Sở Xây dựng' }]
        const texts = [
          threeStep({ ...about, supplement }),
          fiveStep({ ...about, supplement }),
          fiveStep({ ...about, supplement, consulted }),
          atOnce(about)
        ]
        for (const text of texts) expect(checkTimes(await aModel(text)).kind).toBe('matches')
      }),
      { numRuns: 60 }
    )
  })

  test('each more than nothing, the weightiest the largest', () => {
    fc.assert(
      fc.property(totals, value => {
        const cut = shares(days(value), [1, 1, 12, 3, 2, 1])
        expect(Math.min(...cut.map(norm => norm.value))).toBeGreaterThan(0)
        expect(Math.max(...cut.map(norm => norm.value))).toBe(cut[2]!.value)
      })
    )
  })
})
