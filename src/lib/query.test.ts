import { expect, test } from 'vitest'
import { queryWith } from './query.ts'

test('a link keeps the filters, changes what it is for, and forgets the act before', () => {
  expect(queryWith('?/claim&tab=unit&q=an&after=x', { after: null, late: '' })).toBe('tab=unit&q=an&late=')
  expect(queryWith('?tab=unit', { tab: 'mine' })).toBe('tab=mine')
})
