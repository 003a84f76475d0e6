import { join } from 'node:path'
import { expect } from 'vitest'
import { projectRoot } from '#server/platform/project.ts'
import { appears, axe, firstVisit, fitsWidth, signIn, test } from './harness.ts'
import type { Page } from './harness.ts'

const PICTURE = join(projectRoot, 'src/server/portal/demonstration/pictures/river.png')
const PHONE = { viewport: { width: 360, height: 640 }, javaScriptEnabled: false }
const FIRST = 'Trung tâm Phục vụ hành chính công tiếp dân thêm sáng thứ Bảy'

const news = (page: Page) => appears(page, '/news', on => on.getByRole('link', { name: FIRST }))

const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).click()
const votes = async (page: Page): Promise<number> =>
  Number(/trong (\d+) đánh giá/.exec(await page.locator('#rating').innerText())?.[1] ?? 0)

/** Reads, gives stars twice and comments, as everybody can. */
async function readAndSpeak(page: Page, comment: string): Promise<void> {
  await news(page)
  await page.getByRole('link', { name: FIRST }).click()
  await page.waitForURL(/-\d+$/)
  expect(await page.locator('header time').first().innerText()).toMatch(/^Thứ Hai|^Chủ Nhật|^Thứ/)
  const before = await votes(page)
  for (const stars of ['4', '5']) {
    await page.locator(`[name=stars][value="${stars}"]`).check()
    await press(page, 'Gửi đánh giá')
    await page.getByText('Đã ghi nhận đánh giá của bạn.').waitFor()
    expect(await votes(page)).toBe(before + 1)
  }
  await page.getByText('Viết bình luận').click()
  await page.locator('[name=name]').fill('Bạn đọc thử')
  await page.locator('#comments [name=body]').fill(comment)
  await press(page, 'Gửi bình luận')
  await page.getByText('Bình luận đang chờ kiểm duyệt.').waitFor()
  expect(await page.locator('main').innerText()).not.toContain(comment)
  expect(await fitsWidth(page)).toBe(true)
}

test('readers find, read, rate and comment without a script, with and without JavaScript', async ({
  page,
  another
}) => {
  const comment = `Cảm ơn ${crypto.randomUUID()}`
  await readAndSpeak(await another(PHONE), `${comment} từ điện thoại`)
  await readAndSpeak(page, comment)
  expect(await axe(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: 'Gửi đánh giá' }).isVisible()).toBe(false)
  await page.emulateMedia({ media: 'screen' })
  expect((await firstVisit(page, '/news', null)).scripts).toBe(0)
  expect(await axe(page)).toEqual([])
  await page.goto('/news?q=thuyen mot cua')
  await page.getByRole('link', { name: 'Thuyền một cửa đến bảy thôn ven sông Thượng' }).waitFor()
  await page.goto('/directives?q=05/CT-UBND')
  await page.getByRole('link', { name: 'Về việc trả kết quả đúng hẹn và xin lỗi khi chậm trễ' }).click()
  await page.getByRole('link', { name: '05-CT-UBND.pdf' }).waitFor()
  expect(await axe(page)).toEqual([])
  const file = await page.request.get((await page.getByRole('link', { name: '05-CT-UBND.pdf' }).getAttribute('href'))!)
  expect([file.status(), file.headers()['content-type']]).toEqual([200, 'application/pdf'])

  const moderator = await another()
  await signIn(moderator, 'kstt.truongphong')
  await moderator.goto('/desk/comments')
  const held = moderator.locator('.moderated > li').filter({ hasText: comment })
  expect(await held.count()).toBe(2)
  expect(await axe(moderator)).toEqual([])
  for (const line of await held.all()) await line.locator('[name=comment]').check()
  await press(moderator, 'Cho hiện')
  await moderator.getByText('Đã xử lý 2 bình luận.').waitFor()
  await news(page)
  await page.getByRole('link', { name: FIRST }).click()
  await page.getByText(`${comment} từ điện thoại`).waitFor()
})

test('an article goes from its writer past a second person to its readers', async ({ page, another, plain }) => {
  const title = `Phà Bến Sung chạy lại ${crypto.randomUUID().slice(0, 8)}`
  await news(plain)
  await signIn(page, 'caicach.noivu')
  await page.goto('/desk/news/new')
  await page.locator('[name=title]').fill(title)
  await page.locator('[name=category]').selectOption('co-so')
  await page.locator('[name=summary]').fill('Phà chạy lại từ thứ Tư.')
  await page.locator('[name=body]').fill('## Giờ chạy\n\nTừ **5 giờ** đến 20 giờ. <b>Không</b>')
  await press(page, 'Xem trước')
  expect(await page.locator('.news-preview .prose').innerHTML()).toContain('<h2>Giờ chạy</h2>')
  await page.locator('[name=picture]').setInputFiles(PICTURE)
  await page.locator('[name=caption]').fill('Bến Sung')
  expect(await axe(page)).toEqual([])
  await press(page, 'Lưu bản nháp')
  await page.waitForURL(/saved/)
  await press(page, 'Gửi duyệt')
  await page.getByText('Ảnh chưa có chữ thay ảnh').waitFor()
  await page.locator('[name=alt]').fill('Tranh vẽ thuyền trên sông.')
  await press(page, 'Lưu bản nháp')
  await page.getByText('Đã lưu.').waitFor()
  await press(page, 'Gửi duyệt')
  await page.getByText('nên người khác phải duyệt').waitFor()
  expect(await page.getByRole('button', { name: 'Duyệt bài' }).count()).toBe(0)

  const reviewer = await another()
  await signIn(reviewer, 'kstt.truongphong')
  await reviewer.goto('/desk/news?phase=review')
  expect(await axe(reviewer)).toEqual([])
  await reviewer.getByRole('link', { name: title }).click()
  await press(reviewer, 'Duyệt bài')
  await press(reviewer, 'Đăng ngay')
  expect(await axe(reviewer)).toEqual([])
  await plain.goto('/news/co-so')
  await plain.getByRole('link', { name: title }).click()
  const told = await plain.locator('main').innerText()
  for (const words of ['Giờ chạy', '<b>Không</b>', 'Bến Sung', 'Tác giả: Vi Thị Mai', 'Chưa có đánh giá nào.'])
    expect(told).toContain(words)
  expect(await plain.getByAltText('Tranh vẽ thuyền trên sông.').getAttribute('width')).toBe('1200')
})
