import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { act, load } from '#server/dossiers/index.ts'
import { Arrival } from '#server/exchange/index.ts'
import { takeFromPortal } from '#server/national/index.ts'
import { findEmbedded } from '#server/platform/embedded.ts'
import { openDatabase, openSealing, silentLog, SYSTEM } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { startSandbox } from '../../sandbox/start.ts'
import type { Running } from '../../sandbox/start.ts'
import { axe, firstVisit, fitsWidth, signIn, test as base } from './harness.ts'
import type { Page } from './harness.ts'
import { openHouse } from './house.ts'

type OwnHouse = { origin: string; ctx: Ctx; population: Running }

/** A house of its own, connected to sandboxes of its own. */
const test = base
  .extend('house', { scope: 'file' }, async ({}, { onCleanup }): Promise<OwnHouse> => {
    const [population, payment] = await Promise.all([startSandbox('population'), startSandbox('payment')])
    const house = await openHouse({ ...population.env, ...payment.env })
    const sql = openDatabase(findEmbedded(house.dataDir)!, { schema: 'h99', max: 2 })
    onCleanup(async () => {
      await sql.end()
      await house.stop()
      await Promise.all([population.stop(), payment.stop()])
    })
    const sealing = openSealing(join(house.dataDir, 'secrets.key'))
    const province = { schema: 'h99' }
    const ctx = { sql, sealing, province, actor: SYSTEM, now: () => new Date(), log: silentLog, language: 'vi' }
    return { origin: house.origin, ctx: ctx as unknown as Ctx, population }
  })
  .extend('visitor', async ({ another, house }) => {
    return (scripted: boolean, more: object = {}) =>
      another({
        baseURL: house.origin,
        javaScriptEnabled: scripted,
        viewport: scripted ? { width: 1440, height: 900 } : { width: 390, height: 844 },
        ...more
      })
  })

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`).first()
const shots = process.env.SHOTS_DIR
async function sound(page: Page, shot?: string): Promise<void> {
  expect(await fitsWidth(page), page.url()).toBe(true)
  if (shot && shots) await page.screenshot({ path: join(shots, `${shot}.png`), fullPage: true })
  if (scripted(page)) expect(await axe(page), page.url()).toEqual([])
}
/** Axe is a script itself: only where scripts run. */
const scripted = (page: Page): boolean => page.viewportSize()!.width > 400

async function mapped(page: Page): Promise<void> {
  await signIn(page, 'quantri')
  await page.goto('/desk/admin/exchange/accounts')
  await field(page, 'login').fill('motcua.mogiang')
  await field(page, 'external').fill('mogiang.01')
  await page.locator('main form:has([name=external]) button').last().click()
  await page.getByText('mogiang.01').first().waitFor()
}

const AN = { number: '099088000011', name: 'Nguyễn Văn An', birth: '12/04/1988' }
/** Types a person and a procedure on the receiving sheet. */
async function fill(page: Page, live: boolean, person: typeof AN): Promise<void> {
  await page.goto('/desk/receive?procedure=1.004873')
  for (const [name, value] of Object.entries(person)) await field(page, name).fill(value)
  if (live) {
    await page.locator('#f-search').fill('tinh trang hon nhan')
    await page.keyboard.press('Enter')
  } else {
    await page.locator('main [name=search]').fill('1.004873')
    await page.locator('main button[formaction="?/choose"]').first().click()
    await page.locator('.chosen').waitFor()
    await press(page, 'Kiểm tra với Cơ sở dữ liệu dân cư')
  }
}

describe.for([
  ['/desk/admin/exchange'],
  ['/desk/admin/exchange/accounts'],
  ['/desk/admin/lookups'],
  ['/desk/admin/portal?show=messages']
])('%s', ([path]) => {
  test.for([
    ['vi', 1440, 'light'],
    ['vi', 390, 'dark'],
    ['en', 390, 'light']
  ] as const)('is sound in %s, %i px wide, %s', async ([language, width, scheme], { visitor, house }) => {
    if (path!.startsWith('/desk/admin/portal')) await needsPerson(house.ctx, `${language}-${width}`)
    const page = await visitor(true)
    await signIn(page, 'quantri')
    await page.context().setExtraHTTPHeaders({ 'accept-language': language })
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width, height: 900 })
    await page.goto(path!)
    if (shots)
      await page.screenshot({
        path: join(shots, `${path!.split('/').at(-1)?.replace(/\W/g, '-')}-${language}-${width}.png`)
      })
    expect(await fitsWidth(page)).toBe(true)
    expect(await axe(page)).toEqual([])
  })

  test('sends at most 60 KB of script', async ({ visitor }) => {
    const page = await visitor(true)
    await signIn(page, 'quantri')
    expect((await firstVisit(page, path!)).scripts).toBeLessThan(60 * 1024)
  })
})

describe.for([
  ['with', true],
  ['without', false]
] as const)('%s JavaScript', ([, live]) => {
  test('the counter shows a match, differences, and that the database is down', async ({ visitor, house }) => {
    const keeper = await visitor(true)
    await mapped(keeper)
    await house.population.heal()
    const page = await visitor(live)
    await signIn(page, 'motcua.mogiang')
    const changed = async (name: string, value: string) => {
      await field(page, name).fill(value)
      if (live) await field(page, name).blur()
      else await press(page, 'Kiểm tra với Cơ sở dữ liệu dân cư')
    }
    if (!live) {
      await page.goto('/desk/receive')
      // The half-typed sheet of the journey before.
      const kept = page.locator('main [formaction="?/clear"]')
      if (await kept.count()) await kept.click()
      await changed('number', AN.number)
      await page.getByText('trước khi kiểm tra').waitFor()
    }
    await fill(page, live, AN)
    await page.getByText('Khớp với Cơ sở dữ liệu quốc gia về dân cư.').waitFor()
    await sound(page, `counter-match-${live}`)
    await changed('address', 'Nhà cũ, phường khác')
    await page.getByText('Có thông tin khác').waitFor()
    await sound(page, `counter-differs-${live}`)
    await house.population.fault('error-500')
    await changed('birth', '13/04/1988')
    await page.getByText('Sẽ kiểm tra sau').first().waitFor()
    await sound(page, `counter-down-${live}`)
    await house.population.heal()
    await house.ctx.sql`delete from exchange_state`
  })

  test('a citizen fills a form from the population database, with consent and by own choice', async ({ visitor }) => {
    const page = await visitor(live)
    await signIn(page, 'congdan.chinh')
    await page.goto('/apply/1.004873')
    await press(page, 'Bắt đầu điền tờ khai')
    await page.waitForURL(/\/apply\/1\.004873\/[^/]+\/who/)
    await page.getByRole('link', { name: /Lấy thông tin của tôi/ }).click()
    await press(page, 'Tra cứu')
    await page.getByText('Cần đánh dấu đồng ý').waitFor()
    await sound(page, `prefill-${live}`)
    await field(page, 'consent').check()
    await press(page, 'Tra cứu')
    await page.getByText('Có thông tin khác').waitFor()
    await sound(page, `prefill-offer-${live}`)
    await field(page, 'take').check()
    await press(page, 'Điền thông tin đã chọn')
    await page.waitForURL(/\/who$/)
    await expect.poll(() => field(page, 'who.address').inputValue()).toBe('Tổ 5, phường Mơ Giang, tỉnh Sông Mơ')
  })

  test('a fee is paid online from the dossier’s page', async ({ visitor, house }) => {
    const { ctx } = house
    const codes = () => ctx.sql<{ code: string }[]>`
      select code as "code" from dossier
      where phase in ('accepted', 'processing') and applicant_number ~ '^\\d{12}$'
      order by code limit 2`
    await expect.poll(async () => (await codes()).length, { timeout: 200_000, interval: 1_000 }).toBe(2)
    const { code } = (await codes())[live ? 0 : 1]!
    const dossier = (await load(ctx, { code }))!
    const amount = dossier.fee.paid + 8000
    await act(ctx, { code }, { kind: 'ask-fee', amount, reason: 'Bản sao trích lục' })
    const page = await visitor(live)
    await page.goto(`/track/${code}`)
    await field(page, 'factor').fill(dossier.applicant.number!)
    await page.locator('main form[action="?/open"] button').click()
    await page.getByRole('link', { name: 'Nộp trực tuyến' }).click()
    await page.getByText('Số tiền cần nộp').waitFor()
    await sound(page, `pay-${live}`)
    await press(page, 'Nộp trực tuyến')
    // The page leads there by itself.
    await page.waitForURL(/\/pay\/TT\d+/)
    await press(page, /^Thanh toán/)
    await page.waitForURL('**/track/**sent=paid')
    await page.getByText('Đã nhận khoản phí').waitFor()
    await sound(page, `paid-${live}`)
    const paid = await ctx.sql`
      select data ->> 'method' as method from event where case_id = ${dossier.id}::uuid and type = 'dossier.fee-paid'
        and data ->> 'method' = 'online'`
    expect(paid).toHaveLength(1)
  })
})

/** A filing of the portal that cannot be carried out. */
async function needsPerson(ctx: Ctx, name: string): Promise<void> {
  const HoSo = { MaTTHC: '9.999999', DonViXuLy: 'H99.31', ChuHoSo: 'An', SoGiayToChuHoSo: '1', LoaiDoiTuong: '1' }
  const filing = { MaThongDiep: name, MaHoSo: `DVC-${name}`, ThoiDiem: '20261123083000', LoaiThongDiep: 'NOP_HO_SO' }
  const told = await takeFromPortal(ctx, [Arrival.parse({ ...filing, HoSo })])
  expect(told).toMatchObject({ value: [{ outcome: 'refused' }] })
}

test('the desk reads which system is away, and an administrator deals with a message of the portal', async ({
  visitor,
  house
}) => {
  await needsPerson(house.ctx, 'to-deal-with')
  await house.ctx.sql`
    insert into exchange_outage (system, from_at, cause) values ('payment', now(), 'timeout')
    on conflict do nothing`
  for (const live of [true, false]) {
    const page = await visitor(live)
    await signIn(page, 'quantri')
    await expect
      .poll(async () => {
        await page.goto('/desk/admin/portal?show=messages')
        return page.locator('.outages').count()
      })
      .toBe(1)
    await page.locator('.outages summary').click()
    await sound(page, `away-${live}`)
    const row = page.locator('main tr', { hasText: 'DVC-to-deal-with' })
    if (live) {
      await row.getByRole('button', { name: 'Thử lại' }).click()
      await page.getByText('Vẫn chưa thực hiện được').waitFor()
      continue
    }
    await row.locator('summary').click()
    await row.getByLabel('Lý do gác lại').fill('Thủ tục đã bãi bỏ')
    await row.getByRole('button', { name: 'Gác lại' }).click()
    await page.getByText('Đã gác lại, kèm lý do.').waitFor()
    await page.goto('/desk/admin/portal?show=aside')
    await page.getByText('Thủ tục đã bãi bỏ').waitFor()
  }
  await house.ctx.sql`delete from exchange_outage where system = 'payment'`
})

test('a person sees who looked at own data', async ({ visitor }) => {
  const page = await visitor(true)
  await signIn(page, 'congdan.an')
  await page.goto('/me/lookups')
  await sound(page, 'me-lookups')
  await page.goto('/account')
  await page.getByLabel('Tin nhắn điện thoại').check()
  await press(page, 'Lưu lựa chọn')
  await page.getByText('Đã lưu cách nhận thông báo.').waitFor()
  expect(await page.getByLabel('Tin nhắn điện thoại').isChecked()).toBe(true)
  await sound(page, 'account-notice')
})
