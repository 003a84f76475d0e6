import { expect } from 'vitest'
import { appears, axe, fitsWidth, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

/** The public figures are built when the demonstration's history has been told. */
const built = (page: Page) =>
  appears(page, '/open', on => on.getByRole('heading', { name: 'Hồ sơ đã giải quyết theo tháng' }))

test('anybody reads what an office and a procedure settled, and takes the data, without any script', async ({
  page,
  plain
}) => {
  await built(page)
  expect(await axe(page)).toEqual([])
  expect(await page.locator('script').count()).toBe(0)
  const table = page.locator('#rows table')
  expect(await table.locator('tbody tr').count()).toBeGreaterThan(10)

  await plain.goto('/open')
  expect(await fitsWidth(plain)).toBe(true)
  const name = await plain.locator('#rows table a').first().innerText()
  await plain.locator('#rows table a').first().click()
  await plain.getByRole('heading', { level: 1, name }).waitFor()
  expect(await plain.locator('main').innerText()).toMatch(/Tính từ 01\/\d\d\/\d{4} đến hết ngày \d\d\/\d\d\/\d{4}/)
  expect(await fitsWidth(plain)).toBe(true)

  await page.goto('/open?by=procedure')
  await page.locator('#rows table a').first().click()
  await page.waitForURL(/\/open\/procedures\//)
  expect(await axe(page)).toEqual([])
  expect(await page.locator('script').count()).toBe(0)
  await page.getByRole('link', { name: 'Xem thủ tục' }).click()
  await page.getByRole('link', { name: 'Thủ tục này được giải quyết thế nào' }).click()
  await page.getByRole('link', { name: 'Dữ liệu mở' }).first().click()
  await page.getByRole('heading', { name: 'Dữ liệu mở về giải quyết thủ tục' }).waitFor()
  expect(await axe(page)).toEqual([])
  const csv = await page.request.get('/open/data/units.csv')
  expect(csv.headers()['content-type']).toBe('text/csv; charset=utf-8')
  expect(await csv.text()).toMatch(/^\uFEFFfirst_day,last_day,unit,unit_name,received,/)
  const again = await page.request.get('/open/data/units.csv', { headers: { 'if-none-match': csv.headers()['etag']! } })
  expect(again.status()).toBe(304)
})

test('a leader goes from the province to a dossier in three clicks, with and without JavaScript', async ({
  page,
  plain
}) => {
  await built(page)
  for (const reader of [page, plain]) {
    await signIn(reader, 'kstt.truongphong')
    await reader.goto(`/desk/board?period=${new Date().getFullYear()}`)
    expect(await fitsWidth(reader)).toBe(true)
    if (reader === page) expect(await axe(reader)).toEqual([])
    const communes = reader.locator('table', { hasText: 'Xã, phường' })
    await communes.locator('tbody a').first().click()
    await reader.getByRole('heading', { name: 'Ai đang giữ' }).waitFor()
    expect(await fitsWidth(reader)).toBe(true)
    if (reader === page) expect(await axe(reader)).toEqual([])
    await reader.locator('table', { hasText: 'Theo thủ tục' }).locator('td[data-kind=number] a').first().click()
    await reader.waitForURL(/\/dossiers\?/)
    if (reader === page) expect(await axe(reader)).toEqual([])
    await reader.locator('main table a').first().click()
    await reader.waitForURL(/\/desk\/dossiers\/H99/)
  }
})
