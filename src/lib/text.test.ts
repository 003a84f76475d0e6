import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { text as common } from './common.vi.ts'
import { fill } from './translate.ts'
import { translator } from './text.ts'
import { words as en } from './words.en.ts'
import { words as vi } from './words.vi.ts'

const parameters = (template: string) => [...new Set([...template.matchAll(/\{(\w+)/g)].map(match => match[1]))].sort()

test('both languages say the same things with the same parameters', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort())
  for (const key of Object.keys(vi) as (keyof typeof vi)[])
    expect(parameters(en[key]), key).toEqual(parameters(vi[key]))
})

test('Vietnamese words are composed letters, as every keyboard types them', () => {
  for (const [key, words] of Object.entries(vi)) expect(words, key).toBe(words.normalize('NFC'))
})

test('a Vietnamese text has no plural and an English one has', () => {
  expect(translator('vi')('page.count', { count: 1234 })).toBe('1.234 kết quả')
  expect(translator('en')('page.count', { count: 1 })).toBe('1 result')
  expect(translator('en')('page.count', { count: 1234 })).toBe('1,234 results')
})

test('a year or code handed over as text is not grouped', () => {
  expect(fill('năm {year}', { year: '2026' }, 'vi')).toBe('năm 2026')
})

test('a computed key can be asked for before it is said', () => {
  expect(translator('vi').has('phase.settled')).toBe(true)
  expect(translator('vi').has('phase.unheard-of')).toBe(false)
})

test('every slice with words is in the registry, and no key is said by two', async () => {
  const home = join(import.meta.dirname, '../server')
  // These explain themselves on the server, in whole sentences; no page says their keys. The index pages have words of
  // their own (`useIndexText`).
  const speakForThemselves = ['calendar', 'cli', 'indices', 'notices', 'workflow']
  const files = readdirSync(home)
    .filter(slice => !speakForThemselves.includes(slice))
    .map(slice => join(home, slice, 'text.vi.ts'))
    .filter(existsSync)
  const seen = new Map<string, string>(Object.keys(common).map(key => [key, 'common']))
  for (const file of files) {
    const { text, vi: named } = (await import(file)) as Record<string, Record<string, string>>
    for (const key of Object.keys(text ?? named ?? {})) {
      // A refusal is explained by the slice that refuses, so `refusal.*` may differ from slice to slice.
      if (!key.startsWith('refusal.')) expect(seen.get(key), `${key} of ${file} is said twice`).toBeUndefined()
      expect(Object.keys(vi), `${file} is missing in words.vi.ts`).toContain(key)
      seen.set(key, file)
    }
  }
})
