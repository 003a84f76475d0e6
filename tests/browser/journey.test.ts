import { expect } from 'vitest'
import { aBearer, cardFront, damaged, declaration, drawn } from '#server/documents/reading/testing.ts'
import { openFilm } from './film.ts'
import type { Film } from './film.ts'
import { axe, fitsWidth, focused, openSheet, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true }

/** The person of the declaration that waits among the scans of the demonstration. */
const OF = aBearer({
  ...{ number: '099188000131', name: 'Phan Thị Quế', sex: 'female', email: 'que.phan@example.vn' },
  phone: '0987000131'
})

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const ticked = (page: Page) =>
  page.locator('[name=take]:checked').evaluateAll(all => all.map(each => (each as HTMLInputElement).value))
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const accept = (page: Page) => press(page, 'Điền vào phiếu tiếp nhận')

/** From the sheet to what the paper says; the page comes again by itself until it is read. */
async function scan(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.locator('[formaction="?/scan"]').click()
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer: bytes })
  await press(page, 'Đọc tệp này')
  await page.locator('.proposals').waitFor({ timeout: 90_000 })
  await page.waitForLoadState('load')
}

/** A card by its QR code, leaning and grained: what was typed otherwise is told, and changes only when it is ticked. */
async function scanCard(page: Page, card: Buffer, film: Film): Promise<void> {
  await openSheet(page)
  await field(page, 'phone').fill('0912345678')
  await field(page, 'name').fill('Phan Thị Huế')
  await scan(page, 'can-cuoc.jpg', card)
  expect(await ticked(page)).toEqual(['number', 'birth', 'sex', 'address'])
  expect(await page.getByText('Đang ghi: Phan Thị Huế').count()).toBe(1)
  expect(await page.locator('.reading-page rect').count()).toBeGreaterThan(0)
  const picture = await page.locator('.reading-page image').getAttribute('href')
  expect((await page.request.get(picture!)).headers()['content-type']).toBe('image/jpeg')
  expect(await axe(page)).toEqual([])
  await film.take(page, 'the-card-proposes')
  await page.locator('[name=take][value=name]').check()
  await accept(page)
  await page.waitForURL('**/desk/receive')
  expect(await field(page, 'name').inputValue()).toBe(OF.name)
  expect(await field(page, 'number').inputValue()).toBe(OF.number)
  expect(await field(page, 'phone').inputValue()).toBe('0912345678')
}

/** A filled form by its words: each field with its place; what the card said is the same, the e-mail is new. */
async function scanForm(page: Page, film: Film): Promise<void> {
  const form = await damaged(await drawn(declaration(OF, 'Xác nhận tình trạng hôn nhân')), { noise: 4 })
  await scan(page, 'to-khai.jpg', form)
  const state = (name: string) => page.locator('.proposals li', { has: page.locator(`#label-${name}`) })
  expect(await state('number').getAttribute('data-state')).toBe('same')
  expect(await state('phone').getAttribute('data-state')).toBe('differs')
  expect(await state('email').innerText()).toMatch(/que\.phan@example\.vn[^]*Độ tin cậy \d+%[^]*chữ in/)
  expect(await page.locator('.reading-page rect').count()).toBeGreaterThan(4)
  await film.take(page, 'the-form-proposes')
  await page.locator('[name=take][value=email]').check()
  await accept(page)
  await page.waitForURL('**/desk/receive')
  expect(await field(page, 'email').inputValue()).toBe(OF.email)
  expect(await field(page, 'phone').inputValue()).toBe('0912345678')
}

async function receive(page: Page, film: Film): Promise<string> {
  await film.take(page, 'the-sheet-is-filled')
  await field(page, 'search').click()
  await page.keyboard.type('tinh trang hon nhan')
  await page.keyboard.press('Enter')
  await focused(page, 'receive')
  await page.keyboard.press('F9')
  const code = (await page.locator('.done-code').innerText()).trim()
  await film.take(page, 'the-dossier-is-received')
  return code
}

/** Opens a scan that came from the folder; the minute's job may not have read it yet. */
async function openScan(page: Page): Promise<void> {
  await page.goto('/desk/scans')
  await page.getByRole('link', { name: 'Quet_20261123_0731.pdf', exact: true }).click()
  await page.locator('#attach').waitFor()
  await page.waitForLoadState('load')
  const ask = page.getByRole('button', { name: 'Đọc tệp', exact: true })
  if (await ask.count()) await ask.click()
  await page.locator('.proposals').waitFor({ timeout: 90_000 })
}

/** A scan from the folder shows what was read; without JavaScript it fills the sheet when told to and finds its dossier. */
async function takeFromFolder(
  { page, plain }: Record<'page' | 'plain', Page>,
  code: string,
  film: Film
): Promise<void> {
  await openScan(page)
  expect(await axe(page)).toEqual([])
  expect(await page.locator('#value-number').innerText()).toBe(OF.number)
  expect(await page.locator('.reading-page rect').count()).toBeGreaterThan(2)
  await film.take(page, 'a-scan-from-the-folder')
  await openScan(plain)
  expect(await fitsWidth(plain)).toBe(true)
  await accept(plain)
  expect(await field(plain, 'name').inputValue()).toBe(OF.name)
  await plain.locator('[formaction="?/clear"]').click()
  await openScan(plain)
  const likely = plain.locator('[data-likely=number]').getByRole('button', { name: code })
  await likely.scrollIntoViewIfNeeded()
  await film.take(plain, 'the-scan-finds-its-dossier')
  await likely.click()
  await plain.getByText('Là giấy tờ nào?').waitFor()
  await press(plain, 'Gắn vào hồ sơ')
  await plain.getByText(`Đã gắn vào hồ sơ ${code}`).waitFor()
}

/** Brought to the leader's list by its desk and its handler. */
async function bringToSigning(pages: readonly Page[], code: string): Promise<void> {
  for (const page of pages) {
    await page.goto(`/desk/dossiers/${code}`)
    const note = page.locator('[name=note]')
    if (await note.count()) await note.fill('Đủ điều kiện')
    await page.locator('#act form .row button').last().click()
    await page.waitForURL(/[?&]saved/)
  }
}

/** With another one, if one waits: a leader signs several at once. */
async function sign(chair: Page, code: string, film: Film): Promise<void> {
  await signIn(chair, 'chutich.mogiang')
  await chair.goto('/desk/sign')
  expect(await chair.locator('main').innerText()).toContain('CA trình diễn Sông Mơ')
  const rows = chair.locator('tbody tr')
  await chair.locator('tr', { hasText: code }).locator('[name=pick]').check()
  const others = Math.min(1, (await rows.count()) - 1)
  if (others === 1) await rows.filter({ hasNotText: code }).first().locator('[name=pick]').check()
  await film.take(chair, 'the-leader-signs')
  await chair.getByRole('button', { name: /^Ký duyệt/ }).click()
  await chair.waitForURL(new RegExp(`done=${others + 1}`))
}

type Result = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** The words of the verdict on the page. */
const verdict = (page: Page): Promise<string> => page.locator('#verdict').innerText()
const give = async (page: Page, file: Result) => {
  await page.locator('#by-file input[type=file]').setInputFiles(file)
  await page.locator('#by-file button[type=submit]').click()
}

/** Without JavaScript: by file, by the code that stands beside the QR, and with a byte changed. */
async function verifyPlain(plain: Page, file: Result, code: string): Promise<void> {
  const told = async (given: Result) => {
    await give(plain, given)
    await plain.locator('#outcome').waitFor()
    return verdict(plain)
  }
  await plain.goto('/verify')
  expect(await fitsWidth(plain)).toBe(true)
  const good = await told(file)
  expect(good).toContain('không bị sửa đổi sau khi ký')
  expect(good).toContain('Nguyễn Đức Thịnh')
  expect(good).toContain('Giấy tờ là thật')
  expect(good).not.toContain(OF.name)
  await plain.goto(`/verify?code=${/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(good)![0]}`)
  expect(await verdict(plain)).toContain(code)
  const tampered = Buffer.from(file.buffer)
  tampered[400]! ^= 1
  expect(await told({ ...file, buffer: tampered })).toContain('đã bị thay đổi sau khi ký')
}

/** After one visit the network may go: the QR, the file and a picture of the QR are judged in the browser. */
async function verifyOffline(
  citizen: Page,
  { file, seal, code }: { file: Result; seal: string; code: string },
  film: Film
) {
  await citizen.goto('/verify')
  await citizen.getByText('sẵn sàng dùng khi không có mạng').waitFor()
  expect(await axe(citizen)).toEqual([])
  await citizen.context().setOffline(true)
  await citizen.goto(`/verify#${seal.split('#')[1]}`)
  await citizen.getByText('Giấy tờ là thật').waitFor()
  expect(await verdict(citizen)).toContain('P. T. Quế')
  await citizen.locator('#verdict').scrollIntoViewIfNeeded()
  await film.take(citizen, 'verified-offline-by-its-code')
  await give(citizen, file)
  await citizen.getByText('khớp với mã xác thực').waitFor()
  await film.take(citizen, 'verified-offline-by-its-file')
  const qr = { name: 'qr.png', mimeType: 'image/png', buffer: await qrOf(seal) }
  await citizen.locator('#picture').setInputFiles(qr)
  await citizen.getByText('Giấy tờ là thật').waitFor()
  expect(await verdict(citizen)).toContain(code)
  expect(await axe(citizen)).toEqual([])
}

/** The QR as somebody photographs it: dark modules of eight points on white. */
async function qrOf(text: string): Promise<Buffer> {
  const { toBuffer } = await import('qrcode')
  return toBuffer(text, { scale: 8, margin: 6, errorCorrectionLevel: 'M' })
}

test('a card and a form are scanned and fill the sheet as the officer accepts, the dossier is received and its result signed, and another browser verifies it without a network', async ({
  page,
  plain,
  another
}) => {
  const film = await openFilm('journey')
  const card = await damaged(await drawn(cardFront(OF)), { lean: 6, noise: 5 })
  await signIn(page, 'motcua.mogiang')
  await scanCard(page, card, film)
  await scanForm(page, film)
  const code = await receive(page, film)

  // Without JavaScript; the card was read before, so the answer is there at once.
  await signIn(plain, 'motcua.caumay')
  await plain.goto('/desk/receive')
  await scan(plain, 'can-cuoc.jpg', card)
  expect(await fitsWidth(plain)).toBe(true)
  await accept(plain)
  expect(await field(plain, 'name').inputValue()).toBe(OF.name)
  const desk = await another({ ...PHONE, javaScriptEnabled: false })
  await signIn(desk, 'motcua.mogiang')
  await takeFromFolder({ page, plain: desk }, code, film)

  const handler = await another()
  await signIn(handler, 'tuphap.mogiang')
  await bringToSigning([page, handler], code)
  await sign(await another(), code, film)

  await page.goto(`/desk/dossiers/${code}`)
  const path = await page.locator('main a[href*="/files/"]', { hasNotText: 'Quet_' }).first().getAttribute('href')
  const buffer = Buffer.from(await (await page.request.get(path!)).body())
  const file = { name: 'Ket qua.pdf', mimeType: 'application/pdf', buffer }
  const seal = /\/MotCuaSeal \(([^)]+)\)/.exec(buffer.toString('latin1'))![1]!
  await film.take(page, 'the-result-is-there')
  await verifyPlain(await another({ ...PHONE, javaScriptEnabled: false }), file, code)
  await verifyOffline(await another(PHONE), { file, seal, code }, film)
  await film.close()
}, 400_000)
