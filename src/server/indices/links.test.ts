import { describe, expect, test } from 'vitest'
import { fallOf, judgedBy, linkedWith } from './links.rules.ts'
import { verdictOn } from './verdict.rules.ts'

const outcome = (final: number | null, maximum: number) => ({ final, minimum: 0, maximum, low: null, high: null })
const merged = [
  { from: 'a', to: 'c', comparable: 'yes' },
  { from: 'b', to: 'c', comparable: 'yes' }
] as const
const split = [
  { from: 'a', to: 'b', comparable: 'yes' },
  { from: 'a', to: 'c', comparable: 'yes' }
] as const
const yes = { kind: 'appraised', comparable: 'yes' } as const

describe('a criterion that was merged', () => {
  const then = new Map([
    ['a', outcome(1, 2)],
    ['b', outcome(2.5, 3)]
  ])
  const judged = (final: number) => {
    const by = judgedBy({ node: 'a', level: 2, then: outcome(1, 2) }, merged, then, new Map([['c', outcome(final, 5)]]))
    return verdictOn(by, by.after, { ...yes, comparable: by.comparable })
  }
  test('hangs together with everything it was merged with', () => {
    expect(linkedWith(merged, { from: 'a' })).toEqual({ from: ['a', 'b'], to: ['c'], comparable: 'yes' })
  })
  test('is mended when the whole holds what the others had and what was lost', () => {
    expect([judged(4.5), judged(4), judged(3.5)]).toEqual(['mended', 'partly', 'lost-again'])
  })
  test('falls by what its sources had together', () => {
    expect(fallOf('c', merged, then, new Map([['c', outcome(3, 5)]]))?.points).toBe(0.5)
  })
  test('cannot be compared when one link says so or one source has no score', () => {
    const now = new Map([['c', outcome(4, 5)]])
    const lost = { node: 'a', level: 2, then: outcome(1, 2) }
    expect(judgedBy(lost, [merged[0], { ...merged[1], comparable: 'no' }], then, now).after).toBeNull()
    expect(judgedBy(lost, merged, new Map([['a', outcome(1, 2)]]), now).after).toBeNull()
  })
})

describe('a criterion that was split', () => {
  test('has its fall counted once, divided among its parts by their maxima', () => {
    const now = new Map([
      ['b', outcome(1, 3)],
      ['c', outcome(0.5, 1)]
    ])
    const fall = (node: string) => fallOf(node, split, new Map([['a', outcome(3.5, 4)]]), now)?.points
    expect([fall('b'), fall('c')]).toEqual([1.5, 0.5])
  })
})
