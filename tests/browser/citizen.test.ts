import { describe, expect } from 'vitest'
import { pdfText } from '#server/documents/testing.ts'
import { axe, fitsWidth, quickVisit, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const MARITAL = '1.004873'
const CODE = /^H99\.[\d.]+-\d{6}-\d{4,}$/
const PHONE = '0900 000 011'
const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(pdfText(name))
})
const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).last().click()
const go = (page: Page) => press(page, 'Lưu và tiếp tục')
const title = (page: Page) => page.locator('h1').innerText()
const path = (page: Page) => new URL(page.url()).pathname

/** Fit, readable to everybody, and without script unless it is a form. */
async function sound(page: Page): Promise<void> {
  expect(await axe(page), page.url()).toEqual([])
  expect(await fitsWidth(page), page.url()).toBe(true)
}

/** A slow network: the page stands before its script, which comes when it is released. */
async function holdScript(page: Page): Promise<() => void> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route('**/filing.js', async route => {
    await released
    await route.continue()
  })
  return release
}

/** Goes on to a page whose script is held back: it does not come whole, and a click would wait for that. */
const hurry = (page: Page, name: string) => page.getByRole('button', { name }).last().dispatchEvent('click')

/** From the procedure to the last look, as a divorced person would fill it. */
async function fill(page: Page, by: { scripted: boolean; check?: (page: Page) => Promise<void> }): Promise<void> {
  const check = by.check ?? (async () => {})
  await page.goto(`/apply/${MARITAL}`)
  await check(page)
  await press(page, 'Bắt đầu điền tờ khai')
  await field(page, 'who.desk').selectOption({ label: 'Ủy ban nhân dân phường Mơ Giang' })
  await check(page)
  await go(page)
  expect(await title(page)).toBe('Người được xác nhận')
  await field(page, 'tinh_trang').and(page.locator('[value=da_ly_hon]')).check()
  if (by.scripted) await field(page, 'so_ban_an').waitFor({ state: 'visible' })
  else {
    await go(page)
    await page.getByText('Còn vài câu hỏi nữa').waitFor()
  }
  await field(page, 'so_ban_an').fill('12/2020/QĐST-HNGĐ')
  await field(page, 'ngay_ban_an').fill('1/2/2020')
  await check(page)
  await go(page)
  await field(page, 'noi_da_cu_tru.0.dia_chi').fill('Thôn Đông')
  await field(page, 'noi_da_cu_tru.0.tu_ngay').fill('01/01/2010')
  await press(page, /^Thêm:/)
  await field(page, 'noi_da_cu_tru.1.dia_chi').fill('Thôn Đoài')
  await field(page, 'noi_da_cu_tru.1.tu_ngay').fill('01/01/2015')
  await check(page)
  await go(page)
  await field(page, 'muc_dich').and(page.locator('[value=mua_ban]')).check()
  await field(page, 'so_ban').fill('2')
  const release = by.scripted ? await holdScript(page) : () => {}
  if (by.scripted) await hurry(page, 'Lưu và tiếp tục')
  else await go(page)
  await page.locator('input[type=file]:visible').first().waitFor()
  const papers = await page.locator('input[type=file]:visible').count()
  for (let at = 0; at < papers; at++) {
    await page
      .locator('input[type=file]:visible')
      .nth(at)
      .setInputFiles(pdf(`giay-${at}.pdf`))
    release()
    if (by.scripted) await page.locator('li', { hasText: `giay-${at}.pdf` }).waitFor()
  }
  if (by.scripted) await page.waitForLoadState('load')
  else await press(page, /^Tải lên tệp đã chọn/)
  await page.locator('li', { hasText: 'giay-0.pdf' }).waitFor()
  await check(page)
  await go(page)
  expect(await title(page)).toBe('Xem lại và gửi')
}

async function send(page: Page): Promise<string> {
  await field(page, 'promise').check()
  await press(page, 'Gửi hồ sơ')
  await page.waitForURL(/\/apply\/done\//)
  return decodeURIComponent(path(page).split('/').at(-1)!)
}

describe('filing from home', () => {
  test('on a small phone with JavaScript: answers bring questions, files go one by one', async ({ phone }) => {
    await signIn(phone, 'congdan.an')
    await fill(phone, { scripted: true, check: sound })
    await sound(phone)
    expect(await phone.locator('dl.facts').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('12/2020/QĐST-HNGĐ')])
    )
    const code = await send(phone)
    expect(code).toMatch(CODE)
    await sound(phone)
    const paper = await phone.request.get(`/track/${code}/receipt.pdf`)
    expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf'])
  })

  test('the same without JavaScript', async ({ plain }) => {
    await signIn(plain, 'congdan.binh')
    await fill(plain, { scripted: false })
    expect(await send(plain)).toMatch(CODE)
    await plain.goto('/me')
    expect(await plain.locator('main').innerText()).toContain('Giấy xác nhận tình trạng hôn nhân')
  })

  test('what is missing is said beside the field and on top, and what was typed stays', async ({ phone }) => {
    await signIn(phone, 'congdan.chinh')
    await phone.goto(`/apply/${MARITAL}`)
    await press(phone, 'Bắt đầu điền tờ khai')
    await field(phone, 'who.number').fill('12345')
    await go(phone)
    const summary = phone.locator('.ds-error-summary')
    expect(await summary.innerText()).toContain('Số định danh cá nhân')
    expect(await field(phone, 'who.number').inputValue()).toBe('12345')
    await summary.getByRole('link').first().click()
    expect(phone.url()).toContain('#f-who-number')
    await sound(phone)
  })

  test('a visitor fills, stops, goes on later, and signs in only to send', async ({ phone }) => {
    await phone.goto(`/apply/${MARITAL}`)
    await press(phone, 'Bắt đầu điền tờ khai')
    await field(phone, 'who.for').and(phone.locator('[value=self]')).check()
    await field(phone, 'who.name').fill('Phạm Thùy Dung')
    await press(phone, 'Lưu, làm tiếp lúc khác')
    expect(path(phone)).toBe('/apply')
    await sound(phone)
    await phone
      .getByRole('link', { name: /^Làm tiếp/ })
      .first()
      .click()
    expect(await field(phone, 'who.name').inputValue()).toBe('Phạm Thùy Dung')
    await signIn(phone, 'congdan.dung')
    await phone.goto('/apply')
    await phone
      .getByRole('link', { name: /^Làm tiếp/ })
      .first()
      .click()
    expect(await field(phone, 'who.name').inputValue()).toBe('Phạm Thùy Dung')
    expect(await field(phone, 'who.number').inputValue()).toBe('099301000014')
    await phone.goto('/apply')
    await press(phone, /^Xóa bản nháp/)
    await phone.getByText('Đã xóa bản nháp').waitFor()
  })

  test('typing is kept by itself', async ({ phone }) => {
    await phone.goto(`/apply/${MARITAL}`)
    // Also what was typed before the script came.
    const release = await holdScript(phone)
    await hurry(phone, 'Bắt đầu điền tờ khai')
    await field(phone, 'who.for').and(phone.locator('[value=self]')).check()
    release()
    await phone.getByText('Đã tự lưu lúc').waitFor()
    await phone.reload()
    expect(await field(phone, 'who.for').and(phone.locator('[value=self]')).isChecked()).toBe(true)
  })

  test('what is sent last stays, also where a save by itself reaches the office after it', async ({ phone }) => {
    await signIn(phone, 'congdan.an')
    await phone.goto(`/apply/${MARITAL}`)
    await press(phone, 'Bắt đầu điền tờ khai')
    await field(phone, 'who.desk').selectOption({ label: 'Ủy ban nhân dân phường Mơ Giang' })
    await go(phone)
    const here = phone.url()
    const save = { left: Promise.withResolvers<void>(), held: Promise.withResolvers<void>() }
    const reached = Promise.withResolvers<void>()
    await phone.route('**/apply/**', async route => {
      if (route.request().method() !== 'PATCH') return route.continue()
      save.left.resolve()
      await save.held.promise
      // It reaches the office whether or not the page that sent it still stands.
      const response = await route.fetch()
      reached.resolve()
      await route.fulfill({ response }).catch(() => {})
    })
    const choose = (value: string) =>
      field(phone, 'tinh_trang')
        .and(phone.locator(`[value=${value}]`))
        .check()
    await choose('goa')
    await save.left.promise
    await choose('chua_ket_hon')
    await hurry(phone, 'Lưu và tiếp tục')
    const gone = (timeout?: number) => phone.waitForURL(url => url.href !== here, { timeout })
    await gone(3_000).catch(() => {})
    save.held.resolve()
    await reached.promise
    await gone()
    await phone.goto(here)
    expect(await field(phone, 'tinh_trang').and(phone.locator('[value=chua_ket_hon]')).isChecked()).toBe(true)
  })

  test('a draft is nobody else’s, and a forged upload is refused', async ({ phone, another }) => {
    await phone.goto(`/apply/${MARITAL}`)
    await press(phone, 'Bắt đầu điền tờ khai')
    const stranger = await another()
    expect((await stranger.goto(phone.url()))?.status()).toBe(404)
    const put = await phone.request.put(`${phone.url()}?field=who.name&name=x.pdf`, { data: 'x' })
    expect(put.status()).toBe(422)
    for (const name of ['filing', 'resume']) {
      const script = await phone.request.get(`/${name}.js`)
      expect((await script.body()).length).toBeLessThan(5 * 1024)
    }
  })

  test('an upload broken off goes on where it was, for its own browser only', async ({ phone, another }) => {
    await phone.goto(`/apply/${MARITAL}`)
    await press(phone, 'Bắt đầu điền tờ khai')
    await field(phone, 'who.for').first().waitFor()
    const content = pdf('x').buffer
    const tus = { 'tus-resumable': '1.0.0' }
    const about = `filename ${btoa('a.pdf')},field ${btoa('who.name')}`
    const { origin } = new URL(phone.url())
    const headers = { ...tus, origin, 'upload-length': String(content.length), 'upload-metadata': about }
    const begun = await phone.request.post(`${phone.url()}/uploads`, { headers })
    const address = begun.headers().location!
    const piece = (from: number, to?: number) =>
      phone.request.patch(address, {
        headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) },
        data: content.subarray(from, to)
      })
    expect((await piece(0, 5)).headers()['upload-offset']).toBe('5')
    expect((await piece(0, 5)).status()).toBe(409)
    expect((await phone.request.head(address, { headers: tus })).headers()['upload-offset']).toBe('5')
    expect((await phone.request.head(address)).status()).toBe(412)
    const stranger = await another()
    expect((await stranger.request.head(address, { headers: tus })).status()).toBe(404)
    const refused = await piece(5)
    expect([refused.status(), await phone.request.head(address, { headers: tus }).then(head => head.status())]).toEqual(
      [422, 404]
    )
  })
})

describe('following', () => {
  test('the code shows how far; a number the applicant knows shows the rest', async ({ phone, another, page }) => {
    const guest = await another({ viewport: { width: 360, height: 640 } })
    await signIn(phone, 'congdan.an')
    await fill(phone, { scripted: true })
    const code = await send(phone)

    await guest.goto(`/track?code=${code.toLowerCase()}`)
    const told = await guest.locator('main').innerText()
    expect(told).toContain('Đã nộp')
    for (const secret of ['hôn nhân', 'Nguyễn', 'Mơ Giang', '0900']) expect(told).not.toContain(secret)
    await sound(guest)
    await field(guest, 'factor').fill('0999999999')
    await press(guest, 'Xem đầy đủ')
    await guest.getByText('Số này không khớp với hồ sơ').first().waitFor()
    await field(guest, 'factor').fill(PHONE)
    await press(guest, 'Xem đầy đủ')
    expect(await guest.locator('main').innerText()).toContain('Ủy ban nhân dân phường Mơ Giang')
    expect(guest.url()).not.toMatch(/0900|99088/)
    await sound(guest)

    await signIn(page, 'motcua.mogiang')
    await page.goto(`/desk/filed/${code}`)
    await press(page, /Tiếp nhận/)
    await guest.reload()
    const due = await guest.locator('main').innerText()
    expect(due).toContain('Thời hạn giải quyết là')
    await guest.getByText('Vì sao là ngày này?').click()
    await sound(guest)
    expect(due).not.toContain('Trần Thu Trang')

    await phone.goto('/me')
    await sound(phone)
    await phone.locator('table').getByRole('link').first().click()
    expect(await title(phone)).toBe(`Hồ sơ ${code}`)
    await sound(phone)
    const other = await another()
    await signIn(other, 'congdan.binh')
    expect((await other.goto(`/me/dossiers/${code}`))?.status()).toBe(404)

    await phone.goto(`/track/${code}/withdraw`)
    await sound(phone)
    await field(phone, 'reason').fill('Tôi đã làm ở nơi khác')
    await press(phone, 'Gửi yêu cầu rút')
    await phone.getByText('Đã gửi yêu cầu rút hồ sơ').waitFor()
  })

  test('what is asked for is answered with a file and words, without JavaScript', async ({ plain, phone, page }) => {
    await signIn(plain, 'congdan.hung')
    await fill(plain, { scripted: false })
    const code = await send(plain)
    await signIn(page, 'motcua.mogiang')
    await page.goto(`/desk/filed/${code}`)
    await askAgain(page)
    await signIn(phone, 'congdan.hung')
    for (const where of ['/me', `/me/dossiers/${code}`, `/track/${code}/supplement`]) {
      await phone.goto(where)
      await sound(phone)
    }
    // With JavaScript the file goes ahead of the form, piece by piece.
    const ahead = phone.waitForRequest(request => request.method() === 'PATCH')
    await phone.locator('input[type=file]').first().setInputFiles(pdf('di-truoc.pdf'))
    await press(phone, /^Tải lên tệp đã chọn/)
    await ahead
    await phone.locator('li', { hasText: 'di-truoc.pdf' }).waitFor()
    await press(phone, /^Bỏ tệp/)
    await phone.locator('li', { hasText: 'di-truoc.pdf' }).waitFor({ state: 'detached' })
    await plain.goto('/me')
    await plain
      .getByRole('link', { name: /Cần bổ sung giấy tờ/ })
      .first()
      .click()
    await plain.getByRole('link', { name: 'Bổ sung ngay' }).click()
    await press(plain, 'Gửi bổ sung')
    await plain.locator('.ds-error-summary').waitFor()
    await plain.locator('input[type=file]').first().setInputFiles(pdf('ban-ro.pdf'))
    await press(plain, /^Tải lên tệp đã chọn/)
    await plain.locator('li', { hasText: 'ban-ro.pdf' }).waitFor()
    await press(plain, 'Gửi bổ sung')
    await plain.getByText('Đã gửi bổ sung').waitFor()
    expect(await plain.locator('main').innerText()).toContain('ban-ro.pdf')
  })
})

/** The desk asks for one paper again. */
async function askAgain(page: Page): Promise<void> {
  await page.locator('details:has([name^="reason:"]) > summary').click()
  await page.locator('[name^="reason:"]').first().selectOption('unreadable')
  await page.locator('[formaction="?/ask"]').first().click()
  await page.waitForURL(/done/)
}

describe.each(['/', '/procedures', `/apply/${MARITAL}`, '/apply', '/track'])('the first visit to %s', where => {
  test('is light and quick on a small phone over slow 3G', async ({ phone }) => {
    const visit = await quickVisit(phone, where, 3000)
    console.info(`${where}: ${Math.round(visit.bytes / 1024)} KB, readable after ${visit.readableMs} ms over slow 3G`)
    expect(visit.bytes).toBeLessThan(300 * 1024)
    expect(visit.scripts).toBe(0)
    expect(visit.readableMs).toBeLessThan(3000)
    await sound(phone)
  })
})

test('guessing the second factor is slowed down', async ({ phone }) => {
  await signIn(phone, 'congdan.giang')
  await fill(phone, { scripted: true })
  const code = await send(phone)
  await phone.goto('/')
  await press(phone, 'Đăng xuất')
  await phone.goto('/track?code=H99.31-000000-0000')
  await phone.getByText('Không tìm thấy hồ sơ mang mã').first().waitFor()
  await sound(phone)
  await phone.goto(`/track/${code}`)
  // Five guesses are free, and one comes back every twelve seconds: on a slow machine it takes a few more.
  const told = phone.getByText('Bạn đã thử nhiều lần')
  let guesses = 0
  for (; guesses < 20 && (await told.count()) === 0; guesses++) {
    await field(phone, 'factor').fill(`0900000${guesses + 10}9`)
    const answered = phone.waitForResponse(response => response.request().method() === 'POST')
    await press(phone, 'Xem đầy đủ')
    await (await answered).finished()
    await phone.waitForLoadState('load')
  }
  expect(guesses).toBeGreaterThan(5)
  expect(guesses).toBeLessThan(20)
})
