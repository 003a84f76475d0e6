import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atLeast, unusualBursts } from './bursts.rules.ts'
import type { Given } from './bursts.rules.ts'

const START = Date.parse('2026-11-02T01:00:00Z')
const at = (minute: number, officer: string | null = 'a', overall = 5, origin: string | null = null): Given => ({
  ...{ at: new Date(START + minute * 60_000), officer, origin, overall }
})
const many = (count: number, every: number, officer = 'a') =>
  Array.from({ length: count }, (_, i) => at(i * every, officer))

describe('unusual bursts of ratings', () => {
  test('are seen where a desk gives more in half an hour than its own past makes likely', () => {
    const [burst, ...rest] = unusualBursts(many(10, 2), many(20, 1000), 90)
    expect(rest).toEqual([])
    expect(burst).toMatchObject({ kind: 'officer', id: 'a', count: 10, alike: true })
    expect(burst!.expected).toBeLessThan(0.1)
  })

  test('are not seen at a desk that is always that busy, nor for a few', () => {
    expect(unusualBursts(many(10, 2), many(8000, 1), 90)).toEqual([])
    expect(unusualBursts(many(5, 1), [], 90)).toEqual([])
    expect(unusualBursts(many(30, 60), many(20, 1000), 90)).toEqual([])
  })

  test('are seen by the address too, whoever handed the results over', () => {
    const one = Array.from({ length: 8 }, (_, i) => at(i, `officer ${i}`, i % 2 ? 5 : 1, 'x'))
    expect(unusualBursts(one, [], 90)).toMatchObject([{ kind: 'origin', id: 'x', count: 8, alike: false }])
  })

  test('never count more than there are, and lie within the time of their ratings', () => {
    const ratings = fc.array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.constantFrom('a', 'b', null)), {
      maxLength: 80
    })
    fc.assert(
      fc.property(ratings, fc.integer({ min: 0, max: 500 }), (given, past) => {
        const list = given.map(([minute, officer]) => at(minute, officer))
        for (const burst of unusualBursts(list, many(past, 7), 90)) {
          const own = list.filter(each => each.officer === burst.id)
          expect(burst.count).toBeLessThanOrEqual(own.length)
          expect(own.filter(each => each.at >= burst.from && each.at <= burst.to)).toHaveLength(burst.count)
          expect(burst.to.getTime() - burst.from.getTime()).toBeLessThanOrEqual(30 * 60_000)
          expect(burst.chance).toBeLessThan(0.001)
        }
      }),
      { numRuns: 100 }
    )
  })

  test('rest on a Poisson tail that agrees with hand-worked values', () => {
    expect(atLeast(0, 3)).toBe(1)
    expect(atLeast(1, 2)).toBeCloseTo(1 - Math.exp(-2), 12)
    expect(atLeast(3, 1)).toBeCloseTo(1 - Math.exp(-1) * 2.5, 12)
    expect(atLeast(10, 0.05)).toBeGreaterThan(0)
    expect(atLeast(10, 0.05)).toBeLessThan(1e-19)
  })
})
