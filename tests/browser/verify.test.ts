import { expect } from 'vitest'
import { axe, fitsWidth, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true }

/** The words of the verdict on the page. */
const verdict = (page: Page): Promise<string> => page.locator('#verdict').innerText()

/** A dossier that waits at the leader's list, brought there by its desk and its handler. */
async function toBeSigned(desk: Page, handler: Page, number: string): Promise<string> {
  await desk.goto('/desk/receive')
  await desk.waitForFunction(() => document.activeElement?.id === 'f-who')
  await desk.waitForLoadState('networkidle')
  await desk.keyboard.insertText(
    `${number}||Nguyễn Thị Xác Thực|12041988|Nữ|Tổ 3, phường Mơ Giang, tỉnh Sông Mơ|10052021`
  )
  await desk.keyboard.press('Enter')
  await desk.waitForFunction(() => document.activeElement?.id === 'f-search')
  await desk.keyboard.type('tinh trang hon nhan')
  await desk.keyboard.press('Enter')
  await desk.waitForFunction(() => document.activeElement?.id === 'receive')
  await desk.keyboard.press('F9')
  const code = (await desk.locator('.done-code').innerText()).trim()
  for (const page of [desk, handler]) {
    await page.goto(`/desk/dossiers/${code}`)
    const note = page.locator('[name=note]')
    if (await note.count()) await note.fill('Đủ điều kiện')
    await page.locator('#act form .row button').last().click()
    await page.waitForURL(/[?&]saved/)
  }
  return code
}

test('a leader signs in bulk, and a citizen verifies the result, then again without a network', async ({
  page,
  another
}) => {
  await signIn(page, 'motcua.mogiang')
  const handler = await another()
  await signIn(handler, 'tuphap.mogiang')
  const code = await toBeSigned(page, handler, '099188000310')

  const chair = await another()
  await signIn(chair, 'chutich.mogiang')
  await chair.goto('/desk/sign')
  expect(await chair.locator('main').innerText()).toContain('CA trình diễn Sông Mơ')
  const rows = chair.locator('tbody tr')
  await chair.locator('tr', { hasText: code }).locator('[name=pick]').check()
  const others = Math.min(1, (await rows.count()) - 1)
  if (others === 1) await rows.filter({ hasNotText: code }).first().locator('[name=pick]').check()
  await chair.getByRole('button', { name: /^Ký duyệt/ }).click()
  await chair.waitForURL(new RegExp(`done=${others + 1}`))

  await page.goto(`/desk/dossiers/${code}`)
  const path = await page.locator(`main a[href*="/files/"]`).first().getAttribute('href')
  const signed = Buffer.from(await (await page.request.get(path!)).body())
  const file = { name: 'Ket qua.pdf', mimeType: 'application/pdf', buffer: signed }
  const seal = /\/MotCuaSeal \(([^)]+)\)/.exec(signed.toString('latin1'))![1]!

  // Without JavaScript: by file, and by the code that stands beside the QR.
  const plain = await another({ ...PHONE, javaScriptEnabled: false })
  await plain.goto('/verify')
  expect(await fitsWidth(plain)).toBe(true)
  await plain.locator('input[type=file][name=file]').setInputFiles(file)
  await plain.locator('#by-file button[type=submit]').click()
  await plain.locator('#outcome').waitFor()
  const told = await verdict(plain)
  expect(told).toContain('không bị sửa đổi sau khi ký')
  expect(told).toContain('Nguyễn Đức Thịnh')
  expect(told).toContain('Giấy tờ là thật')
  expect(told).not.toContain('Nguyễn Thị Xác Thực')
  const mark = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(told)![0]
  await plain.goto(`/verify?code=${mark}`)
  expect(await verdict(plain)).toContain(code)
  const tampered = Buffer.from(signed)
  tampered[400]! ^= 1
  await plain.locator('input[type=file][name=file]').setInputFiles({ ...file, buffer: tampered })
  await plain.locator('#by-file button[type=submit]').click()
  await plain.locator('#outcome').waitFor()
  expect(await verdict(plain)).toContain('đã bị thay đổi sau khi ký')

  // A visitor of the page is ready for times without a network: the QR and the file are judged there.
  const citizen = await another(PHONE)
  await citizen.goto('/verify')
  await citizen.getByText('sẵn sàng dùng khi không có mạng').waitFor()
  expect(await axe(citizen)).toEqual([])
  await citizen.context().setOffline(true)
  await citizen.goto(`/verify#${seal.split('#')[1]}`)
  await citizen.getByText('Giấy tờ là thật').waitFor()
  expect(await verdict(citizen)).toContain('N. T. X. Thực')
  await citizen.locator('#by-file input').setInputFiles(file)
  await citizen.locator('#by-file button[type=submit]').click()
  await citizen.getByText('khớp với mã xác thực').waitFor()

  // The QR is read from a picture by our own reader, also without a network.
  const picture = await citizen.evaluate(() => 'BarcodeDetector' in window)
  expect(typeof picture).toBe('boolean')
  await citizen.locator('#picture').setInputFiles({ name: 'qr.png', mimeType: 'image/png', buffer: await qrOf(seal) })
  await citizen.getByText('Giấy tờ là thật').waitFor()
  expect(await verdict(citizen)).toContain(code)
  expect(await axe(citizen)).toEqual([])
})

/** The QR as somebody photographs it: dark modules of eight points on white. */
async function qrOf(text: string): Promise<Buffer> {
  const { toBuffer } = await import('qrcode')
  return toBuffer(text, { scale: 8, margin: 6, errorCorrectionLevel: 'M' })
}
