import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stratified } from './estimate.rules.ts'
import type { Answered } from './estimate.rules.ts'
import { allocate, sampleFor } from './sampling.rules.ts'

const FIVE = { least: 1, most: 5 }
const stratum = (key: string, size: number, answers: readonly number[]): Answered => ({
  ...{ key, size, count: answers.length },
  sum: answers.reduce((sum, each) => sum + each, 0),
  squares: answers.reduce((sum, each) => sum + each * each, 0)
})

describe('the sample of a survey', () => {
  test('asks each stratum by its size, and everybody at least twice where there are two', () => {
    const strata = allocate(
      new Map([
        ['xã', 600],
        ['sở', 300],
        ['nhỏ', 3],
        ['một', 1]
      ]),
      90
    )
    expect(strata.map(({ key, sample }) => [key, sample])).toEqual([
      ['một', 1],
      ['nhỏ', 2],
      ['sở', 29],
      ['xã', 58]
    ])
    expect(sampleFor(1000)).toBe(286)
    expect(sampleFor(36_000)).toBe(396)
  })

  test('adds up to what was wanted, and never asks more than there are', () => {
    const sizes = fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 400 }), {
      maxKeys: 12
    })
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 500 }), (given, wanted) => {
        const strata = allocate(new Map(Object.entries(given)), wanted)
        const all = Object.values(given).reduce((sum, each) => sum + each, 0)
        const least = strata.reduce((sum, { size }) => sum + Math.min(size, 2), 0)
        expect(strata.reduce((sum, { sample }) => sum + sample, 0)).toBe(Math.min(all, Math.max(wanted, least)))
        for (const { size, sample } of strata) expect(sample).toBeLessThanOrEqual(size)
        for (const { size, sample } of strata) expect(sample).toBeGreaterThanOrEqual(Math.min(size, 2))
      }),
      { numRuns: 200 }
    )
  })
})

describe('the estimate of a survey', () => {
  test('agrees with a stratified mean and interval worked by hand', () => {
    // Weights 0.75 and 0.25; means 4 and 2; variances 1 and 4/3 with 3 and 4 answers.
    const estimate = stratified([stratum('a', 300, [3, 4, 5]), stratum('b', 100, [1, 1, 3, 3])], FIVE)!
    const variance = 0.75 ** 2 * (1 - 3 / 300) * (1 / 3) + 0.25 ** 2 * (1 - 4 / 100) * (4 / 3 / 4)
    expect(estimate.mean).toBeCloseTo(3.5, 12)
    expect(estimate.high - estimate.mean).toBeCloseTo(1.959964 * Math.sqrt(variance), 12)
    expect(estimate).toMatchObject({ count: 7, unheard: 0 })
  })

  test('is sure where everybody answered, and says for whom it does not speak', () => {
    expect(stratified([stratum('a', 3, [1, 3, 5])], FIVE)).toMatchObject({ mean: 3, low: 3, high: 3 })
    expect(stratified([stratum('a', 3, [1, 3, 5]), stratum('b', 70, [])], FIVE)).toMatchObject({ unheard: 70 })
    expect(stratified([stratum('b', 70, [])], FIVE)).toBeNull()
  })

  test('lies within its interval, the interval within the scale, and the mean between the lowest and highest answer', () => {
    const answers = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 20 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(answers, fc.integer({ min: 20, max: 900 })), { minLength: 1, maxLength: 6 }),
        given => {
          const strata = given.map(([own, size], i) => stratum(String(i), size, own))
          const all = given.flatMap(([own]) => own)
          const estimate = stratified(strata, FIVE)
          if (all.length === 0) return expect(estimate).toBeNull()
          expect(estimate!.low).toBeGreaterThanOrEqual(1)
          expect(estimate!.low).toBeLessThanOrEqual(estimate!.mean + 1e-9)
          expect(estimate!.high).toBeLessThanOrEqual(5)
          expect(estimate!.high).toBeGreaterThanOrEqual(estimate!.mean - 1e-9)
          expect(estimate!.mean).toBeGreaterThanOrEqual(Math.min(...all) - 1e-9)
          expect(estimate!.mean).toBeLessThanOrEqual(Math.max(...all) + 1e-9)
        }
      ),
      { numRuns: 200 }
    )
  })
})
