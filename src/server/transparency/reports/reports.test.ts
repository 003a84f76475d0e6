import ExcelJS from 'exceljs'
import { describe, expect } from 'vitest'
import { settle, tellForeign, tellHistory } from '#server/demonstration/index.ts'
import { createPolicy, actorOf } from '#server/identity/index.ts'
import { permissions as dossierPermissions } from '#server/dossiers/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
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
  await tellForeign(ctx)
  // Some came by post, and of some the other system does not tell how they came.
  await sql`update foreign_dossier set channel = case when code < 'TT-00020' then 3 end where code < 'TT-00050'`
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
type IndependentRow = { by: string; key: string } & Record<
  'c3' | 'c4' | 'c5' | 'c6' | 'c7' | 'c8' | 'c9' | 'c10' | 'c11' | 'c12' | 'c13' | 'new' | 'post' | 'direct' | 'intime',
  number
>
type Count = Exclude<keyof IndependentRow, 'by' | 'key'>
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
 * The same period counted from the events alone: when a dossier was received, when it ended and until when it was to be
 * done, as of the cut-off. Dossiers of other systems are read from what those systems told. By field of each level, by
 * agency, and in all; beside the columns of 2020 those that only the form of 2026 has.
 */
const counted = ({ sql }: TestCtx, { from, to }: { from: Day; to: Day }) => sql<IndependentRow[]>`
  with cut as (
    select ${from}::date::timestamp at time zone 'Asia/Ho_Chi_Minh' as since,
      (${to}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as until
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
    select gen_random_uuid(), f.procedure_code, f.settling_unit,
      case f.channel when 1 then 'counter' when 2 then 'online' when 3 then 'post' else 'unknown' end,
      f.received_at, f.finished_at, f.due_at, false, null::timestamptz
    from foreign_dossier f
    where f.due_at is not null and f.state not in (5, 6) and (f.state < 8 or f.finished_at is not null)
      and (f.finished_at is null or f.finished_at >= f.received_at)
      and not exists (select from dossier d where d.code = coalesce(f.national_code, f.code))
  ), every as (select * from ours union all select * from theirs),
  judged as (
    select coalesce(u.level, '') || '|' || coalesce(p.field_code, '') as field,
      split_part(settling_unit, '.', 1) || '.' || split_part(settling_unit, '.', 2) as agency,
      received < since as old, channel, ended < until as done, due,
      case when ended < until then ended > due when paused then due < paused_at else due < until end as late,
      (ended + interval '7 hours')::date < (due + interval '7 hours')::date as early
    from every cross join cut left join procedure p on p.code = every.procedure_code left join unit u on u.code = every.settling_unit
    where received < until and (ended is null or ended >= since)
  )
  select case when grouping(agency) = 0 then 'agency' when grouping(field) = 0 then 'field' else 'all' end as "by",
    coalesce(agency, field, '') as "key",
    count(*) as "c3", count(*) filter (where not old and channel = 'online') as "c4",
    count(*) filter (where not old and channel <> 'online') as "c5", count(*) filter (where old) as "c6",
    count(*) filter (where done) as "c7", count(*) filter (where done and not coalesce(late, false) and coalesce(early, false)) as "c8",
    count(*) filter (where done and not coalesce(late, false) and not coalesce(early, false)) as "c9",
    count(*) filter (where done and late) as "c10", count(*) filter (where done is not true) as "c11",
    count(*) filter (where done is not true and not coalesce(late, false)) as "c12",
    count(*) filter (where done is not true and late) as "c13",
    count(*) filter (where not old) as "new", count(*) filter (where not old and channel = 'post') as "post",
    count(*) filter (where not old and channel in ('counter', 'unknown')) as "direct",
    count(*) filter (where done and not coalesce(late, false)) as "intime"
  from judged group by grouping sets ((field), (agency), ())`

/** Which of the independent counts stands in which column of which form. */
const BY_2020 = Object.fromEntries([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map(no => [no, `c${no}` as Count]))
const FORMS: readonly (readonly [string, 'field' | 'agency', Record<string, Count>])[] = [
  ['II.06a', 'field', BY_2020],
  ['II.06b', 'agency', BY_2020],
  ['II.06c', 'field', BY_2020],
  [
    '07a/BTP',
    'agency',
    // prettier-ignore
    { 3: 'new', 4: 'direct', 5: 'c4', 6: 'post', 7: 'c7', 8: 'intime', 9: 'c10', 10: 'c11', 11: 'c12', 12: 'c13' }
  ]
]

/** What the forms are counted over: how many of each kind of fate the quarter holds. */
const fates = async ({ sql }: TestCtx) =>
  (
    await sql<Record<'late' | 'withdrawn' | 'supplemented' | 'carried' | 'foreign' | 'atOnce', number>[]>`
      select count(*) filter (where type = 'dossier.withdrawn') as "withdrawn",
        count(*) filter (where type = 'dossier.supplement-requested') as "supplemented",
        count(*) filter (where type = 'dossier.settled-at-once') as "atOnce",
        (select count(*) from foreign_dossier where due_at is not null and received_at < '2026-09-15') as "foreign",
        (select count(*) from dossier where received_at < '2026-06-15' and finished_at >= '2026-06-15') as "carried",
        (select count(*) from dossier where finished_at > due_at) as "late"
      from event where case_kind = 'dossier' and at >= '2026-06-15' and at < '2026-09-15'`
  )[0]!

describe('the periodic forms', () => {
  test('are counted over dossiers of every fate', async ({ told }) => {
    for (const [fate, count] of Object.entries(await fates(told))) expect([fate, count > 0]).toEqual([fate, true])
  })

  for (const span of ['Q2', 'Q3'] as const)
    test(`of ${span} agree in every cell with a count of the events alone`, async ({ told }) => {
      const window = windowOf(2026, span)
      const independent = await counted(told, window)
      for (const [template, by, columns] of FORMS) {
        const { lines, total } = value(await report(told, { template, unit: null, ...window }))
        const cellsOf = (row: IndependentRow) =>
          Object.fromEntries(Object.entries(columns).map(([no, count]) => [no, row[count]]))
        const expected = independent.filter(row => row.by === by).map(row => [row.key, cellsOf(row)] as const)
        expect([template, Object.fromEntries(lines.map(line => [line.key, line.cells]))]).toEqual([
          template,
          Object.fromEntries(expected)
        ])
        expect([template, total]).toEqual([template, cellsOf(independent.find(row => row.by === 'all')!)])
        expect(total['7']).toBeGreaterThan(100)
      }
    })
})

describe('Form II.07b', () => {
  test('agrees in every cell with a count of the catalogue alone', async ({ told }) => {
    const { lines, total, failures } = await quarter(told, 'II.07b')
    const independent = await told.sql<{ unit: string; level: string; all: number; own: number }[]>`
      with office as (select code, level, settles from unit where valid_from <= '2026-09-14' and coalesce(valid_to, '2026-09-14') >= '2026-09-14'),
      pair as (
        select office.code as unit, office.level, p.code,
          exists (select from procedure_revision r where r.id = p.current_revision and r.body ->> 'processId' <> '') as own
        from procedure p cross join office
        where p.status = 'in-force' and ((p.settling_kind = 'commune' and office.level = 'commune' and office.settles)
          or (p.settling_kind = 'department'
            and office.code in (select s.unit from unit_short_name s where s.short_name = p.settling_code)))
      )
      select substring(unit from '^[^.]+\.[^.]+') as "unit", level as "level", count(*) as "all",
        count(*) filter (where own) as "own"
      from pair group by 1, 2`
    const LEVEL = { province: [4, 8, 12], district: [5, 9, 13], commune: [6, 10, 14] } as const
    const expected = [...Map.groupBy(independent, row => row.unit)].map(([unit, rows]) => {
      const cells = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [String(i + 3), 0]))
      for (const { level, all, own } of rows) {
        const [competence, desk, process] = LEVEL[level as keyof typeof LEVEL]
        for (const [no, count] of [
          [3, all],
          [competence, all],
          [7, all],
          [desk, all],
          [11, own],
          [process, own]
        ] as const)
          cells[no]! += count
      }
      return [unit, cells] as const
    })
    expect(Object.fromEntries(lines.map(line => [line.key, line.cells]))).toEqual(Object.fromEntries(expected))
    for (const [no, sum] of Object.entries(total))
      expect([no, sum]).toEqual([no, lines.reduce((whole, { cells }) => whole + cells[no]!, 0)])
    expect(failures).toEqual([])
    expect(total['4']! * total['6']! * total['11']!).toBeGreaterThan(0)
  })

  test('opens each cell to its procedures, keeps them when sent, and takes up what an agency confirmed', async ({
    told
  }) => {
    const asked = { template: 'II.07b', unit: 'H99.33', ...Q3 }
    const { total } = await quarter(told, 'II.07b', 'H99.33')
    const codesOf = async (column: string, sent: string | null) => {
      const page = value(await behindCell(told, { ...asked, column, sent, line: null, after: null }))
      return page.rows.map(row => row.code)
    }
    expect(await codesOf('6', null)).toHaveLength(Math.min(50, total['6']!))
    expect(await codesOf('14', null)).toHaveLength(Math.min(50, total['14']!))
    const { id } = value(await sendReport(told, asked))
    expect(await answerReport(told, id, { state: 'confirmed' })).toMatchObject({ ok: true })
    const gone = (await codesOf('6', id))[0]!
    await told.sql`update procedure set status = 'withdrawn' where code = ${gone}`
    expect(await codesOf('6', id)).toContain(gone)
    expect(await codesOf('6', null)).not.toContain(gone)
    const of = (unit: string, { lines }: Report) => lines.find(line => line.key === unit)!.cells['6']!
    const merged = await quarter(told, 'II.07b')
    expect([of('H99.33', merged), of('H99.32', merged)]).toEqual([total['6']!, total['6']! - 1])
    expect(value(await sentReportWithDifferences(told, id)).differences).toContainEqual(
      expect.objectContaining({ column: '6', sent: total['6'], now: total['6']! - 1 })
    )
    await told.sql`update procedure set status = 'in-force' where code = ${gone}`
    await expect(told.sql`delete from report_procedure where report = ${id}`).rejects.toThrow('never change')
  })
})

describe('Form II.06a', () => {
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
