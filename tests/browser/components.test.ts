import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tokens } from '#lib/styles/palette.ts'
import { builtStyles, openBrowser, serveSheet } from './sheet.ts'

let browser: Browser
let styles: Awaited<ReturnType<typeof builtStyles>>
beforeAll(async () => {
  ;[browser, styles] = await Promise.all([openBrowser(), builtStyles()])
})
afterAll(() => browser?.close())

const looks = [
  ...(['light', 'dark'] as const).flatMap(scheme =>
    [360, 1440].map(width => ({ language: 'vi' as const, scheme, width }))
  ),
  { language: 'en' as const, scheme: 'light' as const, width: 360 }
]

describe.each(looks)('in $language, $scheme, $width px', ({ language, scheme, width }) => {
  test('every component is accessible, fits and obeys the CSP', async () => {
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme: scheme,
      reducedMotion: 'reduce'
    })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(await serveSheet(context, { language, scheme, styles }))
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(v => `${v.id}: ${v.nodes.map(node => node.html).join(' | ')}`)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    expect(complaints).toEqual([])
    await context.close()
  })
})

test('a finger finds 44 pixels on every control of a phone', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  await page.goto(await serveSheet(context, { language: 'vi', scheme: 'light', styles }))
  const small = await page.evaluate<
    string[]
  >(`[...document.querySelectorAll('button, .ds-button, select, input:not([type=radio],[type=checkbox],[type=hidden]), nav a, summary')]
    .filter(control => control.getClientRects().length > 0 && !control.closest('.crumbs') && control.getBoundingClientRect().height < 43.5)
    .map(control => control.outerHTML.slice(0, 80))`)
  expect(small).toEqual([])
  await context.close()
})

test('paper is white and carries neither menus nor buttons', async () => {
  const context = await browser.newContext({ colorScheme: 'dark' })
  const page = await context.newPage()
  await page.goto(await serveSheet(context, { language: 'vi', scheme: 'dark', styles }))
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const ink = await page.evaluate<string>(
    `getComputedStyle(document.body).getPropertyValue('--ds-color-neutral-text-default')`
  )
  expect(ink).toBe(tokens('neutral', 'light')['text-default'])
  for (const part of ['.site-nav', '.site-footer', '.search-form'])
    expect(await page.locator(part).first().isVisible()).toBe(false)
  await context.close()
})

test('the look stays light: styles under 25 KB, four fonts under 75 KB, the session script under 5 KB', () => {
  const size = (ending: string) => styles.filter(file => file.name.endsWith(ending))
  const css = size('.css').reduce((sum, file) => sum + gzipSync(file.body).length, 0)
  const fonts = size('.woff2').reduce((sum, file) => sum + file.body.length, 0)
  const script = readFileSync(join(import.meta.dirname, '../../static/session.js')).length
  console.info(`look: css ${css} B gzipped, fonts ${fonts} B, session script ${script} B`)
  expect(css).toBeLessThan(25_000)
  expect(fonts).toBeLessThan(75_000)
  expect(script).toBeLessThanOrEqual(5 * 1024)
})
