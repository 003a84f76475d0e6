import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase, projectRoot } from '#server/platform/index.ts'
import type { Database } from '#server/platform/index.ts'
import { createTestDatabase, TEST_SCHEMA } from '#server/platform/testing.ts'
import { outcome } from './programs.ts'

const CLI = join(projectRoot, 'src/server/cli.ts')
const shared = process.env.SHARED_DIR ?? join(projectRoot, '..', 'shared')
let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'motcua-cli-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** An installation of its own: the command line on an empty database. */
function installation() {
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  let sql: Database
  beforeAll(async () => {
    database = await createTestDatabase({ empty: true })
    sql = openDatabase(database.url, { schema: TEST_SCHEMA, max: 2 })
  })
  afterAll(async () => {
    await sql.end()
    await database.drop()
  })
  const motcua = (...words: string[]) =>
    outcome([process.execPath, CLI, ...words], {
      DATABASE_URL: database.url,
      PROVINCE_SCHEMA: TEST_SCHEMA,
      DATA_DIR: folder,
      LOG_LEVEL: 'error'
    })
  return { motcua, sql: () => sql }
}

const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

describe('a new province', () => {
  const { motcua, sql } = installation()
  const about = ['--code', 'H01', '--name', 'Tỉnh Thử Nghiệm', '--admin', 'quan.tri', '--admin-name', 'Lê Văn Quản']

  test('is not set up from half the answers or a faulty list, and nothing is left behind', async () => {
    const missing = await motcua('setup', '--code', 'H01', '--name', 'Tỉnh Thử Nghiệm')
    expect(missing).toMatchObject({ code: 1, words: expect.stringMatching(/^Thiếu --admin\. Cách dùng: motcua setup/) })
    const units = file(
      'faulty.json',
      '[{"code":"H01.02","name":"Sở Tư pháp","kind":"lạ"},{"code":"H01.3","name":"Xã","kind":"commune","parent":"H01.9"}]'
    )
    const faulty = await motcua('setup', ...about, '--units', units)
    expect(faulty.code).toBe(1)
    expect(faulty.words).toBe(
      'Dòng 1: không rõ loại đơn vị “lạ”.\nDòng 2: không có đơn vị cấp trên của H01.3.\nDanh sách đơn vị có 2 lỗi nên chưa nạp gì.'
    )
    expect(await sql()`select code from unit`).toEqual([])
  })

  test('is not set up under rules that do not exist', async () => {
    const { code, words } = await motcua('setup', ...about, '--rules', '1999')
    expect({ code, words }).toEqual({
      code: 1,
      words: '--rules “1999” không phải là quy định đang có hiệu lực; hãy chọn: 2018, 2025.'
    })
    expect(await sql()`select rule_set from province_rules`).toEqual([])
  })

  test('has its units, calendar and first administrator with a password shown once', async () => {
    const units = join(folder, 'units.xlsx')
    expect(await motcua('import', 'units', '--template', units)).toMatchObject({ code: 0 })
    const { code, words } = await motcua('setup', ...about, '--units', units, '--rules', '2018')
    expect({ code, words }).toMatchObject({ code: 0, words: expect.stringContaining('Đã nạp 4 đơn vị.') })
    expect(words).toMatch(/Tài khoản quan\.tri, mật khẩu dùng một lần: [a-z-]{20,} /)
    expect(await sql()`select code, demonstration from province`).toEqual([{ code: 'H01', demonstration: false }])
    expect(words).toContain('Quy định đang áp dụng: Quy định 2018 (Nghị định 61/2018/NĐ-CP).')
    expect(await sql()`select rule_set, reason from province_rules`).toEqual([{ rule_set: 'vn-2018', reason: 'setup' }])
    expect(await sql()`select unit from unit_short_name`).toEqual([{ unit: 'H01.02' }])
    expect(await sql()`select role from post`).toEqual([{ role: 'administrator' }])
  })

  test('is set up once, and is no place for the demonstration', async () => {
    const again = await motcua('setup', ...about)
    expect(again).toEqual({
      code: 1,
      words: 'Cơ sở dữ liệu này đã có Tỉnh Thử Nghiệm (H01); lệnh setup chỉ dùng cho cơ sở dữ liệu trống.'
    })
    expect(await motcua('demo', '--language', 'en')).toEqual({
      code: 1,
      words: 'This database belongs to Tỉnh Thử Nghiệm; the demonstration is not loaded into a real province.'
    })
  })

  test('takes an officer from the command line, and says what is wrong with one', async () => {
    const person = ['user', 'add', '--login', 'an.nv', '--name', 'Nguyễn Văn An', '--unit', 'H01.01']
    const wrong = await motcua(...person, '--role', 'phép thuật')
    expect(wrong).toMatchObject({ code: 1, words: expect.stringContaining('Không có vai trò “phép thuật”') })
    const added = await motcua(...person, '--role', 'Cán bộ Một cửa')
    expect(added.code).toBe(0)
    expect(added.words).toMatch(/^Đã thêm Nguyễn Văn An \(Cán bộ Một cửa, Trung tâm Phục vụ hành chính công tỉnh\)\./)
    expect(added.words).toMatch(/mật khẩu dùng một lần: [a-z-]{20,} /)
    expect(await motcua(...person, '--role', 'handler')).toEqual({ code: 1, words: 'Tên đăng nhập đã được dùng.' })
  })

  test('loads officers from the workbook it makes itself, after a rehearsal', async () => {
    const path = join(folder, 'officers.xlsx')
    expect((await motcua('officers', '--template', path)).code).toBe(0)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path)
    workbook.worksheets[0]!.getCell('E3').value = 'H01.77'
    await workbook.xlsx.writeFile(path)
    const rehearsed = await motcua('officers', path, '--rehearse')
    expect(rehearsed.code).toBe(1)
    expect(rehearsed.words).toMatch(/Dòng 3: .* không nạp được\. Không có đơn vị này/)
    expect(rehearsed.words).toMatch(
      /2 dòng: 1 người mới, 0 vị trí thêm, 0 đã có, 1 không nạp được\.\nMới chỉ xem trước/
    )
    workbook.worksheets[0]!.getCell('E3').value = 'H01.02'
    await workbook.xlsx.writeFile(path)
    const loaded = await motcua('officers', path)
    expect(loaded.code).toBe(0)
    expect(loaded.words.match(/mật khẩu lần đầu/g)).toHaveLength(2)
    expect((await motcua('officers', path)).words).toContain('0 người mới, 0 vị trí thêm, 2 đã có')
  })

  test('lets another system in with a token shown once', async () => {
    const bad = await motcua('token', 'add', '--client', 'Cổng', '--scopes', 'everything')
    expect(bad).toMatchObject({ code: 1, words: expect.stringContaining('“everything”') })
    const added = await motcua(
      'token',
      'add',
      '--client',
      'Cổng',
      '--scopes',
      'dossier.read, calendar.*',
      '--unit',
      'H01.01'
    )
    expect(added.code).toBe(0)
    expect(added.words.split('\n').at(-1)).toMatch(/^mc_[\w-]{43}$/)
  })

  test('imports procedures, processes and days line by line, and a second time changes nothing', async () => {
    const procedures = file('p.jsonl', '{"code":"1.000001","name":"Thử","time_limit":"05"}\nhỏng\n')
    const first = await motcua('import', 'procedures', procedures)
    expect(first.code).toBe(1)
    expect(first.words).toMatch(/^Dòng 1 \(1\.000001\): /m)
    expect(first.words).toMatch(/^Dòng 2: /m)
    expect(first.words).toMatch(/Đọc 2 dòng: 1 bản mới, 0 không đổi, 1 không giữ được/)
    writeFileSync(procedures, '{"code":"1.000001","name":"Thử","time_limit":"05"}\n')
    expect(await motcua('import', 'procedures', procedures)).toMatchObject({ code: 0 })

    const days = file('days.csv', 'date,name_vi,kind,status,source\n2027-02-11,Nghỉ thêm,holiday,announced,QĐ 7\n')
    const calendar = await motcua('import', 'calendar', days, '--decision', 'QĐ 7')
    expect(calendar).toEqual({
      code: 0,
      words:
        'Đọc 1 dòng lịch: 1 ngày thay đổi, 0 dòng không hiểu.\n0 trong 0 hồ sơ đang giải quyết đổi ngày hẹn trả (0 sớm hơn, 0 muộn hơn).'
    })
    expect((await motcua('import', 'calendar', days, '--decision', 'QĐ 7')).words).toContain('0 ngày thay đổi')
    expect(await motcua('import', 'calendar')).toMatchObject({ code: 1, words: expect.stringContaining('Cần tên tệp') })
  })

  test.skipIf(!existsSync(join(shared, 'data/processes')))(
    'imports the real processes with their remarks',
    async () => {
      const { code, words } = await motcua('import', 'processes', join(shared, 'data/processes/quy_trinh_noi_bo.jsonl'))
      expect(code).toBe(0)
      expect(words).toMatch(/Đọc 67 dòng: 67 quy trình mới, 0 đã có, 0 không dùng được/)
    }
  )
})

describe('the demonstration and its log', () => {
  const { motcua, sql } = installation()

  test('is as large as asked, once', async () => {
    const { code, words } = await motcua('demo', '--dossiers', '40', '--until', '2026-03-31')
    expect({ code, words }).toMatchObject({ code: 0, words: expect.stringMatching(/Đã nạp tỉnh trình diễn: 40 hồ sơ/) })
    expect(await motcua('demo', '--dossiers', '40')).toMatchObject({
      code: 1,
      words: expect.stringContaining('đã có 40 hồ sơ')
    })
    expect(await motcua('demo', '--dossiers', 'many')).toMatchObject({ code: 1 })
  })

  test('tells its report, its index and its late lists as JSON', async () => {
    const asked = [
      ['report', 'II.06a', '--from', '2025-12-15', '--to', '2026-03-14', '--unit', 'H99'],
      ['service-index', '--month', '2026-02'],
      ['late-list', '--month', '2026-02'],
      ['service-index', '--month', 'tháng hai']
    ]
    const said = await Promise.all(asked.map(words => motcua(...words)))
    expect(said.map(({ code }) => code)).toEqual([0, 0, 0, 1])
    const [report, index, lists] = said.slice(0, 3).map(({ words }) => JSON.parse(words))
    expect(report).toMatchObject({
      template: 'II.06a',
      unit: 'H99',
      from: '2025-12-15',
      to: '2026-03-14',
      failures: []
    })
    const total = report.rows.at(-1)
    expect(Number(total['3'])).toBe(Number(total['4']) + Number(total['5']) + Number(total['6']))
    expect(Number(total['3'])).toBeGreaterThan(0)
    const components = index.groups.flatMap((group: { components: object[] }) => group.components)
    expect(index).toMatchObject({ unit: 'H99', period: '2026-02' })
    expect(components).toContainEqual(
      expect.objectContaining({ code: '2.1', numerator: expect.any(Number), denominator: expect.any(Number) })
    )
    expect(lists).toMatchObject({ month: '2026-02' })
    expect(lists.agencies.length).toBeGreaterThan(5)
  })

  test('is exported as JSON lines and as XES without the name of any applicant', async () => {
    const people = await sql()<{ name: string }[]>`
      select applicant_name as "name" from dossier union select state #>> '{delegate,name}' from dossier`
    const lines = await motcua('export', 'log')
    expect(lines.code).toBe(0)
    const entries = lines.words.split('\n').map(line => JSON.parse(line) as { code: string; type: string })
    expect(new Set(entries.map(entry => entry.code)).size).toBe(40)
    const path = join(folder, 'log.xes')
    expect(await motcua('export', 'log', '--format', 'xes', '--out', path)).toMatchObject({ code: 0 })
    const xes = readFileSync(path, 'utf8')
    expect(xes).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<log xes\.version="1849\.2016"/)
    expect(xes.match(/<trace>/g)).toHaveLength(40)
    expect(xes.match(/<event>/g)).toHaveLength(entries.length)
    for (const key of ['concept:name', 'time:timestamp', 'lifecycle:transition', 'org:resource', 'org:group'])
      expect(xes).toContain(`key="${key}"`)
    for (const { name } of people.filter(each => each.name)) {
      expect(lines.words).not.toContain(`"${name}"`)
      expect(xes).not.toContain(`"${name}"`)
    }
    const january = await motcua('export', 'log', '--from', '2026-01-01', '--to', '31/01/2026')
    const days = january.words.split('\n').map(line => (JSON.parse(line) as { at: string }).at)
    expect(days.every(at => at >= '2025-12-31T17:00:00Z' && at < '2026-01-31T17:00:00Z')).toBe(true)
    expect(await motcua('export', 'log', '--format', 'pdf')).toMatchObject({ code: 1 })
    expect(await motcua('export', 'log', '--out', '/nowhere/log')).toEqual({
      code: 1,
      words: 'Không đọc hoặc ghi được /nowhere/log (ENOENT).'
    })
  })

  test('is verified whole, and a changed event is found', async () => {
    const before = await motcua('verify', 'log', '--language', 'en')
    const lines = before.words.split('\n')
    expect([before.code, lines.pop()]).toEqual([0, '0 broken of 40: every dossier’s chain of events is whole.'])
    // What stands beside the dossiers is proved too, a line for each kind of case.
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) expect(line).toMatch(/ ?0 broken of [1-9]/)
    const [one] = await sql()<{ code: string; id: string }[]>`select code, id from dossier order by code limit 1`
    await sql()`alter table event disable trigger event_is_final`
    await sql()`update event set data = data || '{"channel": "post", "x": 1}' where case_id = ${one!.id} and version = 1`
    await sql()`alter table event enable trigger event_is_final`
    const { code, words } = await motcua('verify', 'log', '--language', 'en')
    expect([code, ...words.split('\n').slice(-2)]).toEqual([
      1,
      `${one!.code}: broken from event 1`,
      '1 broken of 40: the log of 1 dossiers was changed or lost events.'
    ])
  })
})
