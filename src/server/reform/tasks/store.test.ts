import { describe, expect } from 'vitest'
import fc from 'fast-check'
import { UNITS } from '#server/organisation/index.ts'
import { test } from '#server/platform/testing.ts'
import { aProvince, as, office } from '../testing.ts'
import { act, cutOff, giveTasks, passOnTasks } from './actions.ts'
import { statusOf } from './status.rules.ts'
import { brokenTasks, load } from './store.ts'
import { ASKED, owedToOthers, statusCounts, taskLines } from './views.ts'

const proof = { words: 'Đã xong', document: '12/BC-STP', files: [] }
const dated = { directive: null, item: 1, content: 'Báo cáo kết quả', product: 'Báo cáo', givenOn: '2026-11-02' }

describe('tasks in the province', () => {
  test('a group is given in one go, each debtor with a number of its own and a chain of its own', async ({ ctx }) => {
    await aProvince(ctx)
    const given = await giveTasks(office(ctx), { ...dated, deadline: { kind: 'date', due: '2026-11-30' } }, [
      'departments',
      UNITS['cong-an']
    ])
    if (!given.ok) throw new Error(given.error.code)
    expect(given.value.codes[0]).toBe('NV-2026-00001')
    expect(new Set(given.value.codes).size).toBe(given.value.codes.length)
    expect(given.value.codes.length).toBeGreaterThan(12)
    expect(await brokenTasks(ctx)).toEqual([])
  })

  test('an agency reports, the office sends back with a reason, then accepts: done on the day of the report accepted', async ({
    ctx
  }) => {
    const given = await giveTasks(office(ctx), { ...dated, deadline: { kind: 'date', due: '2026-11-20' } }, [
      UNITS['so-tu-phap']
    ])
    const code = given.ok ? given.value.codes[0]! : ''
    const agency = as(ctx, UNITS['so-tu-phap'], 'handler')
    expect(await act(agency, code, { kind: 'accept', note: '' })).toMatchObject({ error: { code: 'forbidden' } })
    expect(
      await act(agency, code, { kind: 'report', on: '2026-11-19', proof: { ...proof, document: '' } })
    ).toMatchObject({ error: { code: 'proof-missing' } })
    await act(agency, code, { kind: 'report', on: '2026-11-19', proof })
    const returned = await act(office(ctx), code, { kind: 'send-back', reason: 'Thiếu phụ lục' })
    expect(returned).toMatchObject({ ok: true, value: { reported: null, returns: 1 } })
    await act(agency, code, { kind: 'report', on: '2026-11-23', proof })
    await act(office(ctx), code, { kind: 'accept', note: '' })
    expect(await load(ctx, { code })).toMatchObject({ ended: 'accepted', doneOn: '2026-11-23', doneLate: true })
    expect(await brokenTasks(ctx)).toEqual([])
  })

  test('an extension moves the present date and never the first', async ({ ctx }) => {
    const given = await giveTasks(office(ctx), { ...dated, deadline: { kind: 'date', due: '2026-11-20' } }, [
      UNITS['so-y-te']
    ])
    const code = given.ok ? given.value.codes[0]! : ''
    const agency = as(ctx, UNITS['so-y-te'], 'agency-head')
    await act(agency, code, { kind: 'ask-extension', until: '2026-12-10', reason: 'Chờ số liệu', document: '7/SYT' })
    await act(office(ctx), code, { kind: 'grant-extension', until: '2026-12-04', document: '99/UBND' })
    expect(await load(ctx, { code })).toMatchObject({ firstDue: '2026-11-20', due: '2026-12-04', asked: null })
    const [line] = await taskLines(ctx, { ...ASKED, text: code.toLowerCase() }, await cutOff(ctx))
    expect(line).toMatchObject({ code, status: 'extended' })
  })

  test('what a lead waits for is on the list of the other agency', async ({ ctx }) => {
    const given = await giveTasks(office(ctx), { ...dated, deadline: { kind: 'date', due: '2026-11-30' } }, [
      UNITS['so-y-te']
    ])
    const code = given.ok ? given.value.codes[0]! : ''
    await act(as(ctx, UNITS['so-y-te'], 'handler'), code, {
      kind: 'wait',
      on: UNITS['so-tai-chinh'],
      what: 'Dự toán',
      from: '2026-11-10'
    })
    const owed = await owedToOthers(ctx, UNITS['so-tai-chinh'], 10)
    expect(owed).toContainEqual(expect.objectContaining({ code, kind: 'wait' }))
    expect(
      await act(as(ctx, UNITS['so-tai-chinh'], 'handler'), code, {
        kind: 'end-wait',
        on: UNITS['so-tai-chinh'],
        note: 'Đã gửi'
      })
    ).toMatchObject({ ok: true })
  })

  test('an agency sees its own tasks only', async ({ ctx }) => {
    const given = await giveTasks(office(ctx), { ...dated, deadline: { kind: 'date', due: '2026-11-30' } }, [
      UNITS['so-y-te']
    ])
    const code = given.ok ? given.value.codes[0]! : ''
    expect(
      await act(as(ctx, UNITS['so-tu-phap'], 'handler'), code, { kind: 'note', percent: 5, note: 'x', files: [] })
    ).toMatchObject({ error: { code: 'task-missing' } })
  })

  test('tasks of a district go to those who took over, with both clocks unchanged, and once only', async ({ ctx }) => {
    const given = await giveTasks(
      office(ctx),
      { ...dated, givenOn: '2022-07-27', deadline: { kind: 'date', due: '2022-08-19' } },
      [UNITS['huyen-nui-lam']]
    )
    const code = given.ok ? given.value.codes[0]! : ''
    expect(await passOnTasks(ctx)).toBe(1)
    expect(await passOnTasks(ctx)).toBe(0)
    const before = await load(ctx, { code })
    expect(before?.ended).toBe('passed-on')
    const heirs = await ctx.sql<
      { lead: string; due: string }[]
    >`select lead, first_due as due from reform_task where inherits = ${before!.id} order by lead`
    expect([...heirs]).toEqual([
      { lead: UNITS['xa-nui-lam'], due: '2022-08-19' },
      { lead: UNITS['xa-suoi-nhan'], due: '2022-08-19' }
    ])
  })

  test('the counts and the rule give the same status for any dates', async ({ ctx }) => {
    const day = fc.constantFrom('2026-11-01', '2026-11-10', '2026-11-20', '2026-11-25', '2026-12-01')
    const maybe = fc.option(day)
    const clocks = fc.record({
      startsOn: day,
      firstDue: maybe,
      due: maybe,
      reportedOn: maybe,
      ended: fc.constantFrom(null, null, 'accepted' as const, 'withdrawn' as const),
      doneLate: fc.boolean(),
      standing: fc.boolean()
    })
    const cut = { today: '2026-11-20', riskUntil: '2026-11-25' }
    const cases = fc.sample(clocks, 400)
    const rows = await ctx.sql<{ status: string }[]>`
      select task_status(ended, done_late, kind, starts_on, first_due, due, reported_on, ${cut.today}, ${cut.riskUntil}) as status
      from jsonb_to_recordset(${ctx.sql.json(cases.map((one, place) => ({ place, ended: one.ended, done_late: one.doneLate, kind: one.standing ? 'standing' : 'date', starts_on: one.startsOn, first_due: one.firstDue, due: one.due, reported_on: one.reportedOn })))})
        as c (place integer, ended text, done_late boolean, kind text, starts_on date, first_due date, due date, reported_on date) order by place`
    expect(rows.map(row => row.status)).toEqual(cases.map(one => statusOf(one, cut)))
    expect((await statusCounts(ctx, null, cut)).length).toBeGreaterThan(1)
  })
})
