import { expect } from 'vitest'
import { aBearer, cardFront, damaged, drawn } from '#server/documents/reading/testing.ts'
import { axe, fitsWidth, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)

async function scan(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.locator('[formaction="?/scan"]').click()
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer: bytes })
  await page.getByRole('button', { name: 'Đọc tệp này' }).click()
  // The page comes again by itself until the paper is read.
  await page.locator('.proposals').waitFor({ timeout: 90_000 })
}

test('an officer scans an identity card, sees what it proposes and where, accepts, and receives the dossier', async ({
  page,
  plain
}) => {
  const of = aBearer({ number: '099088000131', name: 'Lương Thị Quét', sex: 'female', birth: '1988-04-12' })
  const card = await damaged(await drawn(cardFront(of)), { lean: 6, noise: 5 })
  await signIn(page, 'motcua.mogiang')
  await page.goto('/desk/receive')
  await page.waitForLoadState('networkidle')
  await field(page, 'phone').fill('0912345678')
  await field(page, 'name').fill('Lương Thị Quất')
  await scan(page, 'can-cuoc.jpg', card)
  expect(
    await page.locator('[name=take]:checked').evaluateAll(all => all.map(each => (each as HTMLInputElement).value))
  ).toEqual(['number', 'birth', 'sex', 'address'])
  expect(await page.getByText('Đang ghi: Lương Thị Quất').count()).toBe(1)
  expect(await page.locator('.reading-page rect').count()).toBeGreaterThan(0)
  const picture = await page.locator('.reading-page image').getAttribute('href')
  expect((await page.request.get(picture!)).headers()['content-type']).toBe('image/jpeg')
  expect(await axe(page)).toEqual([])
  await page.locator('[name=take][value=name]').check()
  await page.getByRole('button', { name: 'Điền vào phiếu tiếp nhận' }).click()
  await page.waitForURL('**/desk/receive')
  await page.waitForLoadState('networkidle')
  expect(await field(page, 'name').inputValue()).toBe(of.name)
  expect(await field(page, 'number').inputValue()).toBe(of.number)
  expect(await field(page, 'phone').inputValue()).toBe('0912345678')
  await field(page, 'search').click()
  await page.keyboard.type('tinh trang hon nhan')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'receive')
  await page.keyboard.press('F9')
  await page.locator('.done-code').waitFor()

  // The same without JavaScript; the card was read before, so the answer is there at once.
  await signIn(plain, 'motcua.caumay')
  await plain.goto('/desk/receive')
  await scan(plain, 'can-cuoc.jpg', card)
  expect(await fitsWidth(plain)).toBe(true)
  await plain.getByRole('button', { name: 'Điền vào phiếu tiếp nhận' }).click()
  expect(await field(plain, 'name').inputValue()).toBe(of.name)
  expect((await plain.request.get('/desk/reading')).status()).toBe(200)
})
