import { describe, expect } from 'vitest'
import { pdfText } from '#server/documents/testing.ts'
import { axe, fitsWidth, focused, openSheet, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const PHONE = { viewport: { width: 360, height: 640 }, javaScriptEnabled: false }
const DESK = { viewport: { width: 1440, height: 900 } }

/** A confirmation of marital status, received at the counter of the ward Mơ Giang. */
async function receive(page: Page, number: string, name: string): Promise<string> {
  await openSheet(page)
  await page.keyboard.insertText(`${number}||${name}|12041988|Nam|Tổ 3, phường Mơ Giang, tỉnh Sông Mơ|10052021`)
  await page.keyboard.press('Enter')
  await focused(page, 'f-search')
  await page.keyboard.type('tinh trang hon nhan')
  await page.keyboard.press('Enter')
  await focused(page, 'receive')
  await page.keyboard.press('F9')
  await page.locator('.done-code').waitFor()
  return (await page.locator('.done-code').innerText()).trim()
}

const dossier = (code: string) => `/desk/dossiers/${code}`
/** Sends the form of the act that the page puts first, and waits until it is recorded. */
async function finish(page: Page): Promise<void> {
  await page.locator('#act form .row button').last().click()
  await page.waitForURL(/[?&]saved/)
}

describe.each([
  { how: 'with JavaScript', options: DESK, number: '099088000201', name: 'Nguyễn Văn Đường' },
  { how: 'without JavaScript on a small phone', options: PHONE, number: '099088000202', name: 'Nguyễn Văn Bằng' }
])('a dossier $how', ({ options, number, name }) => {
  test('goes from the queue to the signed result and is ready to be fetched', async ({ page, another }) => {
    await signIn(page, 'motcua.mogiang')
    const code = await receive(page, number, name)
    const visitor = async (login: string) => {
      const opened = await another(options)
      await signIn(opened, login)
      return opened
    }

    const desk = await visitor('motcua.mogiang')
    await desk.goto(`/desk?tab=unclaimed&q=${code}`)
    await desk.locator('[data-claim]').click()
    await desk.getByText('Đã làm xong 1 việc').waitFor()
    await desk.goto(dossier(code))
    expect(await desk.locator('#act-title').innerText()).toBe('Hoàn thành bước')
    expect(await fitsWidth(desk)).toBe(true)
    // With JavaScript the file goes ahead of the form, piece by piece; without it, along with it.
    const pieces: string[] = []
    desk.on('request', request => request.method() === 'PATCH' && pieces.push(request.url()))
    const buffer = Buffer.from(pdfText(code))
    const bring = async (field: string, name: string) => {
      await desk.locator(`[name="${field}"]`).setInputFiles({ name, mimeType: 'application/pdf', buffer })
      await finish(desk)
      await desk.getByRole('link', { name }).first().waitFor()
    }
    await bring('files', 'kiem-tra.pdf')
    expect(pieces).toHaveLength(options === DESK ? 1 : 0)

    // What was asked for is brought to the counter, and its file belongs to its paper.
    await desk.goto(`${dossier(code)}?do=ask-supplement`)
    await desk.locator('[name=reason-0-code]').selectOption('missing')
    await finish(desk)
    await bring('files-0', 'ban-chinh.pdf')
    expect(pieces).toHaveLength(options === DESK ? 2 : 0)

    const handler = await visitor('tuphap.mogiang')
    await handler.goto(dossier(code))
    await handler.locator('[name=note]').fill('Đủ điều kiện, đề nghị xác nhận')
    // Who signs is proposed; the choice is a form like any other.
    const leader = 'Chủ tịch: Nguyễn Đức Thịnh'
    expect(await handler.locator('#act').innerText()).toContain(leader)
    await handler.locator('summary', { hasText: 'Đổi người ký' }).click()
    await handler.locator('select[name="signer-1"]').selectOption({ label: leader })
    if (options === DESK) expect(await axe(handler)).toEqual([])
    expect(await fitsWidth(handler)).toBe(true)
    await finish(handler)
    expect(await handler.locator('.signers [aria-current]').innerText()).toContain(leader)

    const chair = await visitor('chutich.mogiang')
    await chair.goto('/desk/sign')
    const row = chair.locator('tr', { hasText: code })
    await row.locator('[name=pick]').check()
    const proposed = await row.locator('input.figures').inputValue()
    await chair.getByRole('button', { name: /^Ký duyệt/ }).click()
    await chair.waitForURL(/done=1/)

    await desk.goto(dossier(code))
    const told = await desk.locator('main').innerText()
    expect(told).toContain('Đã có kết quả')
    expect(told).toContain(proposed)
    expect(told).toContain('Nguyễn Đức Thịnh ký lúc')
    expect(await desk.locator('#act-title').innerText()).toBe('Trả kết quả')
  })
})

test('what was typed is still there when somebody else was faster', async ({ page, another }) => {
  await signIn(page, 'motcua.mogiang')
  const code = await receive(page, '099088000203', 'Nguyễn Văn Nhanh')
  const colleague = await another(PHONE)
  await signIn(colleague, 'motcua.mogiang')
  await colleague.goto(dossier(code))
  await page.goto(`${dossier(code)}?do=claim`)
  await finish(page)
  await colleague.locator('[name=note]').fill('Đã kiểm tra bản chính')
  await colleague.locator('#act form .row button').last().click()
  await colleague.getByText('vừa được người khác cập nhật').waitFor()
  expect(await colleague.locator('[name=note]').inputValue()).toBe('Đã kiểm tra bản chính')
  await finish(colleague)
})

test('a new date is seen before it is given, and ending a dossier asks first', async ({ page, another }) => {
  await signIn(page, 'motcua.mogiang')
  const code = await receive(page, '099088000204', 'Nguyễn Văn Hẹn')
  const chair = await another(PHONE)
  await signIn(chair, 'chutich.mogiang')
  await chair.goto(`${dossier(code)}?do=extend`)
  await chair.locator('[name=value]').fill('2')
  await chair.locator('[name=reason]').fill('Cần xác minh nơi cư trú trước đây')
  expect(await chair.locator('#act form .row button').count()).toBe(1)
  await chair.getByRole('button', { name: 'Xem ngày mới' }).click()
  await chair.getByText('Ngày hẹn trả mới').waitFor()
  await chair.getByRole('button', { name: 'Hẹn lại ngày trả' }).click()
  await chair.waitForURL(/[?&]saved/)
  await chair.goto(`${dossier(code)}?do=stop`)
  expect(await chair.locator('#act .ds-alert').innerText()).toContain('không có kết quả')
  expect(await chair.getByRole('link', { name: 'Bỏ qua' }).count()).toBe(1)
})

test('an officer of another unit is told that there is no such page', async ({ page, another }) => {
  await signIn(page, 'motcua.mogiang')
  const code = await receive(page, '099088000205', 'Nguyễn Văn Kín')
  const other = await another(DESK)
  await signIn(other, 'motcua.caumay')
  expect((await other.goto(dossier(code)))?.status()).toBe(404)
  expect(await other.locator('h1').innerText()).toBe('Không tìm thấy trang này')
})

describe('the work queue', () => {
  test('is worked by keys alone and follows what others do', async ({ page, another }) => {
    await signIn(page, 'motcua.mogiang')
    const code = await receive(page, '099088000206', 'Nguyễn Thị Phím')
    await page.goto(`/desk?tab=unclaimed&q=${code}`)
    const open = page.locator('[data-open]')
    await expect
      .poll(
        async () => (await page.keyboard.press('j'), open.first().evaluate(link => link === document.activeElement))
      )
      .toBe(true)
    await page.keyboard.press('x')
    expect(await page.locator('[name=pick]').first().isChecked()).toBe(true)
    await page.keyboard.press('?')
    await page.locator('dialog[open]').first().waitFor()
    expect(await axe(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search')

    const colleague = await another(PHONE)
    await signIn(colleague, 'motcua.mogiang')
    await colleague.goto(`${dossier(code)}?do=claim`)
    await finish(colleague)
    await open.waitFor({ state: 'detached' })
  })

  test('has no fault that axe knows, on a desk and on a phone', async ({ page, phone }) => {
    await signIn(page, 'motcua.mogiang')
    await signIn(phone, 'chutich.mogiang')
    const code = await receive(page, '099088000207', 'Nguyễn Thị Rõ')
    for (const path of [
      '/desk',
      '/desk?tab=unclaimed',
      '/desk/dossiers',
      dossier(code),
      `${dossier(code)}?do=ask-supplement`,
      `${dossier(code)}?do=assign`
    ]) {
      await page.goto(path)
      expect({ path, faults: await axe(page) }).toEqual({ path, faults: [] })
    }
    for (const path of ['/desk', '/desk/sign', '/desk/dossiers', `${dossier(code)}?do=refuse`]) {
      await phone.goto(path)
      expect({ path, faults: await axe(phone), fits: await fitsWidth(phone) }).toEqual({ path, faults: [], fits: true })
    }
  })

  test('and its neighbours carry two small scripts (two more where files are handed in) and no framework', async ({
    page
  }) => {
    await signIn(page, 'motcua.mogiang')
    const code = await receive(page, '099088000208', 'Nguyễn Thị Nhẹ')
    for (const path of ['/desk', '/desk/dossiers', '/desk/sign', dossier(code)]) {
      await page.goto(path)
      const files = (await page.locator('input[type=file]').count()) > 0 ? ['/files.js', '/uploads.js'] : []
      const scripts = await page
        .locator('script[src], link[rel=modulepreload]')
        .evaluateAll(parts => parts.map(part => part.getAttribute('src') ?? part.getAttribute('href')))
      expect(scripts.sort()).toEqual(['/desk.js', '/session.js', ...files].sort())
    }
    const script = await page.request.get('/desk.js')
    expect((await script.body()).length).toBeLessThan(6 * 1024)
  })
})
