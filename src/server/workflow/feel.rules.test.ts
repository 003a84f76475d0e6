import { evaluate } from '@bpmn-io/feelin'
import { describe, expect, test } from 'vitest'
import { conditionFault, holds } from './feel.rules.ts'

const DATA = [
  {},
  { outcome: 'approve' },
  { outcome: 'return', amount: 12 },
  { amount: 5, person: { age: 17 }, outcome: 'approve' },
  { 'số tiền': 20, papers: ['a', 'b'], person: { age: 60 } }
]
const EXPRESSIONS = [
  'outcome = "approve"',
  'amount > 10 and outcome != "approve"',
  'person.age >= 18',
  'số tiền > 10',
  'số  tiền > 10',
  'count(papers) = 2',
  'some paper in papers satisfies paper = "a"',
  'get value(person, "age") > 18',
  'not(outcome = "return")',
  'missing = null'
]

describe('a condition', () => {
  test.each(EXPRESSIONS)('answers from memory as when it is read anew: %s', expression => {
    for (const data of [...DATA, ...DATA])
      expect(holds(expression, data)).toEqual({ ok: true, value: evaluate(expression, data).value === true })
  })
  test('is not moved by data that it does not name', () => {
    for (let n = 0; n < 2000; n++)
      expect(holds('outcome = "approve"', { outcome: 'approve', n })).toMatchObject({ value: true })
  })
  test('answers each of very many questions by its own data', () => {
    for (let n = 0; n < 2500; n++) expect(holds('n > 1249', { n })).toMatchObject({ value: n > 1249 })
    expect(holds('n > 1249', { n: 3 })).toMatchObject({ value: false })
  })
  test('that cannot be read is refused each time', () => {
    for (const _ of [1, 2]) expect(holds('outcome =', {})).toMatchObject({ ok: false, error: { code: 'feel-failed' } })
    expect(conditionFault('outcome =')).toMatchObject({ code: 'condition-broken' })
  })
})
