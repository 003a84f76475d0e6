import { describe, expect } from 'vitest'
import { checkLayout, readDocx } from '#server/reform/index.ts'
import { pdfText } from '#server/documents/testing.ts'
import { appears, axe, fitsWidth, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const PHONE = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }
const PROOF = Buffer.from(pdfText())
/** A day of this year's December as people write it; the demonstration's today lies before it. */
const dayFrom = (days: number): string => {
  const day = new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10)
  return day.split('-').reverse().join('/')
}

/** The demonstration is told in the background after the start; its papers come last. */
const toldWhole = (page: Page) => appears(page, '/desk/reform/reports', on => on.locator('main table a').nth(1))
const open = (page: Page, summary: string) => page.locator('main summary', { hasText: summary }).first().click()
const formOf = (page: Page, act: string) => page.locator(`form:has(input[name=act][value="${act}"])`)

describe.each([
  { how: 'on a desk', number: '901/UBND-KSTT', options: undefined },
  { how: 'on a phone without JavaScript', number: '902/UBND-KSTT', options: PHONE }
])('a letter $how', ({ number, options }) => {
  test('is entered in the split screen, and its task is closed with proof', async ({ another }) => {
    const office = await another(options)
    await signIn(office, 'caicach.noivu')
    await office.goto('/desk/reform/documents')
    await open(office, 'Nhập văn bản mới')
    await office.locator('[name=number]').fill(number)
    await office.locator('[name=issuedOn]').fill(dayFrom(-3))
    await office.locator('[name=issuer]').fill('Chủ tịch Ủy ban nhân dân tỉnh Sông Mơ')
    await office.locator('[name=kind]').selectOption('official-letter')
    await office.locator('[name=abstract]').fill('Chấn chỉnh việc công khai thủ tục')
    await office
      .locator('[name=body]')
      .fill(`Yêu cầu:\n1. Sở Tư pháp lập danh sách thủ tục chưa công khai, báo cáo trước ngày ${dayFrom(20)}.`)
    await office.getByRole('button', { name: 'Nhập văn bản' }).click()
    await office.getByRole('link', { name: 'Tạo nhiệm vụ từ đoạn này' }).last().click()
    const give = office.locator('form:has([name=deadline])')
    expect(await give.locator('[name=content]').inputValue()).toContain('lập danh sách thủ tục chưa công khai')
    // What the text seems to say is shown, and not taken before somebody takes it.
    expect(await give.locator('[name=deadline]').inputValue()).toBe('')
    if (options) {
      await open(office, 'Từng cơ quan')
      await give.locator('[name=to][value="H99.07"]').check()
      await give.locator('[name=deadline]').selectOption('date')
      await give.locator('[name=due]').fill(dayFrom(19))
    } else {
      for (const words of ['Sở Tư pháp', `trước ngày ${dayFrom(20)}`])
        await give.locator('li', { hasText: words }).getByRole('button').click()
      // "Before" that day is the day before it at the latest.
      expect(await give.locator('[name=due]').inputValue()).toBe(dayFrom(19))
    }
    await give.getByRole('button', { name: 'Giao', exact: true }).click()
    await office.getByText('Đã giao 1 nhiệm vụ.').waitFor()
    const link = office.locator('main table a', { hasText: 'lập danh sách thủ tục chưa công khai' })
    const task = (await link.getAttribute('href'))!

    const agency = await another(options)
    await signIn(agency, 'giamdoc.tuphap')
    await agency.goto('/desk/reform/mine')
    await agency.locator(`main a[href="${task}"]`).click()
    await open(agency, 'Báo cáo hoàn thành')
    const report = formOf(agency, 'report')
    await report.locator('[name=document]').fill('45/BC-STP')
    await report
      .locator('[type=file]')
      .setInputFiles({ name: 'bao-cao.pdf', mimeType: 'application/pdf', buffer: PROOF })
    await report.getByRole('button').last().click()
    await agency.getByText('Đã ghi nhận.').waitFor()

    await office.goto(task)
    expect(await office.locator('main').innerText()).toContain('45/BC-STP')
    const proof = office.getByRole('link', { name: 'bao-cao.pdf' }).first()
    const file = await office.request.get(new URL((await proof.getAttribute('href'))!, office.url()).href)
    expect([file.status(), file.headers()['content-type']]).toEqual([200, 'application/pdf'])
    await open(office, 'Xác nhận hoàn thành')
    await formOf(office, 'accept').getByRole('button').last().click()
    await office.getByText('Hoàn thành đúng hạn').first().waitFor()
    expect(await fitsWidth(office)).toBe(true)
  })
})

test('the briefing shows what is late first, and a decision taken on the spot is a task', async ({ page }) => {
  await signIn(page, 'chutich.tinh')
  await page.goto('/desk/reform/meeting')
  const captions = await page.locator('main table caption').allInnerTexts()
  expect(captions[0]).toBe('Quá hạn')
  await page.locator('[name=content]').fill('Rà soát hồ sơ quá hạn lĩnh vực đất đai')
  await page.locator('[name=to]').selectOption('H99.05')
  await page.locator('[name=due]').fill(dayFrom(10))
  await page.getByRole('button', { name: 'Giao', exact: true }).click()
  await page.getByText('Đã giao 1 nhiệm vụ.').waitFor()
})

test('a quarterly report is frozen, downloaded as DOCX that passes the checker, and as PDF', async ({ page }) => {
  await signIn(page, 'caicach.noivu')
  await toldWhole(page)
  await page.locator('[name=kind]').selectOption('q1')
  await page.getByRole('button', { name: 'Lập báo cáo' }).click()
  await page.waitForURL(/reports\/[0-9a-f-]{36}/)
  await page.getByRole('button', { name: 'Chốt báo cáo' }).click()
  await page
    .getByText(/Đã chốt/)
    .first()
    .waitFor()
  const at = page.url().split('?')[0]!
  const fetched = async (format: string) => (await page.request.get(`${at}/${format}`)).body()
  const docx = await readDocx(await fetched('docx'))
  expect(checkLayout(docx!)).toEqual([])
  expect((await fetched('pdf')).subarray(0, 5).toString()).toBe('%PDF-')
})

/** On a phone every page; on the wide desk in the dark those that look different there. */
const PAGES = ['', '/tasks', '/calendar', '/gantt', '/mine', '/meeting', '/documents', '/letters', '/plans', '/scores']
test.for([
  { width: 390, colorScheme: 'light', language: 'vi', pages: [...PAGES, '/rules', '/reports'] },
  { width: 1440, colorScheme: 'dark', language: 'en', pages: ['', '/calendar', '/gantt', '/meeting'] }
] as const)(
  'pages are accessible and fit at $width px ($colorScheme, $language)',
  async ({ width, colorScheme, language, pages }, { another, origin }) => {
    const page = await another({ viewport: { width, height: 900 }, colorScheme })
    await signIn(page, 'caicach.noivu')
    await toldWhole(page)
    await page.context().addCookies([{ name: 'language', value: language, url: origin }])
    const paths = pages.map(path => `/desk/reform${path}`)
    for (const list of ['documents', 'plans', 'letters', 'reports', 'tasks']) {
      await page.goto(`/desk/reform/${list}`)
      paths.push((await page.locator(`main a[href^="/desk/reform/${list}/"]`).first().getAttribute('href'))!)
    }
    for (const path of paths) {
      await page.goto(path)
      expect([path, await axe(page), await fitsWidth(page)]).toEqual([path, [], true])
    }
    expect(await page.locator('html').getAttribute('lang')).toBe(language)
  }
)
