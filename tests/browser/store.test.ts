import { expect } from 'vitest'
import { axe, fitsWidth, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const AGAIN = '1.004884'
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).last().click()
async function sound(page: Page): Promise<void> {
  expect(await axe(page), page.url()).toEqual([])
  expect(await fitsWidth(page), page.url()).toBe(true)
}
const pdf = { name: 'khac.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') }

async function storeOf(page: Page): Promise<string> {
  await page.goto('/me/papers')
  return page.locator('main').innerText()
}

/** Goes through the questions, whatever they are, until a page offers what the store has. */
async function toPapers(page: Page): Promise<void> {
  await page.goto(`/apply/${AGAIN}`)
  await press(page, 'Bắt đầu điền tờ khai')
  const desk = field(page, 'who.desk')
  if ((await desk.count()) > 0) await desk.selectOption({ label: 'Ủy ban nhân dân phường Mơ Giang' })
  const take = page.getByRole('button', { name: /^Đồng ý dùng giấy tờ này/ })
  for (let step = 0; step < 12 && (await take.count()) === 0; step++) {
    await fillPage(page)
    await press(page, 'Lưu và tiếp tục')
  }
}

/** Some right answer to every question of the page that has none. */
async function fillPage(page: Page): Promise<void> {
  for (const box of await page.locator('main form input.ds-input:visible, main form textarea:visible').all()) {
    const type = (await box.getAttribute('type')) ?? 'text'
    if (type === 'checkbox' || type === 'file') continue
    if (type === 'radio') {
      const name = await box.getAttribute('name')
      if ((await page.locator(`[name="${name}"]:checked`).count()) === 0) await box.check()
    } else if ((await box.inputValue()) === '') await box.fill(answerTo((await box.getAttribute('name')) ?? ''))
  }
  for (const list of await page.locator('main form select:visible').all())
    if ((await list.inputValue()) === '') await list.selectOption({ index: 1 })
}
const answerTo = (name: string): string =>
  /ngay|birth/.test(name) ? '01/02/1990' : /nam\b|so_ban|sl/.test(name) ? '1' : 'Nguyễn Văn An'

test('a second dossier takes a paper of the store, the person sees the use, the officer is warned', async ({
  phone,
  plain,
  page
}) => {
  await signIn(phone, 'congdan.an')
  // The demonstration is told while the house answers already.
  await expect.poll(() => storeOf(phone), { timeout: 60_000, interval: 500 }).toContain('112/1988')
  await sound(phone)
  const file = await phone.getByRole('link', { name: 'Tải về: Giấy khai sinh' }).first().getAttribute('href')
  expect((await phone.request.get(file!)).headers()['content-type']).toBe('application/pdf')

  // Without JavaScript: the choice is a button of the form, and pressing it is the consent.
  await signIn(plain, 'congdan.an')
  await toPapers(plain)
  await sound(phone)
  await plain.getByRole('button', { name: /^Đồng ý dùng giấy tờ này/ }).click()
  await plain.locator('li', { hasText: 'Giấy khai sinh.pdf' }).waitFor()
  for (const input of await plain.locator('input[type=file]:visible').all())
    if (
      (await plain.locator(`[data-paper="${await input.getAttribute('name')}"] li:has([value^="drop:"])`).count()) === 0
    )
      await input.setInputFiles(pdf)
  await press(plain, 'Lưu và tiếp tục')
  await field(plain, 'promise').check()
  await press(plain, 'Gửi hồ sơ')
  await plain.waitForURL(/\/apply\/done\//)
  const code = decodeURIComponent(new URL(plain.url()).pathname.split('/').at(-1)!)
  await expect.poll(() => storeOf(phone), { timeout: 30_000, interval: 500 }).toContain('Đã dùng 1 lần')
  await phone.getByText('Đã dùng 1 lần').click()
  expect(await phone.locator('[data-use]').innerText()).toContain(code)
  await sound(phone)

  const stranger = await phone.request.get(file!.replace(/[^/]+$/, '00000000-0000-4000-8000-000000000000'))
  expect(stranger.status()).toBe(404)

  await signIn(page, 'motcua.mogiang')
  await page.goto('/desk/receive')
  await page.waitForLoadState('networkidle')
  await page.keyboard.insertText(
    '099088000011||Nguyễn Văn An|12041988|Nam|Tổ 3, phường Mơ Giang, tỉnh Sông Mơ|10052021'
  )
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'f-search')
  await page.keyboard.type('dang ky lai khai sinh')
  await page.keyboard.press('Enter')
  await page.locator('[data-offer=store]').first().waitFor()
  await sound(page)
  await page.keyboard.press('F9')
  await page.getByText('Nghị quyết số 66.7/2025/NQ-CP').first().waitFor()
  expect(await page.locator('.ds-alert', { hasText: 'không yêu cầu nộp' }).count()).toBeGreaterThan(0)
  await page.locator('[name="despite:ban-sao-cu"]').fill('Bản trong kho bị mờ')
  await page.keyboard.press('F9')
  await page.locator('.done-code').waitFor()

  await signIn(page, 'quantri')
  for (const where of [
    '/desk/admin/once-only',
    '/desk/digitisation',
    '/desk/digitisation/behind',
    '/desk/digitisation/batches'
  ]) {
    await page.goto(where)
    await sound(page)
  }
})
