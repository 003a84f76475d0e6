import { describe, expect } from 'vitest'
import { axe, firstVisit, fitsWidth, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const NO_SCRIPT = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }

/** The demonstration tells its lists last, after the start. */
async function open(page: Page, path: string, words: string): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt++) {
    await page.goto(path)
    if (await page.getByText(words).first().isVisible()) return
    await page.waitForTimeout(1000)
  }
  throw new Error(`${words} did not appear on ${path}`)
}

test('the December list is public without a script, the corrected edition beside the old one', async ({ another }) => {
  const reader = await another(NO_SCRIPT)
  await open(reader, '/late', 'Tháng không có hồ sơ chậm cũng được công bố')
  await open(reader, '/late', '12/')
  await reader.locator('nav.tabs a', { hasText: '12/' }).click()
  const december = new URL(reader.url()).searchParams.get('month')!
  const answer = await reader.request.get(`/api/v1/late-lists?month=${december}`)
  const { items } = (await answer.json()) as { items: { agency: string; edition: number; late: number }[] }
  expect(items.filter(({ late }) => late === 0).length).toBeGreaterThan(0)
  const { agency } = items.find(({ edition }) => edition === 2)!
  await reader.locator(`a[href="/late/${agency}/${december}"]`).click()
  await reader.getByRole('heading', { name: 'Bản số 2' }).waitFor()
  const told = await reader.locator('main').innerText()
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
})

describe('a list in work', () => {
  test('is answered by whom it names, and waits for the hearing before it is decided', async ({ another }) => {
    const head = await another(NO_SCRIPT)
    await signIn(head, 'chutich.mogiang')
    await open(head, '/desk/late-lists', 'Đang nhận giải trình')
    await head.locator('table a', { hasText: 'Mơ Giang' }).first().click()
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
    await shown.goto(new URL(head.url()).pathname.replace('/desk/late-lists', '/late'))
    expect(await shown.getByRole('heading', { name: 'Bản số 2' }).count()).toBe(1)
  })
})

test('a sent report comes on paper and as a workbook as it was frozen', async ({ page }) => {
  await signIn(page, 'kstt.truongphong')
  await open(page, '/desk/reports', 'Đã xác nhận')
  await page.locator('main a[href^="/desk/reports/0"], main ul a[href^="/desk/reports/"]').first().click()
  await page.getByText('Tính lại hôm nay không khác').waitFor()
  const address = await page.locator('a[href*="sent="][href*="pdf"]').getAttribute('href')
  const pdf = await page.request.get(address!)
  expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf'])
  const sheet = await page.request.get(address!.replace('pdf', 'xlsx'))
  expect(sheet.headers()['content-type']).toContain('spreadsheetml')
  await page.locator('.report-table td a').first().click()
  await page.getByRole('heading', { name: /Hồ sơ đứng sau cột/ }).waitFor()
})

const PAGES = [
  '/desk/late-lists',
  '/desk/late-lists/watch',
  '/desk/apologies',
  '/desk/service-index?period=2026-10',
  '/desk/service-index/behind?period=2026-10&component=2.1',
  '/desk/reports',
  '/desk/reports?template=II.07b',
  '/desk/appraisal'
]
test.for([
  { width: 390, colorScheme: 'dark', language: 'vi' },
  { width: 1440, colorScheme: 'light', language: 'en' }
] as const)(
  'every desk page of lists and figures is accessible and fits at $width px ($colorScheme, $language)',
  async ({ width, colorScheme, language }, { another }) => {
    const page = await another({ viewport: { width, height: 900 }, colorScheme })
    await signIn(page, 'kstt.truongphong')
    await open(page, '/desk/late-lists', 'Đã công bố nội bộ')
    await page.context().addCookies([{ name: 'language', value: language, url: page.url() }])
    for (const path of PAGES) {
      const answer = await page.goto(path)
      expect([path, answer!.status(), await axe(page), await fitsWidth(page)]).toEqual([
        path,
        answer!.status() === 403 ? 403 : 200,
        [],
        true
      ])
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
    }
  }
)
