import { expect } from 'vitest'
import { appears, axe, fitsWidth, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const PHONE = { viewport: { width: 390, height: 800 }, javaScriptEnabled: false }

/** The page is accessible and fits; with FEEDBACK_SHOTS set, its picture is kept to be looked at. */
async function fine(page: Page, name: string): Promise<void> {
  const shots = process.env.FEEDBACK_SHOTS
  const width = page.viewportSize()!.width
  if (shots) await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  // Axe needs scripts; without them the same page is looked at for its width.
  if (width > 1000) expect([name, await axe(page)]).toEqual([name, []])
  expect([name, await fitsWidth(page)]).toEqual([name, true])
}

const open = (page: Page, path: string, words: string) => appears(page, path, on => on.getByText(words))

async function file(page: Page, words: string): Promise<{ code: string; secret: string }> {
  await page.goto('/petitions/new')
  await page.locator('[name=kind][value=behaviour]').check()
  await page.locator('[name=about]').selectOption('H99.31')
  await page.locator('[name=words]').fill(words)
  await page.locator('[name=anonymous]').check()
  await page.locator('main form[method=post] button').click()
  await page.waitForURL('**/petitions/sent')
  const code = await page.locator('[data-petition]').innerText()
  return { code, secret: await page.locator('[data-secret]').innerText() }
}

test('a report of harassment is filed without a name and without JavaScript, heard, answered and followed', async ({
  another,
  page
}) => {
  const person = await another(PHONE)
  await person.goto('/petitions')
  await fine(person, 'public')
  await person.goto('/petitions/new')
  await fine(person, 'new')
  const { code, secret } = await file(person, 'Cán bộ ở quầy số 2 nói nặng lời khi tôi hỏi lại.')
  await fine(person, 'sent')

  await signIn(page, 'kstt.truongphong')
  await page.goto('/desk/petitions?which=unsorted')
  await fine(page, 'list')
  await page.getByRole('link', { name: code }).click()
  const sort = page.locator('form[action="?/sort"]')
  await sort.locator('[name=subject]').fill('Thái độ tại quầy tiếp nhận')
  await sort.locator('[name=unit]').selectOption('H99.01')
  await sort.getByRole('button').click()
  await page.waitForURL(/saved/)
  const call = page.locator('form[action="?/call"]')
  await call.locator('textarea').fill('Có phản ánh rằng cán bộ nói nặng lời với người hỏi lại.')
  await call.getByRole('button').click()
  await page.getByText('Chưa có giải trình.').waitFor()
  await fine(page, 'case')

  const head = await another()
  await signIn(head, 'chutich.mogiang')
  await head.goto(`/desk/petitions/${code}`)
  expect(await head.locator('main').innerText()).not.toContain('quầy số 2')
  await head.locator('form[action="?/hear"] textarea').fill('Chúng tôi đã nhắc nhở và xin lỗi.')
  await head.locator('form[action="?/hear"] button').click()
  await head.getByText('Chúng tôi đã nhắc nhở').waitFor()
  await fine(head, 'hearing')

  await page.reload()
  const conclude = page.locator('form[action="?/conclude"]')
  await conclude.locator('select').selectOption('justified')
  await conclude.locator('textarea').fill('Người phụ trách đã thừa nhận.')
  await conclude.getByRole('button').click()
  await page.locator('form[action="?/draft"] textarea').fill('Phản ánh đúng; phường đã chấn chỉnh và xin lỗi.')
  await page.locator('form[action="?/draft"] button').click()
  await page.getByText('Người dự thảo không tự duyệt.').waitFor()

  const chief = await another()
  await signIn(chief, 'chanhvanphong')
  await chief.goto(`/desk/petitions/${code}`)
  await chief.locator('form[action="?/answer"] button').click()
  await chief.getByText('Trang theo dõi').first().waitFor()

  await person.goto('/petitions/follow')
  await person.locator('[name=code]').fill(code)
  await person.locator('[name=secret]').fill(secret.toLowerCase())
  await person.locator('main form[method=post] button').click()
  await person.getByText('phường đã chấn chỉnh').waitFor()
  await fine(person, 'follow')
  await person.getByRole('button', { name: 'Hài lòng', exact: true }).click()
  await person.getByText('Người gửi hài lòng').waitFor()
})

test('a result is rated from its desk by QR and by the tablet’s one tap; the figures stand beside the times', async ({
  page,
  another
}) => {
  await signIn(page, 'motcua.mogiang')
  await page.goto('/desk/ratings')
  await fine(page, 'tablets')
  await page.locator('form[action="?/kiosk"] button').click()
  const address = await page.locator('main .ds-alert a').innerText()
  const tablet = await another()
  await tablet.goto(new URL(address).pathname)
  await fine(tablet, 'kiosk')
  await tablet.getByRole('button', { name: 'Bắt đầu' }).click()
  // Others hand over results at the same desk: then it is their turn to be asked.
  await tablet.getByText('Chưa có kết quả vừa trả').or(tablet.locator('input[type=radio]').first()).first().waitFor()

  const office = await another()
  await signIn(office, 'caicach.noivu')
  await open(office, '/desk/ratings', 'Theo thủ tục, kém hài lòng trước')
  await fine(office, 'ratings')
  await open(office, '/desk/surveys', 'Hài lòng với dịch vụ hành chính công')
  await fine(office, 'surveys')
  await office.getByRole('link', { name: 'Hài lòng với dịch vụ hành chính công' }).click()
  await office.getByText('Khoảng 95%').first().waitFor()
  await fine(office, 'survey')
})
