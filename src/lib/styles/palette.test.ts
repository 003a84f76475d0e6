import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { colourSheet, contrast, tokens, TONES, type Scheme, type ToneName } from './palette.ts'

const schemes: Scheme[] = ['light', 'dark']
const tones = Object.keys(TONES) as ToneName[]

describe.each(schemes)('in the %s scheme', scheme => {
  const neutral = tokens('neutral', scheme)
  test.each(tones)('text in %s is readable on every one of its surfaces and on the page', name => {
    const tone = tokens(name, scheme)
    const grounds = [
      ...['background-default', 'background-tinted', 'surface-default', 'surface-tinted', 'surface-hover'].map(
        s => tone[s]!
      ),
      neutral['background-tinted']!,
      neutral['surface-default']!
    ]
    for (const ground of grounds) {
      expect(contrast(tone['text-subtle']!, ground), `text-subtle on ${ground}`).toBeGreaterThanOrEqual(4.5)
      expect(contrast(tone['text-default']!, ground), `text-default on ${ground}`).toBeGreaterThanOrEqual(7)
    }
  })
  test.each(tones)('a filled %s button can be read in every state', name => {
    const tone = tokens(name, scheme)
    for (const state of ['base-default', 'base-hover', 'base-active'])
      expect(contrast(tone['base-contrast-default']!, tone[state]!), state).toBeGreaterThanOrEqual(4.5)
  })
  test.each(tones)('the edge of a field in %s stands out from the page', name => {
    const edge = tokens(name, scheme)['border-default']!
    expect(contrast(edge, neutral['surface-default']!)).toBeGreaterThanOrEqual(3)
    expect(contrast(edge, neutral['background-tinted']!)).toBeGreaterThanOrEqual(3)
  })
})

test('the stylesheet is the one the palette writes', () => {
  expect(readFileSync(join(import.meta.dirname, 'colours.css'), 'utf8')).toBe(colourSheet())
})
