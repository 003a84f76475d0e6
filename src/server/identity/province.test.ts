import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect } from 'vitest'
import { test as base } from '#server/platform/testing.ts'
import {
  demonstrationOrganisation,
  desks,
  faultsOf,
  renameUnit,
  successorUnits,
  UNITS,
  units
} from '#server/organisation/index.ts'
import { demonstrationAccounts, demonstrationTour, loadOfficers, officers, ROLES, writeStaffTemplate } from './index.ts'
import { dayFromText, roleFromText } from './officers.file.ts'
import { as, withProvince } from './testing.ts'

const test = base.extend('province', { scope: 'test', auto: true }, async ({ ctx }) => withProvince(ctx))
const folder = () => mkdtempSync(join(tmpdir(), 'motcua-officers-'))

describe('the fictional province', () => {
  test('is sound, and may be loaded again', async ({ ctx }) => {
    const organisation = demonstrationOrganisation()
    expect(faultsOf(organisation.units, organisation.successions)).toEqual([])
    await withProvince(ctx)
    const [counted] = await ctx.sql<{ units: number; officers: number; citizens: number; organisations: number }[]>`
      select (select count(*) from unit) as units, count(*) filter (where kind = 'officer') as officers,
        count(*) filter (where kind = 'citizen') as citizens, count(*) filter (where kind = 'organisation') as organisations
      from account where demonstration`
    expect(counted).toMatchObject({ units: organisation.units.length, citizens: 7, organisations: 2 })
    expect(counted!.officers).toBeGreaterThanOrEqual(40)
  })
  test('had three districts until 30 June 2025 and none after', async ({ ctx }) => {
    const districts = async (on: string) => (await units(ctx, { on })).filter(unit => unit.kind === 'district').length
    expect([await districts('2025-06-30'), await districts('2025-07-01')]).toEqual([3, 0])
  })
  test('says who answers for a district of before', async ({ ctx }) => {
    expect((await successorUnits(ctx, UNITS['huyen-nui-lam'], '2026-11-23')).map(unit => unit.code)).toEqual([
      UNITS['xa-nui-lam'],
      UNITS['xa-suoi-nhan']
    ])
    expect((await successorUnits(ctx, UNITS['huyen-nui-lam'], '2025-06-30')).map(unit => unit.code)).toEqual([
      UNITS['huyen-nui-lam']
    ])
  })
  test('shows a unit under the name of the day, and is searched without accents', async ({ ctx }) => {
    const name = async (on: string) => (await units(ctx, { on, within: UNITS['trung-tam'] }))[0]!.name.vi
    expect(await name('2025-06-30')).toBe('Trung tâm Hành chính công tỉnh')
    expect(await name('2025-07-01')).toBe('Trung tâm Phục vụ hành chính công tỉnh')
    expect((await units(ctx, { on: '2026-11-23', search: 'so tu phap' })).map(unit => unit.code)).toEqual([
      UNITS['so-tu-phap']
    ])
  })
  test('renames a unit from a day on', async ({ ctx }) => {
    await renameUnit(ctx, UNITS['thanh-tra'], {
      name: { vi: 'Thanh tra tỉnh Sông Mơ' },
      lastDayOfOldName: '2026-11-30'
    })
    const name = async (on: string) => (await units(ctx, { on, within: UNITS['thanh-tra'] }))[0]!.name.vi
    expect([await name('2026-11-30'), await name('2026-12-01')]).toEqual(['Thanh tra tỉnh', 'Thanh tra tỉnh Sông Mơ'])
  })
  test('has a desk wherever dossiers are received, and somebody for each kind of work where they are settled', async ({
    ctx
  }) => {
    const now = await units(ctx, { on: '2026-11-23' })
    const receiving = now.filter(unit => unit.receives).map(unit => unit.code)
    expect([...new Set((await desks(ctx, '2026-11-23')).map(desk => desk.unit))].sort()).toEqual(receiving.sort())
    const staffed = await ctx.sql<
      { unit: string; roles: string[] }[]
    >`select unit, array_agg(distinct role) as roles from post group by unit`
    for (const { unit, roles } of staffed) {
      if (receiving.includes(unit)) expect(roles, unit).toContain('one-stop-officer')
      if (roles.includes('handler'))
        expect(roles, unit).toEqual(expect.arrayContaining(['handler', 'division-head', 'chair', 'clerk']))
    }
    const roles = new Set(demonstrationAccounts().flatMap(account => account.roles))
    expect([...ROLES].filter(role => !roles.has(role))).toEqual([])
    expect(demonstrationTour().map(account => account.role).length).toBe(
      new Set(demonstrationTour().map(account => account.role)).size
    )
  })
})

describe('the list of officers', () => {
  test('is searched without accents and narrowed by unit and role', async ({ ctx }) => {
    expect((await officers(ctx, { search: 'anh dao' })).rows.map(row => row.login)).toEqual(['motcua.trungtam'])
    const narrowed = await officers(ctx, { unit: 'H99.07', role: 'chair' })
    expect(narrowed.rows.map(row => [row.login, row.posts.map(post => post.role).sort()])).toEqual([
      ['giamdoc.tuphap', ['agency-head', 'chair']]
    ])
    const all = await officers(ctx, { page: 2 })
    expect([all.page, all.pages, all.rows.length > 0]).toEqual([2, Math.ceil(all.total / 25), true])
  })
})

describe('the staff list in a workbook', () => {
  test('its own template can be filled in and loaded, first as a rehearsal', async ({ ctx }) => {
    const admin = await as(ctx, 'quantri')
    const path = join(folder(), 'mau.xlsx')
    await writeStaffTemplate(path, { unit: 'H99.07', unitName: 'Giám đốc Sở' })
    const rehearsed = await loadOfficers(admin, path, { rehearse: true })
    expect(rehearsed).toMatchObject({ ok: true, value: { rehearsed: true, refused: 0 } })
    expect((await officers(ctx, { search: 'nguyenvan.an' })).total).toBe(0)
    const loaded = await loadOfficers(admin, path)
    expect(loaded.ok && loaded.value.rows.map(row => row.outcome)).toEqual(['added', 'added'])
    expect((await officers(ctx, { search: 'tranthi.binh' })).rows[0]!.posts).toMatchObject([
      { unit: 'H99.07', role: 'agency-head', head: true, from: '2025-07-01' }
    ])
    const again = await loadOfficers(admin, path)
    expect(again.ok && again.value.rows.map(row => row.outcome)).toEqual(['already-there', 'already-there'])
  })
  test('bad rows are told with field and reason, good rows are taken', async ({ ctx }) => {
    const path = join(folder(), 'can-bo.xlsx')
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('Danh sách')
    sheet.addRow(['DANH SÁCH CÁN BỘ'])
    sheet.addRow(['Họ và tên', 'Tên đăng nhập', 'Mã đơn vị', 'Vai trò', 'Từ ngày', 'Điện thoại'])
    sheet.addRow([
      'Ông Văn Tốt',
      'ong.tot',
      'H99.06',
      'chuyên viên thụ lý',
      new Date('2026-01-15T00:00:00Z'),
      '0912 345 678'
    ])
    sheet.addRow(['Ông Văn Tốt', 'ong.tot', 'H99.06', 'Văn thư', '15/01/2026'])
    sheet.addRow(['Bà Thị Sai', 'Sai Chỗ', 'H99.77', 'vua', '31/02/2026', '12'])
    sheet.addRow(['Ông Văn Tốt', 'ong.tot', 'H99.06', 'clerk', '15/01/2026'])
    sheet.addRow(['Người Khác', 'quantri', 'H99.06', 'clerk', '15/01/2026'])
    sheet.addRow(['Chậm Một Năm', 'cham.nam', 'H99.21', 'handler', '15/01/2026'])
    await workbook.xlsx.writeFile(path)
    const loaded = await loadOfficers(await as(ctx, 'quantri'), path)
    if (!loaded.ok) throw new Error(loaded.error.code)
    expect(loaded.value.rows.map(row => [row.row, row.outcome])).toEqual([
      [3, 'added'],
      [4, 'post-added'],
      [5, 'refused'],
      [6, 'refused'],
      [7, 'refused'],
      [8, 'refused']
    ])
    const faults = loaded.value.rows.map(row =>
      'faults' in row ? row.faults.map(fault => `${fault.field}:${fault.code}`) : []
    )
    expect(faults[2]!.sort()).toEqual(['from:date', 'login:login', 'phone:phone', 'role:role'])
    expect(faults.slice(3)).toEqual([['login:twice'], ['login:other-name'], ['unit:unit-unknown']])
  })
  test('a file that is no workbook, or lacks a column, is refused in a word', async ({ ctx }) => {
    const admin = await as(ctx, 'quantri')
    expect(await loadOfficers(admin, import.meta.filename)).toMatchObject({
      error: { faults: [{ code: 'not-a-workbook' }] }
    })
    const path = join(folder(), 'thieu.xlsx')
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('A').addRow(['Họ và tên', 'Tên đăng nhập', 'Mã đơn vị', 'Vai trò'])
    await workbook.xlsx.writeFile(path)
    expect(await loadOfficers(admin, path)).toMatchObject({
      error: { faults: [{ code: 'heading-missing', column: 'Từ ngày' }] }
    })
    expect(await loadOfficers(await as(ctx, 'chutich.tinh'), path)).toMatchObject({ error: { code: 'forbidden' } })
  })
  test.for([
    ['1/7/2025', '2025-07-01'],
    ['2025-07-01', '2025-07-01'],
    ['31/02/2026', undefined],
    ['hôm nay', undefined]
  ])('the date %s is read as %s', ([text, day]) => expect(dayFromText(text!)).toBe(day))
  test('a role is known by its code and by its name in either language', () => {
    expect([
      roleFromText('can bo mot cua'),
      roleFromText('Handler'),
      roleFromText('chair'),
      roleFromText('vua')
    ]).toEqual(['one-stop-officer', 'handler', 'chair', undefined])
  })
})
