import { expect } from 'vitest'
import { aPhotograph, aPdf, locked, scripted } from '#server/documents/intake/testing.ts'
import { pdfText } from '#server/documents/testing.ts'
import { axe, fitsWidth, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const chosen = (page: Page) =>
  page.locator('[data-drop] input').evaluate((input: HTMLInputElement) => [...input.files!].map(file => file.name))

/** A dossier of the ward; the demonstration tells them after the start. */
async function aDossier(page: Page): Promise<string> {
  const link = page.locator('a[href^="/desk/dossiers/H99.31"]').first()
  for (;;) {
    await page.goto('/desk/dossiers')
    if ((await link.count()) > 0) return decodeURIComponent((await link.getAttribute('href'))!.split('/').pop()!)
    await page.waitForTimeout(1000)
  }
}

/** Lets a file fall on the field as from a window of the desk. */
async function letFall(page: Page, name: string, content: Uint8Array): Promise<void> {
  const carried = await page.evaluateHandle(
    ([name, bytes]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([Uint8Array.from(bytes)], name))
      return transfer
    },
    [name, [...content]] as const
  )
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.locator('[data-drop]').dispatchEvent(type, { dataTransfer: carried })
}

test('pages are photographed, cut, ordered and become one PDF; a file is dropped; what is refused says what to do', async ({
  page,
  phone,
  plain
}) => {
  const picture = { name: 'trang-2.jpg', mimeType: 'image/jpeg', buffer: await aPhotograph(900, 1200) }
  await signIn(page, 'motcua.mogiang')
  await page.context().grantPermissions(['camera'])
  await page.goto('/desk/reading')
  await press(page, /Chụp bằng máy ảnh/)
  const shoot = page.getByRole('button', { name: 'Chụp trang này' })
  await shoot.click()
  const corner = page.getByRole('button', { name: 'Góc trên bên trái' })
  const place = () => corner.evaluate(handle => [handle.style.left, handle.style.top].map(parseFloat))
  await press(page, 'Lấy cả ảnh')
  expect(await place()).toEqual([0, 0])
  await corner.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowDown')
  expect((await place()).map(Math.round)).toEqual([5, 1])
  await page.getByRole('button', { name: 'Góc dưới bên phải' }).hover()
  await page.mouse.down()
  await page.mouse.move(400, 300)
  await page.mouse.up()
  await page.getByLabel('Đen trắng').check()
  expect(await axe(page)).toEqual([])
  await press(page, 'Xong, chụp trang khác')
  await page.locator('#camera-pick').setInputFiles([picture, { ...picture, name: 'x.jpg', buffer: Buffer.from('x') }])
  await page.getByText('Không mở được x.jpg như một ảnh').waitFor()
  await page.locator('.camera-strip li').nth(1).getByRole('button', { name: 'Lên trước' }).click()
  await press(page, /Tạo một tệp PDF \(2 trang\)/)
  await page.locator('dialog.camera').waitFor({ state: 'detached' })
  expect(await chosen(page)).toEqual([expect.stringMatching(/^Giay-to-chup-\d+\.pdf$/)])
  await press(page, 'Đọc tệp này')
  await page.waitForURL(/\/desk\/reading\/[0-9a-f]{64}$/)

  await page.goto('/desk/reading')
  await letFall(page, 'co-ma-lenh.pdf', await aPdf(1, scripted))
  expect(await chosen(page)).toEqual(['co-ma-lenh.pdf'])
  await press(page, 'Đọc tệp này')
  await page.getByText('Tệp PDF có chứa mã lệnh (JavaScript) nên không nhận').first().waitFor()

  // A phone without a camera it may use: pictures are chosen, and nothing sticks out.
  await signIn(phone, 'motcua.caumay')
  await phone.goto('/desk/reading')
  await press(phone, /Chụp bằng máy ảnh/)
  await phone.getByText('Không mở được máy ảnh ở đây').waitFor()
  await phone.locator('#camera-pick').setInputFiles(picture)
  await phone.getByRole('button', { name: 'Bỏ Trang 1' }).waitFor()
  expect(await fitsWidth(phone)).toBe(true)
  expect(await phone.locator('dialog.camera').evaluate(dialog => dialog.scrollWidth <= dialog.clientWidth)).toBe(true)
  expect(await axe(phone)).toEqual([])
  await press(phone, 'Đóng, không dùng')
  expect(await chosen(phone)).toEqual([])

  await signIn(plain, 'motcua.mogiang')
  await plain.goto('/desk/reading')
  const field = plain.locator('input[type=file]')
  await field.setInputFiles({ name: 'khoa.pdf', mimeType: '', buffer: Buffer.from(await aPdf(1, locked, false)) })
  await press(plain, 'Đọc tệp này')
  await plain.getByText('Tệp PDF có mật khẩu hoặc bị khóa quyền').first().waitFor()
  await plain.locator('input[type=file]').setInputFiles({ name: 'a.pdf', mimeType: '', buffer: Buffer.from(pdfText()) })
  await press(plain, 'Đọc tệp này')
  await plain.waitForURL(/\/desk\/reading\/[0-9a-f]{64}$/)

  // What scanners laid into the unit's folder waits to be put to a paper of a dossier.
  await page.goto('/desk/scans')
  expect(await axe(page)).toEqual([])
  const code = await aDossier(plain)
  await plain.goto('/desk/scans')
  expect(await fitsWidth(plain)).toBe(true)
  const row = plain.locator('tr', { hasText: 'Quet_20261123_0744.pdf' })
  await row.locator('[name=code]').fill(code)
  await row.getByRole('button', { name: /^Tìm hồ sơ/ }).click()
  await plain.getByText('Là giấy tờ nào?').waitFor()

  // Letters to the desk's address wait beside them; one is answered, and gone.
  const letters = page.locator('article')
  for (;;) {
    await page.goto('/desk/scans')
    if ((await letters.count()) === 3) break
    await page.waitForTimeout(1000)
  }
  expect(await letters.first().getByText('Người gửi (tự ghi)').count()).toBe(1)
  for (const summary of await page.locator('article summary').all()) await summary.click()
  expect(await axe(page)).toEqual([])
  await plain.goto('/desk/scans')
  const question = plain.locator('article', { hasText: 'Hỏi giấy tờ cần mang theo' })
  await question.getByText('Bỏ hoặc đóng thư này').click()
  expect(await fitsWidth(plain)).toBe(true)
  await question.locator('textarea').fill('Xin mang theo căn cước và giấy tờ về chỗ ở.')
  await question.getByRole('button', { name: /^Bỏ thư và gửi lý do/ }).click()
  await plain.getByText('Đã bỏ thư; lý do được gửi cho người gửi.').waitFor()
  expect(await plain.locator('article').count()).toBe(2)
}, 400_000)
