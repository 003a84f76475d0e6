import { describe, expect } from 'vitest'
import { VISITOR } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import { importProcesses, listProcesses, processOf, processRevision, publishProcess } from './actions.ts'
import { start } from './interpreter.ts'
import { threeStep } from './standard.ts'
import { moved } from './testing.ts'

const total = { value: 5, unit: 'working-day' } as const
const xml = threeStep({ id: 'p', name: 'Cấp giấy phép xây dựng', total, supplement: true })
const line = (title: string) =>
  JSON.stringify({
    code: '1.004955',
    title,
    steps: [
      {
        no: 'B1',
        action: 'Tiếp nhận hồ sơ',
        role: 'Công chức TN&TKQ',
        time_text: '0,5 ngày làm việc',
        value: 0.5,
        unit: 'working_day',
        stage: 1
      },
      {
        no: 'B2',
        action: 'Ký duyệt',
        role: 'Lãnh đạo Sở',
        time_text: '1,5 ngày làm việc',
        value: 1.5,
        unit: 'working_day',
        stage: 1
      },
      {
        no: 'B3',
        action: 'Trả kết quả',
        role: 'Công chức TN&TKQ',
        time_text: 'Không tính thời gian',
        value: null,
        unit: null,
        stage: 1
      }
    ],
    total_text: 'Tổng thời gian 02 ngày làm việc',
    total_value: 2,
    total_unit: 'working_day'
  })
const lines = async function* (...texts: string[]) {
  yield* texts
}

describe('process revisions', () => {
  test('a published process runs from the database as it ran before', async ({ ctx }) => {
    const published = await publishProcess(ctx, { xml, title: 'Cấp giấy phép xây dựng', procedureCode: '1.004222' })
    expect(published.ok).toBe(true)
    if (!published.ok) return
    const model = await processOf(ctx, published.value.id)
    expect(model && moved(start(model)).entered[0]?.step.id).toBe('receive')
    expect(await processOf(ctx, published.value.id)).toBe(model)
    expect((await processRevision(ctx, published.value.id))?.xml).toBe(xml)
    expect((await listProcesses(ctx, '1.004222')).map(row => [row.title, row.steps])).toEqual([
      ['Cấp giấy phép xây dựng', 5]
    ])
  })

  test('the same process is stored once', async ({ ctx }) => {
    const text = threeStep({ id: 'same', name: 'Một lần', total })
    const first = await publishProcess(ctx, { xml: text, title: 'Một lần' })
    const second = await publishProcess(ctx, { xml: text, title: 'Một lần' })
    expect(first.ok && first.value.fresh).toBe(true)
    expect(second).toEqual({ ok: true, value: { id: first.ok && first.value.id, fresh: false } })
  })

  test('a process with faults is not stored', async ({ ctx }) => {
    const refused = await publishProcess(ctx, {
      xml: xml.replaceAll('motcua:role="handler"', ''),
      title: 'Thiếu vai trò'
    })
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'process-invalid', faults: [{ code: 'role-missing', at: 'handle' }] }
    })
    expect((await listProcesses(ctx)).map(row => row.title)).not.toContain('Thiếu vai trò')
  })

  test('an unknown revision is no process', async ({ ctx }) => {
    expect(await processOf(ctx, '00000000-0000-4000-8000-000000000000')).toBeNull()
  })

  test('a stored revision cannot be changed', async ({ ctx }) => {
    await publishProcess(ctx, { xml: threeStep({ id: 'fixed', name: 'Cố định', total }), title: 'Cố định' })
    await expect(ctx.sql`update process_revision set title = 'khác' where title = 'Cố định'`).rejects.toThrow(
      'immutable'
    )
  })

  test('an import may be repeated: what is known stays as it is, bad lines are named', async ({ ctx }) => {
    const first = await importProcesses(ctx, lines(line('Thủ tục A'), '{', line('Thủ tục B'), line('Thủ tục B')))
    expect(first).toMatchObject({ ok: true, value: { new: 3, known: 0, rejected: 1 } })
    const second = await importProcesses(ctx, lines(line('Thủ tục A'), '{', line('Thủ tục B'), line('Thủ tục B')))
    expect(second).toMatchObject({ ok: true, value: { new: 0, known: 3, rejected: 1 } })
    const ids = (result: typeof first) => (result.ok ? result.value.lines.map(each => each.id) : [])
    expect(ids(second)).toEqual(ids(first))
    expect(ids(first)[1]).toBeNull()
  })

  test('only those in charge of procedures may publish or import', async ({ ctx }) => {
    const visitor = { ...ctx, actor: VISITOR }
    expect(await publishProcess(visitor, { xml, title: 'A' })).toEqual({ ok: false, error: { code: 'forbidden' } })
    expect(await importProcesses(visitor, lines(line('C')))).toEqual({ ok: false, error: { code: 'forbidden' } })
  })
})
