import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { published, sumsOf, withSums } from './cube.rules.ts'
import type { Counted } from './cube.rules.ts'
import { leftOut } from './suppress.rules.ts'

describe('small numbers', () => {
  const oneSum = (parts: readonly number[]) => {
    const values = [...parts, parts.reduce((sum, part) => sum + part, 0)]
    return leftOut(values, [{ total: parts.length, parts: [...parts.keys()] }], 5)
  }
  test('are left out with the smallest of the others, so that the total does not give them away', () => {
    expect(oneSum([2, 40, 7, 100])).toEqual([true, false, true, false, false])
  })
  test('two small ones that make five together hide each other', () => {
    expect(oneSum([2, 3, 40])).toEqual([true, true, false, false])
    expect(oneSum([1, 2, 40, 9])).toEqual([true, true, false, true, false])
  })
  test('nothing is not small, and says nothing about anybody', () => {
    expect(oneSum([0, 40, 7])).toEqual([false, false, false, false])
  })
  test('where nothing else can go, the total goes', () => {
    expect(oneSum([4, 0])).toEqual([true, false, true])
    expect(oneSum([3, 1])).toEqual([true, true, true])
  })

  const counts = fc.record({
    unit: fc.constantFrom('H99.01', 'H99.02', 'H99.03', 'H99.04'),
    procedure: fc.constantFrom('1.1', '1.2', '1.3', '1.4'),
    month: fc.constantFrom('2026-09', '2026-10', '2026-11'),
    received: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 7, max: 300 })),
    online: fc.constant(0),
    onTime: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 7, max: 300 })),
    late: fc.integer({ min: 0, max: 3 }),
    unknown: fc.constant(0)
  })
  const provinces = fc.uniqueArray(counts, {
    maxLength: 30,
    selector: ({ unit, procedure, month }) => `${unit} ${procedure} ${month}`
  })

  test('no published table, row or column gives one of them away', () => {
    fc.assert(
      fc.property(provinces, cells => {
        const all = withSums(cells)
        const shown = published(cells, 5)
        for (const [at, cell] of shown.entries()) {
          if (all[at]!.received > 0 && all[at]!.received < 5) expect(cell.received).toBeNull()
          expect(cell.received === null ? cell.online : 0).toBe(cell.received === null ? null : 0)
        }
        for (const { total, parts } of sumsOf(shown))
          for (const of of ['received', 'settled'] as const) {
            const unknowns = [total, ...parts].filter(cell => shown[cell]![of] === null)
            expect(unknowns.length === 1).toBe(false)
          }
      })
    )
  })

  test('what is published is true', () => {
    fc.assert(
      fc.property(provinces, cells => {
        const all = withSums(cells)
        published(cells, 5).forEach((cell, at) => {
          if (cell.received !== null) expect(cell.received).toBe(all[at]!.received)
          if (cell.settled !== null) expect(cell.onTime! + cell.late! + cell.unknown!).toBe(cell.settled)
        })
      })
    )
  })
})

test('every sum that is published is known as one: by unit, by procedure, by month and in all', () => {
  const of = (unit: string, procedure: string, month: string, received: number): Counted => ({
    ...{ unit, procedure, month, received },
    ...{ online: 0, onTime: 0, late: 0, unknown: 0 }
  })
  const all = withSums([
    of('a', '1', '2026-10', 10),
    of('a', '2', '2026-10', 20),
    of('b', '1', '2026-10', 30),
    of('a', '1', '2026-11', 40)
  ])
  const values = all.map(cell => cell.received)
  const sums = sumsOf(all)
  for (const { total, parts } of sums) expect(parts.reduce((sum, part) => sum + values[part]!, 0)).toBe(values[total])
  expect(new Set(sums.map(({ total }) => total)).size).toBe(all.length - 4)
  expect(values[all.findIndex(({ unit, procedure, month }) => unit + procedure + month === '')]).toBe(100)
})
