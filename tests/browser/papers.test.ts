import { expect } from 'vitest'
import { aPdf } from '#server/signatures/testing.ts'
import { appears, axe, fitsWidth, focused, openSheet, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).click()
const pdf = async (pages: number) => ({
  name: 'quet.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from(await aPdf(pages))
})

/** Receives a dossier on paper over the counter; its code. */
async function received(page: Page): Promise<string> {
  await openSheet(page)
  await page.keyboard.insertText('099188000271||Lò Thị Giấy|12041988|Nữ|Tổ 3, phường Mơ Giang, tỉnh Sông Mơ|10052021')
  await page.keyboard.press('Enter')
  await focused(page, 'f-search')
  await page.keyboard.type('tinh trang hon nhan')
  await page.keyboard.press('Enter')
  await focused(page, 'receive')
  await page.keyboard.press('F9')
  await page.locator('.done-code').waitFor()
  return (await page.locator('.done-code').innerText()).trim()
}

test('the desk scans a paper: a wrong count loses nothing, a right one gives a certified copy', async ({
  page,
  plain
}) => {
  await signIn(page, 'motcua.mogiang')
  const code = await received(page)
  await page.goto(`/desk/dossiers/${code}`)
  await page.getByRole('link', { name: 'Số hoá giấy tờ của hồ sơ' }).click()
  await page.waitForURL('**/scan')
  expect(await axe(page)).toEqual([])
  await field(page, 'file-0').setInputFiles(await pdf(2))
  await field(page, 'pages-0').fill('3')
  await field(page, 'seen-0').selectOption('original')
  await press(page, 'Lưu và ký số hàng loạt')
  await page.getByText('nhưng tệp có 2 trang').first().waitFor()
  expect(await field(page, 'pages-0').inputValue()).toBe('3')
  expect(await page.getByText('quet.pdf').count()).toBeGreaterThan(0)
  expect(await axe(page)).toEqual([])
  await field(page, 'pages-0').fill('2')
  await press(page, 'Lưu và ký số hàng loạt')
  await page.getByText('Đã ký 1 bản sao điện tử.').waitFor()
  await page.getByRole('link', { name: 'Xem trong sổ giấy tờ' }).first().click()
  await page.getByText('đối chiếu với: Bản chính').waitFor()
  expect(await axe(page)).toEqual([])
  const address = new URL(page.url()).pathname
  const file = await page.request.get(`${address}/file?save`)
  await page.goto('/verify')
  await page.locator('#by-file input[type=file]').setInputFiles({
    name: 'ban-sao.pdf',
    mimeType: 'application/pdf',
    buffer: await file.body()
  })
  await page.locator('#by-file button[type=submit]').click()
  await page.locator('#outcome').waitFor()
  expect(await page.locator('#verdict').innerText()).toContain(code)
  expect(await page.locator('#verdict .ds-alert[data-color=success]').count()).toBeGreaterThan(0)

  // Without JavaScript, on a phone: what must not be scanned is refused with its article; the paper is withdrawn.
  await signIn(plain, 'motcua.mogiang')
  await plain.goto(`/desk/dossiers/${code}/scan`)
  await field(plain, 'treatment-0').selectOption('secret')
  await field(plain, 'file-0').setInputFiles(await pdf(1))
  await press(plain, 'Lưu và ký số hàng loạt')
  await plain.getByText('bí mật nhà nước thì không quét (Thông tư 01/2023/TT-VPCP Điều 8').first().waitFor()
  expect(await fitsWidth(plain)).toBe(true)
  await plain.goto(`${address}?withdraw`)
  await field(plain, 'reason').fill('Quét nhầm giấy')
  await press(plain, 'Thu hồi giấy tờ')
  await plain.getByText('Đã thu hồi giấy tờ.').waitFor()
  await plain.goto('/desk/papers?q=lo thi giay')
  await plain.locator('.ds-tag', { hasText: 'Đã thu hồi' }).first().waitFor()
  expect(await fitsWidth(plain)).toBe(true)
})

test('a destruction list is made by one and approved by another', async ({ page, another, plain }) => {
  await signIn(page, 'motcua.mogiang')
  await appears(page, '/desk/papers/destruction', on => on.locator('a[data-open]'))
  expect(await axe(page)).toEqual([])
  await page.locator('a[data-open]').first().click()
  await page.waitForURL(/destruction\/[0-9a-f-]{36}/)
  await field(page, 'leave').first().check()
  await press(page, 'Lập danh mục')
  await page.getByText('Chờ người khác duyệt').waitFor()
  expect(await page.getByRole('button', { name: 'Duyệt tiêu huỷ' }).count()).toBe(0)
  const list = page.url().split('?')[0]!
  const leader = await another()
  await signIn(leader, 'chutich.mogiang')
  await leader.goto(list)
  expect(await axe(leader)).toEqual([])
  await press(leader, 'Duyệt tiêu huỷ')
  // A job does it.
  await appears(leader, list, on => on.getByText('Đã thực hiện'))
  expect(await leader.getByText('Đã tiêu huỷ 1 tệp, giữ lại 0, còn 0.').isVisible()).toBe(true)
  expect((await leader.request.get(`${list}/pdf`)).headers()['content-type']).toBe('application/pdf')

  await signIn(plain, 'quantri')
  await plain.goto('/desk/admin/paper-kinds?kind=residence')
  expect(await fitsWidth(plain)).toBe(true)
  await field(plain, 'retentionYears').fill('15')
  await field(plain, 'validFrom').fill('01/01/2040')
  await press(plain, 'Lưu loại giấy tờ')
  await plain.getByText('Đã lưu.').waitFor()
  expect((await (await plain.request.get('/desk/admin/paper-kinds/csv')).text()).split('\r\n').length).toBeGreaterThan(
    10
  )
})
