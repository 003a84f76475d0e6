import { describe, expect } from 'vitest'
import { pdfText } from '#server/documents/testing.ts'
import { appears, axe, fitsWidth, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const PHONE = { viewport: { width: 360, height: 640 }, javaScriptEnabled: false }

const open = (page: Page, path: string, words: string) => appears(page, path, on => on.getByText(words))

describe.each([
  { how: 'on a desk', options: undefined },
  { how: 'without JavaScript on a small phone', options: PHONE }
])('a lost point $how', ({ options }) => {
  test('is followed from its registration through the remedy to the verdict of the year after', async ({ another }) => {
    const page = await another(options)
    await signIn(page, 'caicach.noivu')
    await open(page, '/desk/indices/inspections', 'Kiểm tra công tác cải cách hành chính')
    await page.goto('/desk/indices/lost?year=2024&verdict=lost-again')
    await page.getByRole('link', { name: 'Thực hiện chế độ báo cáo định kỳ đúng hạn' }).click()
    const told = await page.locator('main').innerText()
    for (const words of ['Mất lại', 'Chậm hạn', 'Sở Nội vụ', 'NV-20', 'Năm 2025: 0,50 điểm (cần 1,00)', 'Chưa nêu tên'])
      expect(told).toContain(words)
    expect(told).not.toContain('Trương Công Lập')
    expect(await page.locator('a[href^="/desk/reform/tasks/NV-"]').count()).toBe(1)
    if (!options) expect(await axe(page)).toEqual([])
    expect(await fitsWidth(page)).toBe(true)
  })
})

test('the point of this year gets its cause, its remedy and its proof', async ({ page }) => {
  await signIn(page, 'caicach.noivu')
  await open(page, '/desk/indices/inspections', 'Kiểm tra công tác cải cách hành chính')
  await page.goto('/desk/indices/lost?year=2025')
  await page.getByRole('link', { name: 'Thực hiện chế độ báo cáo định kỳ đúng hạn' }).first().click()
  await page.locator('form[action="?/cause"] select').selectOption('late')
  await page.locator('form[action="?/cause"] textarea').fill('Báo cáo năm gửi ngày 22/12.')
  const sent = async (action: string) => {
    const loaded = page.waitForEvent('load')
    await page.locator(`form[action="?/${action}"] button`).click()
    await loaded
  }
  await sent('cause')
  const remedy = page.locator('form[action="?/remedy"]')
  await remedy.locator('textarea').fill('Khóa số liệu sớm hơn hai ngày.')
  await remedy.locator('select').selectOption('H99.02')
  await remedy.locator('[name=due]').fill('20/12/2027')
  await sent('remedy')
  await page.getByText('Đã thống nhất biện pháp').first().waitFor()
  expect(await page.locator('main').innerText()).toContain('Giám đốc Sở (Chưa nêu tên)')
  await page.getByText('Chứng minh đã làm').first().click()
  await page.locator('form[action="?/prove"] textarea').fill('Công văn 45/SNV-CCHC')
  await sent('prove')
  await page.getByText('Công văn 45/SNV-CCHC').waitFor()
})

test('nobody is named before hearing, conclusion and record; then the one found answerable', async ({
  page,
  another
}) => {
  await signIn(page, 'caicach.noivu')
  await open(page, '/desk/indices/inspections', 'Kiểm tra công tác cải cách hành chính')
  await page.goto('/desk/indices/accountability')
  const card = (on: Page) => on.locator('.ds-card', { hasText: 'Thực hiện chế độ báo cáo định kỳ đúng hạn' })
  expect(await page.locator('main').innerText()).not.toContain('Trương Công Lập')
  await card(page).locator('textarea').fill('Cơ quan giải trình: phần mềm báo cáo lỗi.')
  await card(page).getByRole('button').click()
  await card(page).getByText('Đã nghe, chờ kết luận').waitFor()
  const chair = await another()
  await signIn(chair, 'chutich.tinh')
  await chair.goto('/desk/indices/accountability')
  await card(chair).locator('select').selectOption('answerable')
  await card(chair).locator('textarea').fill('Không đôn đốc dù đã thống nhất biện pháp.')
  await card(chair).getByRole('button').click()
  await card(chair).getByText('Đã kết luận, chờ ghi hồ sơ').waitFor()
  expect(await chair.locator('main').innerText()).not.toContain('Trương Công Lập')
  await page.reload()
  await card(page).locator('input:not([type=hidden])').fill('15/TB-UBND')
  await card(page).getByRole('button').click()
  await card(page).getByText('Trương Công Lập').waitFor()
})

test('the pictures are drawn on the server, with the table beneath, on a phone too', async ({ phone }) => {
  await signIn(phone, 'chutich.tinh')
  await open(phone, '/desk/indices', 'Diễn biến điểm')
  expect(await phone.locator('.chart svg[role=img] > title').count()).toBe(5)
  expect(await phone.locator('.chart-card table').count()).toBe(5)
  expect(await axe(phone)).toEqual([])
  expect(await fitsWidth(phone)).toBe(true)
})

test('proof is given with its file, which the reform office can open', async ({ page }) => {
  await signIn(page, 'caicach.noivu')
  await open(page, '/desk/indices/inspections', 'Kiểm tra công tác cải cách hành chính')
  await page.goto('/desk/indices/round?ready=missing')
  await page.locator('main table a').first().click()
  await page.getByText('Nộp tài liệu').first().click()
  await page.locator('[name="give.name"]').fill('Báo cáo 77/BC-SNV')
  await page.locator('[name=file]').setInputFiles({
    name: 'bao-cao.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(pdfText())
  })
  await page.locator('form[action="?/give"] button[type=submit]').click()
  const link = page.getByRole('link', { name: 'bao-cao.pdf' })
  await link.waitFor()
  const answer = await page.request.get(new URL((await link.getAttribute('href'))!, page.url()).href)
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf'])
})

test('a department is scored by the province’s own set', async ({ page }) => {
  await signIn(page, 'caicach.noivu')
  await open(page, '/desk/indices/inspections', 'Kiểm tra công tác cải cách hành chính')
  await page.goto('/desk/indices/editions')
  await page.getByRole('link', { name: 'Chỉ số cải cách hành chính nội bộ' }).first().click()
  await page.locator('form[action="?/open"] select').selectOption('H99.07')
  await page.locator('form[action="?/open"] button').click()
  await page.getByText('Sở Tư pháp: 0 trên').waitFor()
})

const PAGES = [
  '',
  '?index=own',
  '?map=now',
  '/editions',
  '/load',
  '/results',
  '/lost',
  '/accountability',
  '/inspections',
  '/operations',
  '/operations/rows?criterion=on_time_province',
  '/operations/rows?criterion=tasks_done',
  '/round'
]
test.for([
  { width: 390, colorScheme: 'light' },
  { width: 1440, colorScheme: 'dark' }
] as const)(
  'every page is accessible and fits at $width px ($colorScheme)',
  async ({ width, colorScheme }, { another }) => {
    const page = await another({ viewport: { width, height: 900 }, colorScheme })
    await signIn(page, 'caicach.noivu')
    await open(page, '/desk/indices/inspections', 'Kiểm tra công tác cải cách hành chính')
    for (const path of PAGES) {
      await page.goto(`/desk/indices${path}`)
      const shots = process.env.INDEX_SHOTS
      if (shots) await page.screenshot({ path: `${shots}/${width}${path.replace(/\W/g, '_')}.png`, fullPage: true })
      expect([path, await axe(page), await fitsWidth(page)]).toEqual([path, [], true])
    }
  }
)
