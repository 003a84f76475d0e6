import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { projectRoot } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import { areaFate, areasOn, importUnits } from './index.ts'
import { csvRows, formerUnits, nameKey } from './import.mergers.ts'

const folder = join(process.env.SHARED_DIR ?? join(projectRoot, '..', 'shared'), 'data', 'units')
const absent = !existsSync(folder)
const aFile = (name: string, content: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'motcua-units-')), name)
  writeFileSync(path, content)
  return path
}

describe('names in the table of mergers', () => {
  test('the place of the tone mark does not matter, the mark does', () => {
    expect(nameKey('Xã Hoà Bình')).toBe(nameKey('Xã Hòa Bình'))
    expect(nameKey('Xã Đông Hưng')).not.toBe(nameKey('Xã Đồng Hưng'))
  })
  test('a bracket names the district or says that only a part came', () => {
    expect(formerUnits('Xã Bình An (huyện Châu Thành), Xã Phú Hội (phần còn lại, sau khi sáp nhập)')).toEqual([
      { name: 'Xã Bình An', district: 'huyện Châu Thành', part: false, note: 'huyện Châu Thành' },
      { name: 'Xã Phú Hội', district: null, part: true, note: 'phần còn lại, sau khi sáp nhập' }
    ])
  })
  test('a quoted field keeps its commas', () => {
    expect(csvRows('An Giang,An Cư,"Xã Văn Giáo, Xã An Cư"')).toEqual([['An Giang', 'An Cư', 'Xã Văn Giáo, Xã An Cư']])
  })
})

describe('a map of the country', () => {
  test('a line that cannot be placed is reported, the others are kept', async ({ ctx }) => {
    const wards = [
      { Code: '99001', Name: 'Bến Trong', FullName: 'Xã Bến Trong' },
      { Code: '9900', Name: 'Mã ngắn', FullName: 'Xã Mã ngắn' },
      { Code: '99002', Name: 'Lạ', FullName: 'Bản Lạ' }
    ]
    const path = aFile(
      'map.json',
      JSON.stringify([{ Code: '99', Name: 'Sông Mơ', FullName: 'Tỉnh Sông Mơ', Wards: wards }])
    )
    const done = await importUnits(ctx, path)
    expect(done).toMatchObject({ ok: true, value: [{ provinces: 1, communes: 1, added: 2 }] })
    expect(done.ok && done.value[0]!.notUnderstood.map(one => one.why)).toEqual(['code-invalid', 'type-unknown'])
    expect((await areasOn(ctx, '2026-11-23', { search: 'ben trong' })).map(area => area.parentName)).toEqual([
      'Tỉnh Sông Mơ'
    ])
  })
  test('a file of another shape is refused in a word', async ({ ctx }) => {
    expect(await importUnits(ctx, aFile('other.json', '{"a":1}'))).toMatchObject({ error: { code: 'format-unknown' } })
    expect(await importUnits(ctx, '/nowhere/map.json')).toMatchObject({ error: { code: 'file-not-read' } })
  })
  test('a visitor may not import', async ({ ctx }) => {
    const visitor = { ...ctx, actor: { ...ctx.actor, may: () => false } }
    expect(await importUnits(visitor, folder)).toMatchObject({ error: { code: 'forbidden' } })
  })
})

describe.skipIf(absent)('the published maps (skipped where ../shared/data/units is absent)', () => {
  test('both maps and the mergers load whole, and again without a change', async ({ ctx }) => {
    const first = await importUnits(ctx, folder)
    if (!first.ok) throw new Error(JSON.stringify(first.error))
    const [two, three, mergers] = first.value
    expect(two).toMatchObject({ provinces: 34, districts: 0, communes: 3321, notUnderstood: [] })
    expect(three).toMatchObject({ provinces: 63, districts: 705, communes: 10599, notUnderstood: [] })
    expect(mergers!.read).toBe(3321)
    expect(mergers!.successions).toBeGreaterThan(9000)
    expect(mergers!.notUnderstood.every(one => one.line > 1 && one.why !== '')).toBe(true)
    const again = await importUnits(ctx, folder)
    expect(again.ok && again.value.map(one => one.added + one.changed)).toEqual([0, 0, 0])
  })
  test('the day decides which map answers', async ({ ctx }) => {
    expect(await areasOn(ctx, '2025-06-30', { level: 'province' })).toHaveLength(63)
    const now = await areasOn(ctx, '2025-07-01', { level: 'province' })
    expect(now.filter(area => area.code !== '99')).toHaveLength(34)
  })
  test('a commune of before knows its successor', async ({ ctx }) => {
    const [old] = await areasOn(ctx, '2025-06-30', { search: 'xa dong yen', level: 'commune', limit: 50 }).then(found =>
      found.filter(area => area.parentName === 'Huyện An Biên')
    )
    expect(await areaFate(ctx, old!.code, '2025-06-30')).toMatchObject([
      { fullName: 'Xã An Biên', provinceName: 'Tỉnh An Giang' }
    ])
  })
})
