import ExcelJS from 'exceljs'
import { describe, expect } from 'vitest'
import { settle, tellHistory } from '#server/demonstration/index.ts'
import { createPolicy, actorOf } from '#server/identity/index.ts'
import { permissions as dossierPermissions } from '#server/dossiers/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { recountForeign } from '../foreign.ts'
import { permissions } from '../permissions.ts'
import { followDossiers } from '../settlement.ts'
import { behindCell } from './behind.ts'
import type { Cells, Report } from './model.ts'
import { report } from './report.actions.ts'
import { answerReport, chooseOnTime, sendReport, sentReportWithDifferences } from './sent.actions.ts'
import { failuresOf } from './rules.ts'
import { templateOf, TEMPLATES } from './templates.rules.ts'
import { quarterOn, windowOf } from './windows.rules.ts'
import { reportWorkbook } from './workbook.ts'

const test = base.extend('told', { scope: 'file' }, async ({ sql }): Promise<TestCtx> => {
  const ctx = testCtx(sql)
  await settle(ctx)
  await tellHistory(ctx, { dossiers: 900, until: new Date('2026-11-20T10:00:00Z') })
  await followDossiers(ctx)
  await recountForeign(ctx)
  return ctx
})
const Q3 = windowOf(2026, 'Q3')
const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const quarter = async (ctx: Ctx, template = 'II.06a', unit: string | null = null): Promise<Report> =>
  value(await report(ctx, { template, unit, ...Q3 }))
const policy = createPolicy([permissions, dossierPermissions])
const as = (ctx: TestCtx, unit: string, ...roles: string[]): Ctx => ({
  ...ctx,
  actor: actorOf(
    { id: '0190c0de-0000-7000-8000-00000000000a', kind: 'officer', name: 'Cán bộ' },
    { unit, roles },
    policy
  )
})

/**
 * The same quarter counted from the events alone: when a dossier was received, when it ended and until when it was to
 * be done, as of the cut-off. Dossiers of other systems are read from what those systems told.
 */
const counted = ({ sql }: TestCtx) => sql<({ level: string; field: string } & Record<string, string | number>)[]>`
  with cut as (
    select timestamptz '2026-06-15 00:00+07' as since, timestamptz '2026-09-15 00:00+07' as until
  ), ours as (
    select d.id, d.procedure_code, d.settling_unit, d.channel,
      (select min(e.at) from event e where e.case_id = d.id and e.type in ('dossier.received', 'dossier.settled-at-once')) as received,
      (select min(e.at) from event e where e.case_id = d.id and e.type in ('dossier.settled', 'dossier.refused',
        'dossier.withdrawn', 'dossier.stopped', 'dossier.settled-at-once')) as ended,
      (select e.data ->> 'dueAt' from event e, cut where e.case_id = d.id and e.at < cut.until
        and e.type in ('dossier.received', 'clock.resumed', 'clock.extended', 'clock.recomputed')
        order by e.version desc limit 1)::timestamptz as due,
      (select e.type = 'clock.paused' from event e, cut where e.case_id = d.id and e.at < cut.until
        and e.type in ('clock.paused', 'clock.resumed') order by e.version desc limit 1) as paused,
      (select max(e.at) from event e, cut where e.case_id = d.id and e.at < cut.until and e.type = 'clock.paused') as paused_at
    from dossier d where not exists (select from event e where e.case_id = d.id and e.type = 'dossier.voided')
  ), theirs as (
    select gen_random_uuid(), f.procedure_code, f.settling_unit, case f.channel when 2 then 'online' else 'counter' end,
      f.received_at, f.finished_at, f.due_at, false, null::timestamptz
    from foreign_dossier f
    where f.due_at is not null and f.state not in (5, 6) and (f.state < 8 or f.finished_at is not null)
      and (f.finished_at is null or f.finished_at >= f.received_at)
      and not exists (select from dossier d where d.code = coalesce(f.national_code, f.code))
  ), every as (select * from ours union all select * from theirs),
  judged as (
    select coalesce(u.level, '') as level, coalesce(p.field_name, '–') as field, received < since as old, channel = 'online' as online,
      ended < until as done, due,
      case when ended < until then ended > due when paused then due < paused_at else due < until end as late,
      (ended + interval '7 hours')::date < (due + interval '7 hours')::date as early
    from every cross join cut left join procedure p on p.code = every.procedure_code left join unit u on u.code = every.settling_unit
    where received < until and (ended is null or ended >= since)
  )
  select level as "level", field as "field", count(*) as "3", count(*) filter (where not old and online) as "4",
    count(*) filter (where not old and not online) as "5", count(*) filter (where old) as "6",
    count(*) filter (where done) as "7", count(*) filter (where done and not coalesce(late, false) and coalesce(early, false)) as "8",
    count(*) filter (where done and not coalesce(late, false) and not coalesce(early, false)) as "9",
    count(*) filter (where done and late) as "10", count(*) filter (where done is not true) as "11",
    count(*) filter (where done is not true and not coalesce(late, false)) as "12",
    count(*) filter (where done is not true and late) as "13"
  from judged group by 1, 2`

describe('Form II.06a', () => {
  test('of a quarter agrees in every cell with a count of the events alone', async ({ told }) => {
    const { lines, total } = await quarter(told)
    const independent = await counted(told)
    const mine = lines.map(({ level, name, cells }) => ({ level: level ?? '', field: name, ...cells }))
    const order = (a: { level: string; field: string }, b: { level: string; field: string }) =>
      `${a.level}|${a.field}` < `${b.level}|${b.field}` ? -1 : 1
    expect(mine.toSorted(order)).toEqual([...independent].map(row => ({ ...row })).toSorted(order))
    expect(total['3']).toBeGreaterThan(100)
    expect(total['10']! + total['13']!).toBeGreaterThan(0)
    expect(total['6']).toBeGreaterThan(0)
  })

  test('keeps its checks on every line, and what a quarter leaves in hand the next begins with', async ({ told }) => {
    const third = await quarter(told)
    const fourth = value(await report(told, { template: 'II.06a', unit: null, ...windowOf(2026, 'Q4') }))
    expect([...third.failures, ...fourth.failures]).toEqual([])
    expect(fourth.total['6']).toBe(third.total['11'])
  })

  test('says the same by field, by unit and for the whole province', async ({ told }) => {
    const [a, b, c] = [await quarter(told), await quarter(told, 'II.06b'), await quarter(told, 'II.06c')]
    expect(b.total).toEqual(a.total)
    expect(c.total).toEqual(a.total)
    const added = (of: string) => b.lines.reduce((sum, line) => sum + line.cells[of]!, 0)
    expect(added('3')).toBe(a.total['3'])
  })

  test('opens each cell to exactly its dossiers', async ({ told }) => {
    const { lines } = await quarter(told, 'II.06a', 'H99.31')
    for (const line of lines)
      for (const column of ['4', '8', '13'] as const) {
        const page = value(
          await behindCell(told, {
            ...{ template: 'II.06a', unit: 'H99.31', ...Q3, sent: null, after: null },
            ...{ line: line.key, column }
          })
        )
        if (page.next === null) expect(page.rows).toHaveLength(line.cells[column]!)
      }
    expect(lines.length).toBeGreaterThan(0)
  })

  test('counts what was withdrawn as on time only where the administrator says so, and says it', async ({ told }) => {
    const before = await quarter(told)
    expect(await chooseOnTime(as(told, 'H99', 'chair'), ['withdrawn'])).toMatchObject({ error: { code: 'forbidden' } })
    await chooseOnTime(told, ['withdrawn', 'returned', 'waiting'])
    const after = await quarter(told)
    await chooseOnTime(told, [])
    expect(after.favoured).toEqual(['withdrawn', 'returned', 'waiting'])
    expect(after.total['7']).toBe(before.total['7'])
    expect(after.total['9']).toBeGreaterThan(before.total['9']!)
    expect(after.failures).toEqual([])
  })
})

describe('a sent report', () => {
  test('is of a period that is over, by the agency itself, once, and confirmed or given back with a reason', async ({
    told
  }) => {
    const [head, control] = [as(told, 'H99.31', 'agency-head'), as(told, 'H99.01.05', 'control-office')]
    const asked = { template: 'II.06a', unit: 'H99.31', ...Q3 }
    expect(await sendReport(head, { ...asked, ...windowOf(2026, 'Q4') })).toMatchObject({
      error: { code: 'period-not-over' }
    })
    expect(await sendReport(as(told, 'H99.32', 'agency-head'), asked)).toMatchObject({ error: { code: 'forbidden' } })
    const { id } = value(await sendReport(head, asked))
    expect(await sendReport(head, asked)).toMatchObject({ error: { code: 'already-sent' } })
    expect(await answerReport(control, id, { state: 'returned', reason: ' ' })).toMatchObject({
      error: { code: 'reason-needed' }
    })
    expect(await answerReport(control, id, { state: 'returned', reason: 'Thiếu hồ sơ đất đai' })).toMatchObject({
      ok: true
    })
    const again = value(await sendReport(head, asked))
    expect(await answerReport(head, again.id, { state: 'confirmed' })).toMatchObject({ error: { code: 'forbidden' } })
    expect(await answerReport(control, again.id, { state: 'confirmed' })).toMatchObject({ ok: true })
    expect(await sendReport(control, { template: 'II.06b', unit: 'H99', ...Q3 })).toMatchObject({
      error: { code: 'agencies-unconfirmed' }
    })
    // What the agency confirmed stands in the province's report, whatever happens to its dossiers afterwards.
    const lineOf = ({ lines }: Report) => lines.find(({ key }) => key === 'H99.31')!.cells['3']!
    const [confirmed, own] = [lineOf(await quarter(told, 'II.06b')), await quarter(told, 'II.06a', 'H99.31')]
    await told.sql`
      delete from settlement where dossier_id = (
        select dossier_id from report_dossier where report = ${again.id} order by code limit 1)`
    expect(lineOf(await quarter(told, 'II.06b'))).toBe(confirmed)
    expect((await quarter(told, 'II.06a', 'H99.31')).total['3']).toBe(own.total['3']! - 1)
    const merged = await sendReport(control, { template: 'II.06b', unit: 'H99', ...Q3 }, { despite: true })
    expect(merged).toMatchObject({ ok: true })
    const frozen = value(await sentReportWithDifferences(control, value(merged).id)).sent.body
    expect(lineOf(frozen)).toBe(confirmed)
  })

  test('does not begin with other dossiers in hand than the one before left', async ({ told }) => {
    const unit = 'H99.33'
    const { id } = value(await sendReport(told, { template: 'II.06a', unit, ...windowOf(2026, 'Q2') }))
    await told.sql`
      delete from settlement where dossier_id = (
        select dossier_id from report_dossier where report = ${id} and went in (12, 13) order by code limit 1)`
    expect(await sendReport(told, { template: 'II.06a', unit, ...Q3 })).toMatchObject({
      error: { code: 'carry-over-differs' }
    })
  })

  test('keeps its rows: a later correction is a difference, and nobody changes what was sent', async ({ told }) => {
    const asked = { template: 'II.06a', unit: 'H99.32', ...Q3 }
    const { id } = value(await sendReport(told, asked))
    const before = value(await sentReportWithDifferences(told, id))
    expect(before.differences).toEqual([])
    await told.sql`
      delete from settlement where dossier_id = (
        select dossier_id from report_dossier where report = ${id} and went = 8 order by code limit 1)`
    const { sent, differences } = value(await sentReportWithDifferences(told, id))
    expect(differences.map(({ column, sent: was, now }) => [column, was - now])).toEqual(
      expect.arrayContaining([
        ['3', 1],
        ['7', 1],
        ['8', 1]
      ])
    )
    const cells = (of: Cells) => of['8']
    const page = value(await behindCell(told, { ...asked, sent: id, line: null, column: '8', after: null }))
    expect(page.next !== null || page.rows.length === cells(sent.body.total)).toBe(true)
    // On paper and as a workbook it is what was sent, not what would be counted today.
    const template = templateOf(sent.template, sent.version)!
    const words = { unit: 'x', period: 'x', note: 'x', levels: { commune: 'Cấp xã' } }
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await reportWorkbook(template, sent.body, words)) as never)
    const rows: unknown[][] = []
    workbook.worksheets[0]!.eachRow(row => void rows.push(row.values as unknown[]))
    const total = rows.find(row => row[2] === 'Tổng số')!
    expect(total.slice(3)).toEqual(template.columns.map(({ no }) => sent.body.total[no]))
    expect(rows.some(row => row[2] === 'Cấp xã')).toBe(true)
    await expect(told.sql`update report set body = '{}' where id = ${id}`).rejects.toThrow('never changes')
  })
})

test('a form whose columns do not add up says where, and is not sent', () => {
  const cells = Object.fromEntries(templateOf('II.06a')!.columns.map(({ no }) => [no, 0]))
  const odd = { key: 'commune|x', name: 'Hộ tịch', level: 'commune', cells: { ...cells, '3': 1, '5': 1 } }
  expect(failuresOf(templateOf('II.06a')!, { lines: [odd], total: cells })).toEqual([
    { line: 'Hộ tịch', column: '3', is: 1, should: 0 }
  ])
})

test('official periods follow each other without a gap, the first beginning in December', () => {
  expect(windowOf(2026, 'Q1')).toEqual({ from: '2025-12-15', to: '2026-03-14' })
  expect(windowOf(2026, 'Q4')).toEqual({ from: '2026-09-15', to: '2026-12-14' })
  expect(windowOf(2026, 'H1')).toEqual({ from: '2025-12-15', to: '2026-06-14' })
  expect(windowOf(2026, 'year')).toEqual({ from: '2025-12-15', to: '2026-12-14' })
  expect(quarterOn('2026-12-20')).toEqual({ year: 2027, span: 'Q1' })
  expect(TEMPLATES.map(each => each.code)).toEqual(['II.06a', 'II.06b', 'II.06c', 'II.07b', '07a/BTP'])
})
