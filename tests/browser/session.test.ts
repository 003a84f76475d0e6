import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { builtStyles, openBrowser, serveSheet } from './sheet.ts'

const NOW = Date.parse('2026-11-23T02:00:00Z')
const after = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()

let browser: Browser
let styles: Awaited<ReturnType<typeof builtStyles>>
let context: BrowserContext
let url: string
/** What the server knows of the session. */
let endsAt: string | null
let reachable: boolean

beforeAll(async () => {
  ;[browser, styles] = await Promise.all([openBrowser(), builtStyles()])
})
afterAll(() => browser?.close())

beforeEach(async () => {
  endsAt = after(30)
  reachable = true
  context = await browser.newContext({ viewport: { width: 900, height: 700 } })
  await context.clock.install({ time: NOW })
  const session = { endsAt: after(30), now: after(0) }
  url = await serveSheet(context, { language: 'vi', scheme: 'light', styles, session })
  const answer = (change: () => void) => async (route: Parameters<Parameters<BrowserContext['route']>[1]>[0]) => {
    if (!reachable) return route.abort()
    change()
    return route.fulfill({ json: { endsAt } })
  }
  await context.route(
    '**/session',
    answer(() => {})
  )
  await context.route(
    '**/session/keep',
    answer(() => (endsAt = after(60)))
  )
})
afterEach(() => context.close())

const open = async (): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(url)
  return page
}
const warned = (page: Page) => page.locator('dialog[open]').waitFor()
const calm = (page: Page) => page.locator('dialog[open]').waitFor({ state: 'detached' })

test('until its last minute a session says quietly how long it lasts', async () => {
  const page = await open()
  await context.clock.runFor('28:50')
  expect(await page.locator('dialog[open]').count()).toBe(0)
  expect(await page.locator('[data-until]').innerText()).toContain('09:30')
})

test('a minute before its end every tab warns and counts down; one click keeps it in all of them', async () => {
  const [one, other] = [await open(), await open()]
  await context.clock.runFor('29:10')
  await Promise.all([warned(one), warned(other)])
  expect(await other.locator('[data-countdown]').innerText()).toMatch(/^Còn \d+ giây$/)
  await one.getByRole('button', { name: 'Tiếp tục làm việc' }).click()
  await Promise.all([calm(one), calm(other)])
  expect(await other.locator('[data-until]').innerText()).toContain('10:00')
})

test('work in another place keeps this tab quiet', async () => {
  const page = await open()
  endsAt = after(45)
  await context.clock.runFor('29:10')
  await expect.poll(() => page.locator('[data-until]').innerText()).toContain('09:45')
  expect(await page.locator('dialog[open]').count()).toBe(0)
})

test('a session that ended says so, and what was typed is back after signing in again', async () => {
  const page = await open()
  await page.getByLabel('Ghi chú').fill('Nhờ gửi kết quả qua bưu điện')
  await page.getByLabel('Cha hoặc mẹ').check()
  endsAt = null
  await context.clock.runFor('29:10')
  await warned(page)
  expect(await page.locator('dialog').innerText()).toContain('Phiên làm việc đã hết')
  expect(await page.getByRole('link', { name: 'Đăng nhập lại' }).getAttribute('href')).toBeTruthy()
  await page.reload()
  expect(await page.getByLabel('Ghi chú').inputValue()).toBe('Nhờ gửi kết quả qua bưu điện')
  expect(await page.getByLabel('Cha hoặc mẹ').isChecked()).toBe(true)
  await page.getByText('Đã khôi phục nội dung').waitFor()
})

test('what was sent in time is not brought back', async () => {
  const page = await open()
  await page.getByLabel('Ghi chú').fill('Nhờ gửi kết quả qua bưu điện')
  const sent = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Lưu nháp' }).click()
  await sent
  await page.reload()
  expect(await page.getByLabel('Ghi chú').inputValue()).toBe('')
})

test('without JavaScript the page says until when the session lasts', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false })
  const page = await plain.newPage()
  await page.goto(
    await serveSheet(plain, { language: 'vi', scheme: 'light', styles, session: { endsAt: after(30), now: after(0) } })
  )
  await page.getByText('Phiên làm việc kéo dài đến 09:30').waitFor()
  expect(await page.locator('dialog').isVisible()).toBe(false)
  await plain.close()
})

test('a server out of reach is said, and the typed text stays', async () => {
  const page = await open()
  await context.clock.runFor('29:10')
  await warned(page)
  reachable = false
  await page.getByRole('button', { name: 'Tiếp tục làm việc' }).click()
  await page.getByText('không kết nối được máy chủ').waitFor()
})
