import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { VISITOR } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import { contentFaults, importedRecord, procedureByCode, publishRevision, revisionsOf } from './actions.ts'
import { publishDemonstration } from './demonstration/index.ts'
import { fileKey } from './form.rules.ts'
import { importProcedures } from './import.actions.ts'
import type { ImportLine } from './import.model.ts'
import { REAL_PROCEDURES } from './testing.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'motcua-import-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

const channel = (overrides: object = {}) => ({
  channel: 'direct',
  time_value: 5,
  time_unit: 'working_day',
  time_text: '5 ngày làm việc',
  fee_text: 'Miễn phí',
  fee_amount: 0,
  fee_currency: 'VND',
  note: '',
  parse: 'ok',
  ...overrides
})
const record = (code: string, overrides: object = {}) => ({
  code,
  name: 'Cấp phép thử nghiệm',
  ministry: 'Bộ Tư pháp',
  decision: '1/QĐ-BTP',
  level: ['commune'],
  kind: '',
  field: 'Hộ tịch',
  applicants: ['Tổ chức (không bao gồm doanh nghiệp', 'HTX)'],
  agency: 'Ủy ban nhân dân cấp xã',
  time_limit: '5 ngày làm việc',
  time_limit_main: { value: 5, unit: 'working_day' },
  channels: [channel()],
  components: [{ case: '', name: 'Tờ khai', template: 'a.docx', originals: 1, copies: 0 }],
  results: [],
  quality: [],
  ...overrides
})
async function fileOf(records: readonly (object | string)[], options: { packed?: boolean } = {}): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.jsonl`)
  const text = records.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  await writeFile(path, options.packed ? gzipSync(text) : text)
  return path
}
const reported = () => {
  const lines: ImportLine[] = []
  return { lines, report: (line: ImportLine) => void lines.push(line) }
}

describe('importing procedures', () => {
  test('reads the file plain or packed, whatever it is called', async ({ ctx }) => {
    expect(await importProcedures(ctx, await fileOf([record('1.100001')]))).toMatchObject({ value: { published: 1 } })
    expect(await importProcedures(ctx, await fileOf([record('1.100002')], { packed: true }))).toMatchObject({
      value: { published: 1 }
    })
  })

  test('reads a table too; a cell left empty leaves what was known', async ({ ctx }) => {
    await importProcedures(ctx, await fileOf([record('1.100011', { field: 'Đất đai' })]))
    const path = join(folder, 'bang.csv')
    const head = 'Mã thủ tục;Tên thủ tục;Cấp thực hiện;Thời hạn giải quyết;Thành phần hồ sơ'
    await writeFile(
      path,
      `${head}\r\n1.100011;Tên mới;;;\r\n1.100012;Cấp giấy;commune;7 ngày làm việc;"Đơn; Giấy tờ"\r\n`
    )
    expect(await importProcedures(ctx, path)).toMatchObject({ value: { published: 2, leftOut: 0 } })
    expect(await importProcedures(ctx, path)).toMatchObject({ value: { published: 0, unchanged: 2 } })
    const sources = await ctx.sql<{ source: object }[]>`
      select r.source as "source" from procedure p join procedure_revision r on r.id = p.current_revision
      where p.code in ('1.100011', '1.100012') order by p.code`
    const [kept, added] = sources.map(({ source }) => source)
    expect(kept).toMatchObject({ name: 'Tên mới', field: 'Đất đai', components: [{ name: 'Tờ khai' }] })
    expect(added).toMatchObject({
      time_limit_main: { value: 7, unit: 'working_day' },
      components: [{ name: 'Đơn' }, { name: 'Giấy tờ' }]
    })
  })

  test('is refused to a visitor', async ({ ctx }) => {
    expect(await importProcedures({ ...ctx, actor: VISITOR }, REAL_PROCEDURES)).toMatchObject({
      error: { code: 'forbidden' }
    })
  })

  test('a file that is not there, or torn, is told as such', async ({ ctx }) => {
    expect(await importProcedures(ctx, join(folder, 'nothing.jsonl'))).toMatchObject({
      error: { code: 'file-unreadable' }
    })
    const torn = join(folder, 'torn.gz')
    await writeFile(torn, gzipSync(JSON.stringify(record('1.100009')).repeat(2_000)).subarray(0, 300))
    expect(await importProcedures(ctx, torn)).toMatchObject({ error: { code: 'file-unreadable' } })
  })

  test.for([
    ['a limit without a unit', { time_unit: 'unspecified', time_value: 1, time_text: '1' }, 'limit-without-unit'],
    ['a limit in words only', { time_unit: null, time_value: null, time_text: 'Không quy định' }, 'limit-text-only'],
    [
      'hours that may be office hours or not',
      { time_unit: 'hour', time_value: 24, time_text: '24 giờ' },
      'limit-clock-hours'
    ],
    [
      'time and fee glued together',
      { parse: 'ambiguous_time_fee', fee_text: '120 VNĐ', fee_amount: null },
      'time-and-fee-glued'
    ],
    ['a fee in dollars', { fee_text: '10 USD', fee_amount: 10, fee_currency: 'USD' }, 'fee-foreign-currency'],
    ['a fee that lost its noughts', { fee_text: '150 VNĐ (150.000 đồng)', fee_amount: 150 }, 'fee-tiny'],
    ['a huge fee', { fee_text: '150.000.000 đồng', fee_amount: 150_000_000 }, 'fee-huge'],
    ['a negative fee', { fee_text: '-5.000 đồng', fee_amount: -5_000 }, 'fee-negative'],
    ['a fee in words only', { fee_text: 'Theo quy định', fee_amount: null }, 'fee-text-only'],
    [
      'a fee called free that names a sum',
      { fee_text: 'Miễn phí (Lệ phí: 135.000 đồng/lần)', fee_amount: 0 },
      'fee-free-but-names-sum'
    ]
  ] as const)('%s is reported with its line, in both languages', async ([, overrides, kind], { ctx }) => {
    const { lines, report } = reported()
    const path = await fileOf([
      record(`1.2${String(kind.length).padStart(5, '0')}`, { channels: [channel(overrides)] })
    ])
    await importProcedures(ctx, path, report)
    expect(lines.map(line => line.kind)).toContain(kind)
    const line = lines.find(line => line.kind === kind)!
    expect(line).toMatchObject({ line: 1 })
    expect(line.vi).not.toEqual(line.en)
    expect(line.vi + line.en).not.toContain('{')
  })

  test('a suspicious sum is never used, its words are kept', async ({ ctx }) => {
    await importProcedures(
      ctx,
      await fileOf([
        record('1.300001', { channels: [channel({ fee_text: '150 VNĐ (150.000 đồng)', fee_amount: 150 })] })
      ])
    )
    expect(await procedureByCode(ctx, '1.300001')).toMatchObject({
      value: { content: { fees: [{ amount: null, text: '150 VNĐ (150.000 đồng)' }] } }
    })
  })

  test('several limits by case and channel are all kept', async ({ ctx }) => {
    const { lines, report } = reported()
    const channels = [
      channel({ note: 'Cấp mới' }),
      channel({ note: 'Cấp lại', time_value: 2, time_text: '2 ngày', time_unit: 'day' }),
      channel({ channel: 'online', time_value: 3, time_text: '3 ngày làm việc' })
    ]
    await importProcedures(ctx, await fileOf([record('1.300002', { channels })]), report)
    expect(lines).toContainEqual(expect.objectContaining({ kind: 'limits-several' }))
    expect(await procedureByCode(ctx, '1.300002')).toMatchObject({
      value: {
        content: {
          limits: [
            { channel: 'counter', case: 'Cấp mới', limit: { value: 5, unit: 'working-day' } },
            { channel: 'counter', case: 'Cấp lại', limit: { value: 2, unit: 'calendar-day' } },
            { channel: 'online', case: '', limit: { value: 3, unit: 'working-day' } }
          ]
        }
      }
    })
  })

  test('a broken line, a code twice and a blank line do not stop the others', async ({ ctx }) => {
    const { lines, report } = reported()
    const path = await fileOf([record('1.300003'), '{"code": ', '', record('1.300003'), record('1.300004')])
    expect(await importProcedures(ctx, path, report)).toMatchObject({ value: { lines: 5, published: 2, leftOut: 2 } })
    expect(lines.map(({ line, kind }) => [line, kind])).toEqual([
      [2, 'json-broken'],
      [4, 'code-twice']
    ])
  })

  test('a member nobody knows is kept in the source record and named', async ({ ctx }) => {
    const { lines, report } = reported()
    await importProcedures(ctx, await fileOf([record('1.300005', { surprise: { deep: [1, 2] } })]), report)
    expect(lines).toContainEqual(expect.objectContaining({ kind: 'member-unknown' }))
    const found = await procedureByCode(ctx, '1.300005')
    expect(await importedRecord(ctx, found.ok ? found.value.id : '')).toMatchObject({ surprise: { deep: [1, 2] } })
  })

  test('the same line again changes nothing; a changed line makes a revision and keeps what the province decided', async ({
    ctx
  }) => {
    const path = await fileOf([record('1.300006')])
    await importProcedures(ctx, path)
    expect(await importProcedures(ctx, path)).toMatchObject({ value: { published: 0, unchanged: 1 } })
    const now = await procedureByCode(ctx, '1.300006')
    if (!now.ok) throw new Error('not imported')
    await publishRevision(ctx, {
      ...now.value.content,
      promise: { value: 3, unit: 'working-day' },
      serviceLevel: 'full'
    })
    expect(await importProcedures(ctx, path)).toMatchObject({ value: { published: 0, unchanged: 1 } })
    await importProcedures(ctx, await fileOf([record('1.300006', { agency: 'Cơ quan mới' })]))
    expect(await procedureByCode(ctx, '1.300006')).toMatchObject({
      value: { number: 3, content: { agency: 'Cơ quan mới', promise: { value: 3 }, serviceLevel: 'full' } }
    })
    expect(await revisionsOf(ctx, '1.300006')).toHaveLength(3)
  })

  test('what the import does not understand never replaces what was known', async ({ ctx }) => {
    await publishDemonstration(ctx)
    const { lines, report } = reported()
    const vague = record('1.001193', {
      agency: '',
      time_limit_main: null,
      channels: [channel({ time_unit: 'unspecified', time_value: 1, time_text: '1' })]
    })
    await importProcedures(ctx, await fileOf([vague]), report)
    const found = await procedureByCode(ctx, '1.001193')
    if (!found.ok) throw new Error('not found')
    const { content } = found.value
    expect(content).toMatchObject({ agency: 'Ủy ban nhân dân cấp xã', statutory: { value: 1, unit: 'working-day' } })
    expect(contentFaults(content)).toEqual([])
    const asked = JSON.stringify(content.form)
    for (const paper of content.papers.filter(paper => paper.code !== 'to-khai'))
      expect(asked).toContain(fileKey(paper.code))
    expect(lines.map(line => line.kind)).toEqual(expect.arrayContaining(['kept-limits', 'kept-agency', 'kept-papers']))
  })

  test('names split at a comma inside brackets are joined again', async ({ ctx }) => {
    await importProcedures(ctx, await fileOf([record('1.300007')]))
    expect(await procedureByCode(ctx, '1.300007')).toMatchObject({
      value: { content: { applicants: ['Tổ chức (không bao gồm doanh nghiệp, HTX)'] } }
    })
  })
})

describe.skipIf(!existsSync(REAL_PROCEDURES))('the 2,849 real procedures (skipped where ../shared is absent)', () => {
  test('are all imported, with what was not understood told by kind, and nothing lost', async ({ ctx, sql }) => {
    const { lines, report } = reported()
    const imported = await importProcedures(ctx, REAL_PROCEDURES, report)
    expect(imported).toMatchObject({
      value: {
        lines: 2849,
        published: 2849,
        leftOut: 0,
        notices: {
          'limit-without-unit': 313,
          'limit-text-only': 42,
          'limit-missing': 171,
          'limit-clock-hours': 122,
          'limits-several': 217,
          'time-and-fee-glued': 55,
          'fee-tiny': 43,
          'fee-huge': 8,
          'fee-foreign-currency': 22,
          'fee-text-only': 34,
          'fee-free-but-names-sum': 44,
          'agency-missing': 303
        }
      }
    })
    expect(lines.every(line => line.line > 0 && line.vi && line.en)).toBe(true)
    const kept = await sql<
      { code: string; source: object }[]
    >`select code, source from procedure_revision where source ->> 'url' is not null`
    const byCode = new Map(kept.map(row => [row.code, row.source]))
    const originals = gunzipSync(readFileSync(REAL_PROCEDURES))
      .toString()
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { code: string })
    expect(originals.filter(original => !byCode.has(original.code))).toEqual([])
    for (const original of originals) expect(byCode.get(original.code)).toEqual(original)
  })

  test('imported again change nothing', async ({ ctx }) => {
    expect(await importProcedures(ctx, REAL_PROCEDURES)).toMatchObject({ value: { published: 0, unchanged: 2849 } })
  })
})
