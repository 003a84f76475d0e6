import { describe, expect, test } from 'vitest'
import { printable, MISSING } from './glyphs.ts'
import { inWords } from './print.ts'

const at = (text: string) => new Date(`${text}:00+07:00`)

describe('an instant on paper', () => {
  test('reads as hour and day in Vietnam', () => {
    expect(inWords(new Date('2026-02-02T23:30:00Z'))).toMatchObject({ at: '06:30 03/02/2026', day: '03/02/2026' })
  })

  test('carries a leading zero for days under 10 and for January and February only', () => {
    expect(inWords(at('2026-02-03T08:00')).long).toBe('ngày 03 tháng 02 năm 2026')
    expect(inWords(at('2026-11-23T08:00')).long).toBe('ngày 23 tháng 11 năm 2026')
    expect(inWords(at('2026-03-09T08:00')).long).toBe('ngày 09 tháng 3 năm 2026')
  })

  test('a term that ends at midnight is due at 24:00 of its last day', () => {
    expect(inWords(at('2026-03-01T00:00')).until).toBe('24:00 28/02/2026')
    expect(inWords(at('2026-03-01T17:00')).until).toBe('17:00 01/03/2026')
  })
})

describe('text on paper', () => {
  const covered = new Set([...'abc ắ'].map(char => char.codePointAt(0)!))

  test('is composed, so that stacked accents are one letter', () => {
    expect(printable('a\u0306\u0301', covered)).toBe('ắ')
  })

  test('shows one box for what the font lacks', () => {
    expect(printable('a \u{1f600}\u{1f44d} b', covered)).toBe(`a ${MISSING} b`)
  })

  test('loses what nobody sees, and keeps its lines', () => {
    expect(printable('a\u200b\u202eb\u0007\r\nc\tc\ud800', covered)).toBe(`ab\nc c${MISSING}`)
  })
})
