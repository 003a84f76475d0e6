import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shiftDay } from '#server/platform/index.ts'
import type { PastName, Succession, Unit } from './model.ts'
import { ancestorsOf, existsOn, faultsOf, isWithin, nameOn, successorsOn, unitsOn } from './rules.ts'

const aUnit = (code: string, more: Partial<Unit> = {}): Unit => ({
  code,
  kind: 'department',
  level: 'province',
  name: { vi: `Sở ${code}` },
  parent: code === 'H99' ? null : code.split('.').slice(0, -1).join('.'),
  validFrom: '2020-01-01',
  validTo: null,
  receives: false,
  settles: true,
  address: '',
  phone: '',
  source: '',
  ...more
})
const became = (predecessor: string, successor: string | null, effectiveOn: string): Succession => ({
  predecessor,
  successor,
  effectiveOn,
  how: successor ? 'merge' : 'close',
  basis: ''
})
const aDay = fc.integer({ min: 0, max: 4000 }).map(days => shiftDay('2018-01-01', days))

describe('a unit lives from its first to its last day', () => {
  const transport = aUnit('H99.51', { validTo: '2025-02-28' })
  test('its last day counts, the next does not', () => {
    expect(existsOn(transport, '2025-02-28')).toBe(true)
    expect(existsOn(transport, '2025-03-01')).toBe(false)
  })
  test('on every day it is in the list exactly when it exists', () => {
    fc.assert(
      fc.property(aDay, aDay, aDay, (first, second, day) => {
        const [from, to] = first < second ? [first, second] : [second, first]
        const unit = aUnit('H99.51', { validFrom: from, validTo: to })
        expect(unitsOn([unit], [], day).length === 1).toBe(from <= day && day <= to)
      })
    )
  })
})

describe('a unit that changed its name is shown under the name of the day', () => {
  const unit = aUnit('H99.09', { name: { vi: 'Sở thứ ba' } })
  const past: PastName[] = [
    { unit: 'H99.09', until: '2024-06-30', name: { vi: 'Sở thứ hai' } },
    { unit: 'H99.09', until: '2022-12-31', name: { vi: 'Sở thứ nhất' } }
  ]
  test.each([
    ['2022-12-31', 'Sở thứ nhất'],
    ['2023-01-01', 'Sở thứ hai'],
    ['2024-06-30', 'Sở thứ hai'],
    ['2024-07-01', 'Sở thứ ba']
  ])('%s: %s', (day, name) => expect(nameOn(unit, past, day).vi).toBe(name))
})

describe('who answers for a unit of before', () => {
  const history = [
    became('H99.21', 'H99.31', '2025-07-01'),
    became('H99.21', 'H99.32', '2025-07-01'),
    became('H99.31', 'H99.40', '2030-01-01'),
    became('H99.50', null, '2025-07-01')
  ]
  test('itself while it exists', () => expect(successorsOn('H99.21', history, '2025-06-30')).toEqual(['H99.21']))
  test('all who share its tasks afterwards', () =>
    expect(successorsOn('H99.21', history, '2025-07-01')).toEqual(['H99.31', 'H99.32']))
  test('and those who follow them', () =>
    expect(successorsOn('H99.21', history, '2030-01-01')).toEqual(['H99.32', 'H99.40']))
  test('nobody, when it closed', () => expect(successorsOn('H99.50', history, '2025-07-01')).toEqual([]))
  test('a circle in the records ends', () => {
    const circle = [became('H99.1', 'H99.2', '2020-01-01'), became('H99.2', 'H99.1', '2020-01-01')]
    expect(successorsOn('H99.1', circle, '2021-01-01')).toEqual([])
  })
  test('no answer ever names a unit that was itself succeeded by that day', () => {
    const code = fc.integer({ min: 1, max: 9 }).map(number => `H99.${number}`)
    const history = fc.array(
      fc.tuple(code, code, aDay).map(([a, b, day]) => became(a, b, day)),
      { maxLength: 20 }
    )
    fc.assert(
      fc.property(code, history, aDay, (start, records, day) => {
        const gone = new Set(records.filter(one => one.effectiveOn <= day).map(one => one.predecessor))
        expect(successorsOn(start, records, day).filter(unit => gone.has(unit))).toEqual([])
      })
    )
  })
})

describe('an agency code tells what lies above', () => {
  test('nearest first', () => expect(ancestorsOf('H99.07.01')).toEqual(['H99.07', 'H99']))
  test('H99.1 is not above H99.19', () => expect(isWithin('H99.19', 'H99.1')).toBe(false))
})

describe('an organisation is checked before it is written', () => {
  const root = aUnit('H99', { kind: 'province' })
  test('a sound one has no faults', () => expect(faultsOf([root, aUnit('H99.07')], [])).toEqual([]))
  test.each([
    ['a code used twice', [root, aUnit('H99.07'), aUnit('H99.07')], 'unit-twice'],
    ['a parent that is not there', [root, aUnit('H99.07.01')], 'parent-missing'],
    ['a code outside its parent', [root, aUnit('H98.07', { parent: 'H99' })], 'code-outside-parent'],
    [
      'a division that outlives its department',
      [root, aUnit('H99.07', { validTo: '2024-01-01' }), aUnit('H99.07.01')],
      'parent-shorter'
    ],
    ['an end before the beginning', [root, aUnit('H99.07', { validTo: '2019-01-01' })], 'ends-before-it-begins']
  ])('%s is named', (_, units, code) => expect(faultsOf(units, []).map(fault => fault.code)).toContain(code))
  test('a successor that begins after it took over is named', () => {
    const units = [root, aUnit('H99.07', { validTo: '2024-12-31' }), aUnit('H99.08', { validFrom: '2025-02-01' })]
    expect(faultsOf(units, [became('H99.07', 'H99.08', '2025-01-01')]).map(fault => fault.code)).toEqual([
      'succession-too-early'
    ])
  })
})
