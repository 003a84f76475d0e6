import { Secret, TOTP } from 'otpauth'
import { describe, expect } from 'vitest'
import { openDatabase, openSealing, silentLog, SYSTEM } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { findEmbedded } from '#server/platform/embedded.ts'
import { ReceiveInput, receiveDossier } from '#server/dossiers/index.ts'
import { demandLevel, ProviderInput, saveProvider } from '#server/identity/index.ts'
import { runSandbox } from '../../sandbox/identity/testing.ts'
import type { RunningSandbox } from '../../sandbox/identity/testing.ts'
import { axe, fitsWidth, signIn, test as base } from './harness.ts'
import type { Page } from './harness.ts'
import { openHouse } from './house.ts'
import { join } from 'node:path'

type OwnHouse = { origin: string; ctx: Ctx }

/** A house of its own, because a provider on the sign-in page would show in everybody's tests. */
const test = base
  .extend('house', { scope: 'file' }, async ({}, { onCleanup }): Promise<OwnHouse> => {
    const house = await openHouse()
    const sql = openDatabase(findEmbedded(house.dataDir)!, { schema: 'h99', max: 2 })
    onCleanup(async () => {
      await sql.end()
      await house.stop()
    })
    const sealing = openSealing(join(house.dataDir, 'secrets.key'))
    const province = { schema: 'h99', code: 'H99', name: 'Tỉnh Sông Mơ', origin: house.origin, demonstration: true }
    const ctx = {
      sql,
      sealing,
      actor: SYSTEM,
      now: () => new Date(),
      log: silentLog,
      language: 'vi',
      province
    } as unknown as Ctx
    return { origin: house.origin, ctx }
  })
  .extend('sandbox', { scope: 'file' }, async ({ house }, { onCleanup }): Promise<RunningSandbox> => {
    const sandbox = await runSandbox(house.origin)
    onCleanup(sandbox.stop)
    const settings = { ...sandbox.provider.settings, timeout: 1 }
    await saveProvider(house.ctx, ProviderInput.parse({ ...sandbox.provider, settings }))
    return sandbox
  })
  .extend('visitor', async ({ another, house, sandbox }) => {
    await sandbox.suffer({ kind: 'none' })
    return (scripted: boolean) =>
      another({
        baseURL: house.origin,
        javaScriptEnabled: scripted,
        viewport: scripted ? { width: 1440, height: 900 } : { width: 360, height: 640 }
      })
  })

const path = (page: Page) => new URL(page.url()).pathname
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()
async function sound(page: Page): Promise<void> {
  expect(await axe(page), page.url()).toEqual([])
  expect(await fitsWidth(page), page.url()).toBe(true)
}
/** A dossier of the person, received at a desk. */
async function dossierOf(ctx: Ctx, number: string): Promise<string> {
  const applicant = { name: 'Nguyễn Văn An', number, phone: '0912345678' }
  const input = ReceiveInput.parse({ procedure: '1.001193', applicant, receivingUnit: 'H99.31' })
  const received = await receiveDossier(ctx, input)
  if (!received.ok) throw new Error(received.error.code)
  return received.value.code
}
/** At the provider's own page. */
async function showIdentity(page: Page, person: string, level = 'muc-2'): Promise<void> {
  await page.locator('[name=person]').selectOption(person)
  await page.locator('[name=level]').selectOption(level)
  await press(page, /^Đăng nhập/)
}

describe.for([
  ['with', true],
  ['without', false]
] as const)('%s JavaScript', ([, scripted]) => {
  const axed = scripted ? sound : async (page: Page) => expect(await fitsWidth(page)).toBe(true)
  test('a citizen signs on, comes back to the page that asked, raises the level, and signs out everywhere', async ({
    visitor,
    house
  }) => {
    const page = await visitor(scripted)
    await page.goto('/me')
    await axed(page)
    await follow(page, 'Đăng nhập bằng Định danh thử nghiệm')
    await showIdentity(page, 'congdan.an')
    await page.waitForURL('**/me')
    await page.goto('/account')
    await page.getByText('Số định danh đã xác thực').waitFor()
    await page.getByText('2 – hai bước').waitFor()
    await axed(page)
    await demandLevel(house.ctx, 'own-dossier', 3)
    const own = `/me/dossiers/${await dossierOf(house.ctx, '099088000011')}`
    // The server remembers what is demanded for a moment.
    await expect.poll(() => page.goto(own).then(() => path(page)), { timeout: 60_000 }).toBe('/sign-on')
    const asked = new URL(page.url()).searchParams.get('back')!
    await axed(page)
    await follow(page, 'Đăng nhập bằng Định danh thử nghiệm')
    await showIdentity(page, 'congdan.an', 'muc-3')
    await page.waitForURL(`**${asked}`)
    await demandLevel(house.ctx, 'own-dossier', 1)
    await page.goto('/account')
    await press(page, 'Đăng xuất')
    await page.waitForURL('**/session/end**')
    await press(page, /^Đăng xuất/)
    await page.waitForURL('**/sign-in?signed-out')
    await page.getByText('Bạn đã đăng xuất.').waitFor()
    await page.goto('/me')
    expect(path(page)).toBe('/sign-in')
  })
  test('an identity is linked and unlinked on the account page', async ({ visitor }) => {
    const page = await visitor(scripted)
    const who = scripted ? 'congdan.binh' : 'congdan.chinh'
    await signIn(page, who)
    await page.goto('/account')
    await press(page, 'Liên kết Định danh thử nghiệm')
    await showIdentity(page, who)
    await page.getByText('Đã liên kết định danh.').waitFor()
    await press(page, 'Hủy liên kết Định danh thử nghiệm')
    await page.getByText('Đã hủy liên kết.').waitFor()
  })
  test('who stops at the provider is told so, and finds the way back', async ({ visitor }) => {
    const page = await visitor(scripted)
    await page.goto('/sign-in?back=/procedures/1.001193')
    await follow(page, 'Đăng nhập bằng Định danh thử nghiệm')
    await press(page, /^Hủy/)
    await page.getByText('Bạn đã dừng đăng nhập').waitFor()
    await axed(page)
    await follow(page, 'Quay lại việc đang làm')
    expect(path(page)).toBe('/procedures/1.001193')
  })
  test('an officer sets up a second step, signs in with it, and the administrator takes it away', async ({
    visitor
  }) => {
    const page = await visitor(scripted)
    const login = scripted ? 'motcua.mogiang' : 'motcua.trungtam'
    await signIn(page, login)
    await page.goto('/account')
    await follow(page, 'Quản lý xác thực hai bước')
    await axed(page)
    await page.locator('main [name=password]').fill('song-mo-trinh-dien')
    await press(page, 'Thiết lập')
    await axed(page)
    const secret = Secret.fromBase32((await page.locator('main code').innerText()).replaceAll(' ', ''))
    const code = (later = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + later })
    await page.locator('[name=code]').fill(code())
    await press(page, 'Xác nhận và bật')
    await expect.poll(() => page.locator('ol.code li').count()).toBe(10)
    await axed(page)
    await page.goto('/account')
    await press(page, 'Đăng xuất')
    await page.goto('/sign-in?back=/desk/register')
    await page.locator('[name=login]').fill(login)
    await page.locator('[name=password]').fill('song-mo-trinh-dien')
    await press(page, 'Đăng nhập')
    await page.waitForURL('**/sign-in/second-step**')
    await axed(page)
    await page.locator('[name=code]').fill('000000')
    await press(page, 'Tiếp tục')
    await page.getByText('Mã không đúng hoặc đã dùng.').first().waitFor()
    await page.locator('[name=code]').fill(code(30_000))
    await press(page, 'Tiếp tục')
    await page.waitForURL('**/desk/register')
    const admin = await visitor(scripted)
    await signIn(admin, 'quantri')
    await admin.goto(`/desk/admin/officers?q=${login}`)
    await admin.locator('summary', { hasText: 'Đặt lại xác thực hai bước' }).click()
    await admin.locator('[name=reason]').fill('mất điện thoại')
    await press(admin, 'Đặt lại xác thực hai bước')
    await admin.getByText('Đã đặt lại').waitFor()
    await page.goto('/desk/register')
    expect(path(page)).toBe('/sign-in')
  })
})

test('a link from another site does not begin a sign-on, nor does a foreign address to come back to', async ({
  house,
  sandbox
}) => {
  const from = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${house.origin}/sign-on/${sandbox.provider.code}${query}`, { redirect: 'manual', headers })
  const foreign = await from('', { 'sec-fetch-site': 'cross-site' })
  expect(foreign.headers.get('location')).toBe('/sign-in?back=%2F')
  for (const back of ['https://evil.example/', '//evil.example/'])
    await expect
      .poll(async () => (await from(`?back=${back}`)).headers.get('location'), { timeout: 60_000, interval: 1_000 })
      .toContain(`${sandbox.provider.settings.issuer}/`)
  const backs = await house.ctx.sql<
    { back: string }[]
  >`select back from sign_on_attempt order by expires_at desc limit 2`
  expect(backs.map(({ back }) => back)).toEqual(['/', '/'])
})

test('who signs out at the provider is signed out here too, told behind the browser’s back', async ({
  visitor,
  sandbox
}) => {
  const page = await visitor(true)
  await page.goto('/sign-in?back=/me')
  await follow(page, 'Đăng nhập bằng Định danh thử nghiệm')
  await showIdentity(page, 'congdan.giang')
  await page.waitForURL('**/me')
  await page.goto(`${sandbox.address}/session/end`)
  await press(page, /^Đăng xuất/)
  // The provider shows this page when its word has been taken.
  await page.getByText('Đã đăng xuất').first().waitFor()
  await page.goto('/me')
  expect(path(page)).toBe('/sign-in')
})

test('a provider that is down is told calmly, and the local account is offered', async ({ visitor, sandbox }) => {
  const page = await visitor(false)
  await page.goto('/sign-in?back=/me')
  await follow(page, 'Đăng nhập bằng Định danh thử nghiệm')
  await sandbox.suffer({ kind: 'status', status: 500, at: ['token', 'discovery'] })
  await showIdentity(page, 'congdan.dung')
  await page.getByText('Hệ thống định danh hiện không phản hồi.').waitFor()
  await follow(page, 'Đăng nhập bằng tài khoản tại đây')
  await page.getByText('Định danh thử nghiệm hiện không phản hồi').waitFor()
  await page.locator('[name=login]').fill('congdan.dung')
  await page.locator('[name=password]').fill('song-mo-trinh-dien')
  await press(page, 'Đăng nhập')
  await page.waitForURL('**/me')
})

test('the administrator’s page shows providers, second steps and levels', async ({ visitor, sandbox }) => {
  await sandbox.suffer({ kind: 'none' })
  const page = await visitor(true)
  await signIn(page, 'quantri')
  await page.goto('/desk/admin/sign-on')
  await page.getByText('Định danh thử nghiệm').first().waitFor()
  await sound(page)
  await page.locator('[name=purpose]').fill('file:1.004873')
  await press(page, 'Lưu')
})
