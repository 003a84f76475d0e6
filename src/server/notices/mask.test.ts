import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskedAddress } from './index.ts'

test('an address is known again by who gave it, and by nobody else', () => {
  expect(maskedAddress('nguyenvana@thu.vn')).toBe('n•••a@thu.vn')
  expect(maskedAddress('an@thu.vn')).toBe('a•••@thu.vn')
  expect(maskedAddress('0912345678')).toBe('091•••678')
  expect(maskedAddress('12345')).toBe('•••')
})

test('however an address is written, at most two letters of its name or six figures of its number are shown', () => {
  const letters = fc.stringMatching(/^[a-z.]{1,30}$/)
  fc.assert(
    fc.property(letters, name => {
      const [shown = ''] = maskedAddress(`${name}@thu.vn`).split('@')
      expect(shown.replaceAll('•', '').length).toBeLessThanOrEqual(2)
    })
  )
  fc.assert(
    fc.property(fc.stringMatching(/^\d{7,15}$/), number => {
      expect(maskedAddress(number).replaceAll('•', '')).toHaveLength(6)
    })
  )
})
