import { describe, expect, test } from 'vitest'
import { draw } from '#server/platform/chart.ts'
import { median, onOwnMap, onTodaysMap, ranked } from './map.rules.ts'
import { nextStep, pointsFor, whatIf } from './operations.rules.ts'
import { gaps, heat, ranks, trend, waterfall } from './pictures.ts'

const words = {
  title: 'Điểm "tổng"',
  description: 'Ba năm',
  figure: (value: number) => value.toFixed(2).replace('.', ',')
}
const drawn = {
  trend: trend(
    [
      { year: 2023, value: 80, low: 78, high: 82, median: 81 },
      { year: 2024, value: 83, low: null, high: null, median: 82 }
    ],
    words
  ),
  ranks: ranks([{ name: 'Sông Mơ', value: 83, own: true }], words),
  gaps: gaps([{ name: 'Thể chế', best: -1, median: 0.2, past: 0.5 }], { ...words, names: ['a', 'b', 'c'] }),
  heat: heat(['2023'], ['Thể chế'], [[0, 0, 0.9, 9]], words),
  waterfall: waterfall(100, [{ name: 'Thể chế', lost: 3 }], 97, { ...words, ends: ['Tối đa', 'Điểm'] })
}

describe('a picture', () => {
  test.for(Object.entries(drawn))('%s is said in words and carries no style of its own', ([name, picture]) => {
    const svg = draw(picture, `p-${name}`)
    expect(svg).toContain(`<title id="p-${name}-title">Điểm &quot;tổng&quot;</title>`)
    expect(svg).toContain(`<desc id="p-${name}-desc">Ba năm</desc>`)
    expect(svg).toContain('role="img"')
    expect(svg).not.toMatch(/\sstyle=|<style|class="|ecmeta/)
    expect(svg).toContain('<text')
  })
})

describe('the map of today', () => {
  const before = [
    { subject: '02', value: 40, low: 39, high: 41 },
    { subject: '08', value: 44, low: 43, high: 45 },
    { subject: '04', value: 42, low: 41, high: 43 },
    { subject: '06', value: null }
  ]
  const successors = [
    { code: '02', successor: '08' },
    { code: '08', successor: '08' },
    { code: '04', successor: '04' }
  ]
  test('gives a merged province the unweighted mean of those scored, without an interval', () => {
    expect(onTodaysMap(before, successors)).toEqual([
      { subject: '08', value: 42, low: null, high: null, of: ['02', '08'] },
      { subject: '04', value: 42, low: 41, high: 43, of: ['04'] }
    ])
    expect(onOwnMap(before)).toHaveLength(3)
  })
  test('equal figures share a place', () => {
    expect(ranked(onTodaysMap(before, successors)).map(({ rank }) => rank)).toEqual([1, 1])
    expect([median([3, 1, 2]), median([1, 2]), median([])]).toEqual([2, 1.5, null])
  })
})

describe('points from operations', () => {
  const rule = { rule: 'share(done / due, 0.98)', minimum: 0, maximum: 3.5 }
  test('14 more dossiers on time bring so much', () => {
    expect(pointsFor(rule, { done: 900, due: 1000 })).toBeCloseTo(3.2143, 4)
    expect(whatIf(rule, { done: 900, due: 1000 }, 14)).toBe(0.05)
  })
  test('the next step is the fewest that bring a tenth of a point, or all that is left', () => {
    const step = nextStep(rule, { done: 900, due: 1000 })!
    expect(step.gain).toBeGreaterThanOrEqual(0.1)
    expect(whatIf(rule, { done: 900, due: 1000 }, step.more - 1)).toBeLessThan(0.1)
    expect(nextStep(rule, { done: 990, due: 1000 })).toBeNull()
    expect(pointsFor(rule, { done: 0, due: 0 })).toBeNull()
  })
})
