import { describe, expect } from 'vitest'
import { axe, firstVisit, fitsWidth, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const NO_SCRIPT = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }

// The first of these waits for the demonstration, which tells its lists last.
const PATIENCE = { timeout: 400_000 }

/** Asks again every second until there is an answer. */
async function until<T>(page: Page, ask: () => Promise<T | null | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const answer = await ask()
    if (answer) return answer
    await page.waitForTimeout(1000)
  }
  throw new Error(`nothing came on ${page.url()}`)
}

/** Opens a page as soon as it has this. */
const open = (page: Page, path: string, selector: string): Promise<true> =>
  until(page, async () => {
    await page.goto(path)
    return (await page.locator(selector).count()) > 0 || null
  })

type Listed = { months: string[]; items: { agency: string; edition: number; late: number }[] }
const listed = async (page: Page, query = ''): Promise<Listed> =>
  (await (await page.request.get(`/api/v1/late-lists${query}`)).json()) as Listed

/** The December list that has a corrected edition, once it is told. */
const corrected = (page: Page) =>
  until(page, async () => {
    const december = (await listed(page)).months.find(month => month.endsWith('-12'))
    const { items } = december ? await listed(page, `?month=${december}`) : { items: [] }
    const agency = items.find(({ edition }) => edition === 2)?.agency
    return december && agency ? { december, agency, items } : null
  })

const now = new Date(Date.now() + 7 * 3_600_000)
/** The month that ended last: its lists are in work. */
const LAST = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)

test(
  'the December list is public without a script, the corrected edition beside the old one',
  PATIENCE,
  async ({ another }) => {
    const reader = await another(NO_SCRIPT)
    const { december, agency, items } = await corrected(reader)
    expect(items.filter(({ late }) => late === 0).length).toBeGreaterThan(0)
    await reader.goto('/late')
    await reader.locator(`nav.tabs a[href="/late?month=${december}"]`).click()
    await reader.locator(`a[href="/late/${agency}/${december}"]`).click()
    await reader.getByRole('heading', { name: 'Bản số 2' }).waitFor()
    // What is folded away too: whether the signature is right.
    const told = (await reader.locator('main').textContent())!
    for (const words of ['Bản đính chính', 'Đã đưa ra khỏi danh sách', 'Các bản trước', 'Đúng với chữ ký'])
      expect(told).toContain(words)
    expect(await fitsWidth(reader)).toBe(true)
    const visitor = await another()
    for (const path of ['/late', `/late/${agency}`, `/late/${agency}/${december}`]) {
      expect([path, (await firstVisit(visitor, path, null)).scripts]).toEqual([path, 0])
      expect([path, await axe(visitor)]).toEqual([path, []])
    }
    const block = await reader.request.get(`/late/${agency}/embed`)
    expect(block.headers()['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(await (await reader.request.get(`/late/${agency}/feed.xml`)).text()).toContain('#edition-2')
  }
)

describe('a list in work', () => {
  test('is answered by whom it names, heard, decided, published and corrected', PATIENCE, async ({ another }) => {
    const head = await another(NO_SCRIPT)
    await signIn(head, 'chutich.mogiang')
    const list = `/desk/late-lists/H99.31/${LAST}`
    await open(head, list, 'form[action="?/answer"]')
    const entries = head.locator('.ds-card')
    const unanswered = entries.filter({ hasText: 'Chưa có giải trình' }).first()
    await unanswered.locator('summary', { hasText: 'Gửi giải trình' }).click()
    await unanswered.locator('form[action="?/answer"] textarea').fill('Hồ sơ chờ xác minh ngoài thực địa.')
    await unanswered.locator('form[action="?/answer"] button').click()
    await head.getByText('Hồ sơ chờ xác minh ngoài thực địa.').waitFor()
    const answered = entries.filter({ hasText: 'ngoài thực địa' })
    await answered.locator('summary', { hasText: 'Quyết định' }).click()
    await answered.locator('select').selectOption('keep')
    await answered.locator('form[action="?/decide"] textarea').fill('Đã xem giải trình, vẫn chậm do xử lý.')
    await answered.locator('form[action="?/decide"] button').click()
    await head.getByText('Đã xem giải trình, vẫn chậm do xử lý.').waitFor()
    // Those not heard cannot be kept yet, and the list cannot go out before all are decided.
    const unheard = entries.filter({ hasText: 'Chưa có giải trình' }).first()
    expect(await unheard.locator('option[value=keep]').count()).toBe(0)
    await head.getByRole('button', { name: 'Duyệt và công bố' }).click()
    await head.getByText('mục chưa quyết định').first().waitFor()
    const rest = await entries.filter({ hasNotText: 'Đã xem giải trình' }).count()
    for (let left = rest; left > 0; left--) {
      const next = entries.filter({ hasNotText: /Đã xem giải trình|Không do người này/ }).first()
      await next.locator('summary', { hasText: 'Quyết định' }).click()
      await next.locator('select').selectOption('not-the-cause')
      await next.locator('form[action="?/decide"] textarea').fill('Không do người này.')
      await next.locator('form[action="?/decide"] button').click()
      await head.waitForURL(/saved/)
    }
    await head.getByRole('button', { name: 'Duyệt và công bố' }).click()
    await head.getByText('Bản số 1').first().waitFor()
    await head.locator('summary', { hasText: 'Công bố bản đính chính' }).click()
    await head.locator('form[action="?/correct"] textarea').fill('Ghi đúng lý do.')
    await head.locator('form[action="?/correct"] button').click()
    await head.getByText('Bản đính chính: Ghi đúng lý do.').first().waitFor()
    const shown = await another(NO_SCRIPT)
    await shown.goto(list.replace('/desk/late-lists', '/late'))
    expect(await shown.getByRole('heading', { name: 'Bản số 2' }).count()).toBe(1)
  })
})

test('a sent report comes on paper and as a workbook as it was frozen', PATIENCE, async ({ page }) => {
  await signIn(page, 'kstt.truongphong')
  await open(page, '/desk/reports', 'main ul a[href^="/desk/reports/"]')
  await page.locator('main ul a[href^="/desk/reports/"]').first().click()
  await page.getByText('Tính lại hôm nay không khác').waitFor()
  const address = await page.locator('a[href*="sent="][href*="pdf"]').getAttribute('href')
  const pdf = await page.request.get(address!)
  expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf'])
  const sheet = await page.request.get(address!.replace('pdf', 'xlsx'))
  expect(sheet.headers()['content-type']).toContain('spreadsheetml')
  await page.locator('.report-table td a').first().click()
  await page.getByRole('heading', { name: /Đứng sau cột/ }).waitFor()
})

const PAGES = [
  '/desk/late-lists',
  '/desk/late-lists/watch',
  '/desk/service-index',
  '/desk/service-index/behind?component=2.1',
  '/desk/reports',
  '/desk/reports?template=II.07b',
  '/desk/appraisal'
]
test(
  'the desk pages of lists and figures are accessible, and fit a phone and a wide desk',
  PATIENCE,
  async ({ another }) => {
    const page = await another({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
    await signIn(page, 'kstt.truongphong')
    await open(page, '/desk/late-lists', '#inside')
    for (const path of PAGES) {
      const answer = await page.goto(path)
      expect([path, answer!.status(), await fitsWidth(page), await axe(page)]).toEqual([path, 200, true, []])
    }
    // The rest in English and light, on a wide desk: a chair's letters, and the tables with all their columns.
    const wide = await another({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
    await signIn(wide, 'chutich.mogiang')
    await wide.context().addCookies([{ name: 'language', value: 'en', url: wide.url() }])
    for (const path of ['/desk/apologies', `/desk/late-lists/H99.31/${LAST}`, '/desk/reports']) {
      await wide.goto(path)
      expect([path, await wide.locator('html').getAttribute('lang')]).toEqual([path, 'en'])
      expect([path, await fitsWidth(wide), await axe(wide)]).toEqual([path, true, []])
    }
  }
)
