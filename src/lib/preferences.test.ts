import { expect, test } from 'vitest'
import { ownPath, preferencesFrom } from './preferences.ts'

test('a first visit is in Vietnamese and follows the device', () => {
  expect(preferencesFrom(() => undefined)).toEqual({ language: 'vi', scheme: 'auto' })
})
test('a choice is kept, nonsense is not', () => {
  expect(preferencesFrom(name => ({ language: 'en', scheme: 'dark' })[name])).toEqual({
    language: 'en',
    scheme: 'dark'
  })
  expect(preferencesFrom(() => '"><script>')).toEqual({ language: 'vi', scheme: 'auto' })
})
test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
  '%s is not a way back',
  back => {
    expect(ownPath(back)).toBe('/')
  }
)
test('a page with its query is a way back', () => {
  expect(ownPath('/procedures?q=khai+sinh')).toBe('/procedures?q=khai+sinh')
})
