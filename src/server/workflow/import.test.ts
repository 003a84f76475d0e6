import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '#server/platform/project.ts'
import { readProcesses } from './import.ts'
import { IMPORT_REMARKS } from './import.model.ts'
import type { ReadProcess } from './import.model.ts'
import { shortName } from './import.rules.ts'
import { parseTime } from './import.times.rules.ts'
import { start } from './interpreter.ts'
import { stepsOf } from './model.ts'
import { recogniseRole } from './roles.rules.ts'
import { finish, moved } from './testing.ts'
import { sayRemark } from './words.ts'

const file = join(process.env.SHARED_DIR ?? join(projectRoot, '..', 'shared'), 'data/processes/quy_trinh_noi_bo.jsonl')
const present = existsSync(file)
const lines = async function* (...texts: string[]) {
  yield* texts
}
const all = (source: AsyncIterable<string>) => Array.fromAsync(readProcesses(source))
const good = (read: readonly ReadProcess[]) => read.flatMap(each => (each.kind === 'read' ? [each] : []))
const remarked = (read: readonly ReadProcess[], code: string) =>
  read.flatMap(each =>
    each.remarks.filter(remark => remark.code === code).map(remark => `${each.line}:${remark.row ?? '-'}`)
  )

describe.skipIf(!present)('the 67 published processes (skipped where ../shared is absent)', async () => {
  const read = present ? await all(createInterface({ input: createReadStream(file) })) : []

  test('all become processes and none is lost, though one table is printed twice', () => {
    expect(good(read)).toHaveLength(67)
    expect(new Set(good(read).map(each => each.contentHash)).size).toBe(67)
    expect(remarked(read, 'table-repeated')).toEqual(['60:-'])
  })

  test('each is started and driven to its end, through every step once and in order', () => {
    for (const { model } of good(read)) {
      const done = finish(model, moved(start(model)).marking)
      expect(done).toEqual(stepsOf(model).map(step => step.id))
    }
  })

  test('the times add up to the stated total, but for the one published slip', () => {
    expect(remarked(read, 'total-differs')).toEqual(['22:-'])
    expect(good(read)[21]?.procedureCode).toBe('1.003999')
    expect(read[21]?.remarks.find(remark => remark.code === 'total-differs')?.detail).toBe('9.5 ≠ 10.5 working-day')
    expect(remarked(read, 'total-missing')).toEqual(['1:-', '2:-', '59:-', '60:-'])
    expect(remarked(read, 'stage-sum-differs')).toEqual([])
  })

  test('every time was understood, and its words agree with its figure', () => {
    expect(remarked(read, 'time-unreadable')).toEqual([])
    expect(remarked(read, 'time-differs')).toEqual([])
    expect(remarked(read, 'time-missing')).toEqual(['15:1', '16:1', '18:1', '19:1'])
  })

  test('553 of the 557 rows are steps; the four feet of tables are named, not lost', () => {
    const steps = good(read).reduce((sum, { model }) => sum + stepsOf(model).length, 0)
    expect(steps).toBe(553)
    expect(remarked(read, 'noise-row')).toEqual(['1:9', '2:9', '59:8', '60:8'])
  })

  test('roles that say no post are few, named by row, and kept word for word', () => {
    expect(remarked(read, 'role-unknown')).toHaveLength(22)
    const commander = stepsOf(good(read)[55]!.model)[0]
    expect([commander?.role, commander?.roleText]).toEqual(['other', 'Ban Chỉ huy Quân sự cấp xã'])
  })

  test('a process over two levels works first where it was received, and its result goes back there', () => {
    const steps = stepsOf(good(read)[44]!.model)
    expect(steps.map(step => `${step.stage} ${step.unit}`)).toEqual([
      ...Array<string>(6).fill('1 receiving'),
      ...Array<string>(5).fill('2 settling'),
      '2 receiving'
    ])
    expect(remarked(read, 'step-number-repeated')).toEqual(['45:4'])
  })

  test('the applicant’s own time in the middle of a process is a wait that does not count', () => {
    const waits = good(read).flatMap(({ line, model }) =>
      stepsOf(model)
        .filter(step => step.kind === 'wait-applicant')
        .map(step => [line, step.order, step.norm])
    )
    expect(waits).toEqual([
      [8, 13, null],
      [10, 17, null]
    ])
  })

  test('reading the file again gives the same processes', async () => {
    const again = await all(createInterface({ input: createReadStream(file) }))
    expect(good(again).map(each => each.contentHash)).toEqual(good(read).map(each => each.contentHash))
  })
})

describe('a line that is no process', () => {
  test('is reported with its number, and the others go on', async () => {
    const step = {
      no: 'B1',
      action: 'Tiếp nhận',
      role: 'Văn thư',
      time_text: '01 ngày làm việc',
      value: 1,
      unit: 'working_day',
      stage: 1
    }
    const fine = JSON.stringify({ code: null, title: 'Thủ tục A', steps: [step] })
    const read = await all(lines('{', '', '{"title":"B","steps":[]}', fine))
    expect(read.map(each => [each.line, each.kind, each.remarks[0]?.code])).toEqual([
      [1, 'rejected', 'not-json'],
      [3, 'rejected', 'not-a-process'],
      [4, 'read', 'signature-missing']
    ])
  })

  test('a slip between the words and the figure of a time is reported', async () => {
    const step = {
      no: 'B1',
      action: 'Xem xét',
      role: 'Lãnh đạo Sở',
      time_text: '02 ngày làm việc',
      value: 3,
      unit: 'working_day',
      stage: 1
    }
    const [read] = await all(lines(JSON.stringify({ code: null, title: 'A', steps: [step] })))
    expect(read?.remarks.find(remark => remark.code === 'time-differs')).toMatchObject({ row: 1 })
  })

  test('every remark has words in both languages', () => {
    for (const code of IMPORT_REMARKS)
      for (const language of ['vi', 'en'] as const)
        expect(sayRemark(language, { code, row: 1, detail: 'x' })).not.toMatch(/[{}]/)
  })
})

describe('a role is recognised as an officer would', () => {
  test.each([
    ['Công chức TN&TKQ', 'one-stop-officer'],
    [
      '- Bộ phận tiếp nhận và trả kết quả của Sở Nội vụ tại TTPVHCC tỉnh; - TTPVHCC các xã, phường.',
      'one-stop-officer'
    ],
    [
      'Chuyên viên của Sở Nông nghiệp và Môi trường thực hiện nhiệm vụ tại Trung tâm Phục vụ hành chính công',
      'one-stop-officer'
    ],
    ['Lãnh đạo Phòng QLCN&TĐC', 'division-head'],
    ['Lãnh đạo Văn phòng Sở', 'division-head'],
    ['Chuyên viên Phòng Kinh tế, Văn phòng UBND tỉnh', 'handler'],
    ['Công chức xử lý hồ sơ', 'handler'],
    ['Lãnh đạo Sở Y tế', 'agency-head'],
    ['Chính ủy Bộ Chỉ huy Quân sự tỉnh', 'agency-head'],
    ['UBND tỉnh', 'chair'],
    ['Lãnh đạo Ủy ban nhân dân cấp xã', 'chair'],
    ['Bộ phận Văn thư Sở Y tế', 'clerk'],
    ['Văn thư Văn phòng UBND tỉnh', 'clerk'],
    ['Các Sở, ban, ngành được xin ý kiến', 'consulted'],
    ['Hội đồng', 'council'],
    ['Tổ chức đề nghị', 'applicant'],
    ['Sở Nội vụ', 'other']
  ])('%s', (text, role) => expect(recogniseRole(text).role).toBe(role))

  test('a text with several posts goes to the clearest and names the others', () => {
    expect(recogniseRole('- Công chức TN&TKQ - Văn thư')).toEqual({ role: 'one-stop-officer', others: ['clerk'] })
    expect(recogniseRole('Lãnh đạo Phòng BTXH và Trẻ em - Sở Y tế')).toEqual({ role: 'division-head', others: [] })
  })
})

test('times are read as they are written', () => {
  expect(parseTime('0,25 ngày làm việc')).toEqual({ value: 0.25, unit: 'working_day' })
  expect(parseTime('7.5 ngày làm việc')).toEqual({ value: 7.5, unit: 'working_day' })
  expect(parseTime('1/2 ngày')).toEqual({ value: 0.5, unit: 'day' })
  expect(parseTime('04 giờ làm việc')).toEqual({ value: 4, unit: 'working_hour' })
  expect(parseTime('Không tính thời gian')).toBeNull()
})

test('a long instruction gets a name that fits a list', () => {
  expect(shortName('1. Tiếp nhận hồ sơ: Tiếp nhận trực tiếp từ tổ chức.')).toBe('Tiếp nhận hồ sơ')
  expect(shortName('- Trả kết quả giải quyết TTHC. - Thống kê, theo dõi.')).toBe('Trả kết quả giải quyết TTHC')
  expect(shortName(`Xem xét ${'hồ sơ '.repeat(40)}`).length).toBeLessThanOrEqual(91)
})
