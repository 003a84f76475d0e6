import { expect } from 'vitest'
import { pdfText } from '#server/documents/testing.ts'
import { axe, fitsWidth, focused, openSheet, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const AGAIN = '1.004884'
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).last().click()
async function sound(page: Page): Promise<void> {
  expect(await axe(page), page.url()).toEqual([])
  expect(await fitsWidth(page), page.url()).toBe(true)
}
const pdf = { name: 'khac.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdfText('khac')) }

async function storeOf(page: Page): Promise<string> {
  await page.goto('/me/papers')
  return page.locator('main').innerText()
}

/** From the start of a filing to the page of its papers. */
async function toPapers(page: Page): Promise<void> {
  await page.goto(`/apply/${AGAIN}`)
  await press(page, 'Bắt đầu điền tờ khai')
  await field(page, 'who.desk').selectOption({ label: 'Ủy ban nhân dân phường Mơ Giang' })
  await press(page, 'Lưu và tiếp tục')
  await field(page, 'noi_dung').fill('Đăng ký lại khai sinh do mất bản chính')
  await press(page, 'Lưu và tiếp tục')
}

test('a person sees the own store, and nobody else’s papers', async ({ phone }) => {
  await signIn(phone, 'congdan.an')
  // The demonstration is told while the house answers already.
  await expect.poll(() => storeOf(phone), { timeout: 200_000, interval: 500 }).toContain('112/1988')
  await sound(phone)
  const file = await phone
    .getByRole('link', { name: /Giấy khai sinh/ })
    .first()
    .getAttribute('href')
  expect((await phone.request.get(file!)).headers()['content-type']).toBe('application/pdf')
  const stranger = await phone.request.get(file!.replace(/[^/]+$/, '00000000-0000-4000-8000-000000000000'))
  expect(stranger.status()).toBe(404)
})

test('a second dossier takes a paper of the store without JavaScript, and the person sees the use', async ({
  plain
}) => {
  // The choice is a button of the form, and pressing it is the consent.
  await signIn(plain, 'congdan.binh')
  await expect.poll(() => storeOf(plain), { timeout: 200_000, interval: 500 }).toContain('245/1992')
  await toPapers(plain)
  await plain.getByRole('button', { name: /^Đồng ý dùng giấy tờ này/ }).click()
  await plain.locator('li', { hasText: 'Giấy khai sinh.pdf' }).waitFor()
  await plain.locator('input[type=file]').first().setInputFiles(pdf)
  await press(plain, 'Lưu và tiếp tục')
  await field(plain, 'promise').check()
  await press(plain, 'Gửi hồ sơ')
  await plain.waitForURL(/\/apply\/done\//)
  const code = decodeURIComponent(new URL(plain.url()).pathname.split('/').at(-1)!)
  await expect.poll(() => storeOf(plain), { timeout: 90_000, interval: 500 }).toContain('Đã dùng 1 lần')
  await plain.getByText('Đã dùng 1 lần').click()
  await plain.locator('[data-use]', { hasText: code }).waitFor()
  // What she brings herself is kept as not verified, and she may take it out again.
  await plain.getByText('Tự đưa giấy tờ vào kho').click()
  await field(plain, 'name').fill('Giấy chứng nhận kết hôn')
  await field(plain, 'file').setInputFiles(pdf)
  await press(plain, 'Đưa vào kho')
  await plain.getByText('Đã đưa giấy tờ vào kho').waitFor()
  await plain.getByText('Bạn tự đưa vào, chưa xác thực').waitFor()
  await press(plain, /^Xoá khỏi kho/)
  await plain.getByText('Đã xoá giấy tờ khỏi kho').waitFor()
})

test('the officer is warned by name of the law, and a reason is kept', async ({ page }) => {
  await signIn(page, 'motcua.mogiang')
  await openSheet(page)
  await page.keyboard.insertText(
    '099088000011||Nguyễn Văn An|12041988|Nam|Tổ 3, phường Mơ Giang, tỉnh Sông Mơ|10052021'
  )
  await page.keyboard.press('Enter')
  await focused(page, 'f-search')
  await page.keyboard.type('dang ky lai khai sinh')
  await page.keyboard.press('Enter')
  await page.locator('[data-offer=store]').first().waitFor()
  await sound(page)
  await focused(page, 'receive')
  await page.keyboard.press('F9')
  await page.locator('.ds-alert', { hasText: 'không yêu cầu nộp' }).first().waitFor()
  await page.getByText('Nghị quyết số 66.7/2025/NQ-CP').first().waitFor()
  await page.locator('[name="despite:ban-sao-cu"]').fill('Bản trong kho bị mờ')
  await page.keyboard.press('F9')
  await page.locator('.done-code').waitFor()
})

test('progress, rules and batches can be read by everybody', async ({ page }) => {
  await signIn(page, 'quantri')
  for (const where of [
    '/desk/admin/once-only',
    '/desk/admin/files',
    '/desk/admin/mailboxes',
    '/desk/digitisation',
    '/desk/digitisation/behind',
    '/desk/digitisation/batches'
  ]) {
    await page.goto(where)
    await sound(page)
  }
})

test('an administrator says which address leads to which desk, without JavaScript', async ({ plain }) => {
  await signIn(plain, 'quantri')
  await plain.goto('/desk/admin/mailboxes')
  await plain.getByText('Hệ thống chưa nhận thư').waitFor()
  const add = plain.locator('form[action="?/add"]')
  const choose = async (address: string, unit: string) => {
    await add.locator('[name=address]').fill(address)
    await add.locator('[name=unit]').selectOption(unit)
    await add.getByRole('button').click()
  }
  await choose('không phải', 'H99.31')
  expect(await add.locator('#f-address-error').textContent()).toBe('Đây không phải là một địa chỉ thư điện tử.')
  expect(await add.locator('[name=address]').inputValue()).toBe('không phải')
  await choose('Thu.Moi@songmo.example', 'H99.31')
  await plain.getByText(/^Thư gửi đến thu\.moi@songmo\.example vào bộ phận một cửa của/).waitFor()
  await choose('thu.moi+x@songmo.example', 'H99.31')
  expect(await add.locator('#f-address-error').textContent()).toContain('Địa chỉ này đã có')

  await plain.getByRole('link', { name: 'Đổi đơn vị của thu.moi@songmo.example' }).click()
  const units = plain.locator('form[action^="?/change"] [name=unit]')
  const other = await units.locator('option:not([value=""]):not([selected])').first().getAttribute('value')
  await units.selectOption(other!)
  expect(await fitsWidth(plain)).toBe(true)
  await plain.getByRole('button', { name: 'Lưu' }).click()
  await plain.getByText(/^Từ bây giờ thư gửi đến thu\.moi@songmo\.example/).waitFor()
  await plain.getByRole('link', { name: 'Xóa hộp thư thu.moi@songmo.example' }).click()
  await plain.getByText('Xóa hộp thư thu.moi@songmo.example?').waitFor()
  expect(await fitsWidth(plain)).toBe(true)
  await plain.getByRole('button', { name: 'Xóa', exact: true }).click()
  await plain.getByText('Đã xóa hộp thư thu.moi@songmo.example.').waitFor()
})
