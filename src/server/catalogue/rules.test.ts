import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from '#server/platform/index.ts'
import { demonstrationProcedures } from './demonstration/index.ts'
import { feeOf } from './fees.rules.ts'
import { checkForm } from './form.rules.ts'
import type { FormSchema } from './form.model.ts'
import { limitFor, limitWords, statutoryLimit } from './limits.rules.ts'
import { foldQuery } from './search.rules.ts'
import { keysOf, queryOf, soundOf } from './spelling.rules.ts'

const content = (code: string) => demonstrationProcedures().find(procedure => procedure.content.code === code)!.content

describe('fees', () => {
  const copies = content('2.000815').fees
  const record = content('3.000333').fees
  test.each([
    [1, 2_000],
    [2, 4_000],
    [3, 5_000],
    [10, 12_000],
    [500, 200_000]
  ])(
    'a certified copy of %i pages costs %i đồng: cheaper from the third page, never above the ceiling',
    (pages, total) => {
      expect(feeOf(copies, { channel: 'counter', quantities: { pages } }).total).toBe(total)
    }
  )
  test('a student pays half for a criminal record, a poor household nothing, with the article named', () => {
    expect(feeOf(record, { channel: 'counter', grounds: ['student'] })).toMatchObject({
      total: 100_000,
      lines: [{ relief: { article: 'Thông tư 244/2016/TT-BTC, điều 4' } }, { amount: 0 }]
    })
    expect(feeOf(record, { channel: 'counter', grounds: ['student', 'poor-household'] }).total).toBe(0)
  })
  test('filing online costs less where the rule says so', () => {
    const fees = content('1.004194').fees
    expect(feeOf(fees, { channel: 'counter' }).total).toBe(15_000)
    expect(feeOf(fees, { channel: 'online' }).total).toBe(7_000)
  })
  test('a fee that is known in words only leaves the total open', () => {
    expect(feeOf(content('1.013067').fees, { channel: 'counter' })).toMatchObject({
      total: null,
      lines: [{ amount: null }]
    })
  })
  test('a procedure without fees costs nothing', () =>
    expect(feeOf([], { channel: 'online' })).toEqual({ lines: [], total: 0 }))
  test('more pages never cost less', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(50), (pages, more) => {
        const cost = (n: number) => feeOf(copies, { channel: 'counter', quantities: { pages: n } }).total!
        expect(cost(pages + more)).toBeGreaterThanOrEqual(cost(pages))
      })
    )
  })
})

describe('limits', () => {
  test('the promise of the province starts the clock, not the longer limit of the law', () => {
    expect(limitFor(content('1.004873'), { channel: 'online' })).toEqual({ value: 2, unit: 'working-day' })
    expect(statutoryLimit(content('1.004873'), { channel: 'online' })).toEqual({ value: 3, unit: 'working-day' })
  })
  test('a house gets its permit in 15 days, other works in 20', () => {
    const permit = { ...content('1.013225'), promise: null }
    expect(limitFor(permit, { channel: 'online', case: 'Nhà ở riêng lẻ' })).toEqual({ value: 15, unit: 'calendar-day' })
    expect(limitFor(permit, { channel: 'online' })).toEqual({ value: 20, unit: 'calendar-day' })
  })
  test('what is settled at once has no limit', () =>
    expect(limitFor(content('2.000815'), { channel: 'counter' })).toBeNull())
  test('a promise in another unit than the law is not compared with it', () => {
    const odd = { ...content('1.004873'), promise: { value: 2, unit: 'calendar-day' as const } }
    expect(limitFor(odd, { channel: 'counter' })).toEqual({ value: 3, unit: 'working-day' })
  })
  test('limits are said in both languages', () => {
    expect(limitWords('vi', { value: 1.5, unit: 'working-day' })).toBe('1,5 ngày làm việc')
    expect(limitWords('en', { value: 1, unit: 'month' })).toBe('1 month')
  })
})

describe('a form with a fault is found before a citizen meets it', () => {
  const form = (components: FormSchema['components']): FormSchema => ({
    type: 'default',
    id: 'f',
    schemaVersion: 18,
    components
  })
  const line = (key: string, hide?: string) => ({
    type: 'textfield' as const,
    key,
    label: key,
    ...(hide ? { conditional: { hide } } : {})
  })
  test.each([
    ['the same key twice', form([line('a'), { type: 'group', label: 'G', components: [line('a')] }]), 'key-twice'],
    ['a condition that cannot be read', form([line('a', '=b = ')]), 'condition-unreadable'],
    ['a condition on a question that is not asked', form([line('a', '=nobody = 1')]), 'condition-names-nobody'],
    [
      'a list without a name',
      form([{ type: 'dynamiclist', label: 'L', components: [line('a')] }]),
      'list-without-path'
    ],
    [
      'the same answer twice',
      form([
        {
          type: 'radio',
          key: 'r',
          label: 'R',
          values: [
            { label: 'x', value: '1' },
            { label: 'y', value: '1' }
          ]
        }
      ]),
      'option-twice'
    ],
    ['a pattern that cannot be read', form([{ ...line('a'), validate: { pattern: '(' } }]), 'pattern-unreadable']
  ])('%s', (_, faulty, code) => expect(checkForm(faulty).map(fault => fault.code)).toEqual([code]))
  test('keys may repeat inside a list, which is an object of its own', () => {
    expect(
      checkForm(form([line('a'), { type: 'dynamiclist', path: 'l', label: 'L', components: [line('a', '=a = "x"')] }]))
    ).toEqual([])
  })
})

describe('spelling', () => {
  test.each([
    ['tru', 'chu'],
    ['xay', 'say'],
    ['gia', 'da'],
    ['ky', 'ki'],
    ['nghi', 'ngi'],
    ['phep', 'fep'],
    ['thuong', 'thuon'],
    ['quoc', 'cuoc']
  ])('%s sounds like %s', (one, other) => expect(soundOf(one)).toBe(soundOf(other)))
  test('different words keep different sounds', () => {
    expect(new Set(['khai', 'cai', 'thai', 'hai', 'nhai', 'ngai'].map(soundOf)).size).toBe(6)
  })
  test('the words of the street become the words of the law', () => {
    expect(foldQuery('Làm sổ đỏ')).toBe('lam giay chung nhan quyen su dung dat')
    expect(foldQuery('đổi CCCD')).toBe('doi can cuoc')
  })
  test('a word with one letter wrong, missing, added or swapped still meets the word meant', () => {
    const words = ['khai', 'sinh', 'thuong', 'giay', 'phep', 'dung', 'chung', 'nhan']
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.nat(5),
        fc.constantFrom('drop', 'add', 'swap', 'change'),
        (word, place, slip) => {
          const at = place % word.length
          const typed =
            slip === 'drop'
              ? word.slice(0, at) + word.slice(at + 1)
              : slip === 'add'
                ? `${word.slice(0, at)}e${word.slice(at)}`
                : slip === 'swap'
                  ? word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2)
                  : `${word.slice(0, at)}e${word.slice(at + 1)}`
          const stored = new Set(keysOf(word))
          const asked = [...queryOf([typed]).matchAll(/'([^']+)'/g)].map(match => match[1]!)
          expect(asked.some(key => stored.has(key) || [...stored].some(known => known.startsWith(key)))).toBe(true)
        }
      )
    )
  })
  test('no text can break out of the query language', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const words = fold(text).split(' ').filter(Boolean)
        expect(queryOf(words).replace(/'[=-]?[\p{L}\p{N}]*'(:\*)?/gu, '')).toMatch(/^[ ()|&]*$/)
      })
    )
  })
})
