import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compared } from './standard.rules.ts'
import type { Stratum } from './standard.rules.ts'

const of = (unit: string, procedure: string, count: number, sum: number): Stratum => ({ unit, procedure, count, sum })

describe('units with different work', () => {
  // Certified copies (easy) and land (hard). By hand: 100 of each in all, so each weighs one half.
  const office = [of('H99.31', 'copy', 90, 90), of('H99.31', 'land', 10, 5)]
  const registry = [of('H99.32', 'copy', 10, 10), of('H99.32', 'land', 90, 54)]
  test('are compared as if both had the same mix: the one with the harder work comes out ahead', () => {
    const found = compared([...office, ...registry])
    // 95/100 on time; 1/2 x 90/90 + 1/2 x 5/10 = 75 %.
    expect(found.get('H99.31')).toEqual({ raw: 0.95, standard: 0.75, covered: 1 })
    // 64/100 on time; 1/2 x 10/10 + 1/2 x 54/90 = 80 %.
    expect(found.get('H99.32')).toEqual({ raw: 0.64, standard: 0.8, covered: 1 })
  })
  test('are not compared by work that one of them hardly does', () => {
    const found = compared([of('a', 'copy', 40, 40), of('b', 'land', 60, 30)])
    expect(found.get('a')).toMatchObject({ raw: 1, standard: null })
    expect(found.get('a')!.covered).toBeCloseTo(0.4)
    expect(found.get('b')).toMatchObject({ raw: 0.5, standard: 0.5 })
  })
})

describe('the standardised figure', () => {
  const stratum = fc
    .record({
      unit: fc.constantFrom('a', 'b', 'c'),
      procedure: fc.constantFrom('1', '2', '3', '4'),
      count: fc.integer({ min: 1, max: 50 }),
      share: fc.double({ min: 0, max: 1, noNaN: true })
    })
    .map(({ unit, procedure, count, share }) => of(unit, procedure, count, Math.round(share * count)))
  const offices = fc.uniqueArray(stratum, { minLength: 1, selector: each => each.unit + each.procedure })

  test('lies between the best and the worst of the unit’s own procedures', () => {
    fc.assert(
      fc.property(offices, strata => {
        for (const [unit, { standard }] of compared(strata)) {
          const own = strata.filter(each => each.unit === unit).map(({ count, sum }) => sum / count)
          if (standard === null) continue
          expect(standard).toBeGreaterThanOrEqual(Math.min(...own) - 1e-9)
          expect(standard).toBeLessThanOrEqual(Math.max(...own) + 1e-9)
        }
      })
    )
  })
  test('is the raw one where a unit stands alone, or where all have the same mix', () => {
    fc.assert(
      fc.property(offices, strata => {
        const alone = strata.filter(each => each.unit === 'a')
        for (const { raw, standard } of compared(alone).values()) expect(standard).toBeCloseTo(raw)
        const twice = [...alone, ...alone.map(each => ({ ...each, unit: 'b', sum: 0 }))]
        for (const { raw, standard } of compared(twice).values()) expect(standard).toBeCloseTo(raw)
      })
    )
  })
  test('does not change with how much a unit settles, only with how well', () => {
    fc.assert(
      fc.property(offices, fc.constantFrom(2, 7), (strata, times) => {
        const more = strata.map(each => ({ ...each, count: each.count * times, sum: each.sum * times }))
        const [before, after] = [compared(strata), compared(more)]
        for (const [unit, { standard }] of before)
          if (standard !== null) expect(after.get(unit)!.standard).toBeCloseTo(standard)
      })
    )
  })
})
