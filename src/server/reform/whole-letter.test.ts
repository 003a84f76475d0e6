import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { prepareJobs, projectRoot, SYSTEM } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import { relay } from '#server/platform/relay.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { UNITS } from '#server/organisation/index.ts'
import { approveAndPublish, draftLists, moveLists } from '#server/transparency/index.ts'
import { enterDirective } from './directives/actions.ts'
import { DirectiveInput } from './directives/model.ts'
import { reactions, tasks as jobs } from './jobs.ts'
import { documentOfReport, freezeReport, openReport, reportScreen, sendText } from './reports/actions.ts'
import { act, giveTasks, passOnTasks } from './tasks/actions.ts'
import { GROUPS } from './tasks/debtors.rules.ts'
import type { Deadline, Task } from './tasks/model.ts'
import { brokenTasks } from './tasks/store.ts'
import { as } from './testing.ts'

const LETTER = join(process.env.SHARED_DIR ?? join(projectRoot, '..', 'shared'), 'domain', 'directive-letter.md')
const ISSUED = '2022-07-27'
const ALL = Object.keys(GROUPS) as (keyof typeof GROUPS)[]
/** What the letter's words about time mean, to the day. */
const WHEN: Readonly<Record<string, Deadline>> = {
  'within 2022': { kind: 'with-report', until: '2022-12-31' },
  standing: { kind: 'standing' },
  'when results come out': { kind: 'standing' },
  'every month': { kind: 'recurring', every: 'month', until: null },
  'urgent, no day named': { kind: 'open', urgency: 'urgent' },
  soon: { kind: 'open', urgency: 'soon' },
  'before 20 August 2022': { kind: 'date', due: '2022-08-19' }
}
const value = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const words = (cell: string) => cell.replaceAll('**', '').trim()
const at = (ctx: TestCtx, day: Day): Ctx => ({
  ...ctx,
  actor: SYSTEM,
  now: () => new Date(`${day}T03:00:00Z`)
})

/** The rows of the letter as its facts are retold: number, who, what, when, product. */
const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter(line => /^\| \d/.test(line))
    .map(line => line.split('|').slice(1, -1).map(words) as [string, string, string, string, string])

type Entered = { ctx: TestCtx; codes: readonly (readonly string[])[]; older: string; letter: string }

/** Enters the letter on a day, item by item as its rows say, and the older letter that it recalls. */
async function enterWhole(ctx: Ctx, day: Day, year: number): Promise<Omit<Entered, 'ctx'>> {
  const input = (number: string, issuedOn: Day, more: object) =>
    DirectiveInput.parse({
      kind: 'official-letter',
      issuer: 'Chủ tịch UBND tỉnh',
      abstract: number,
      number,
      issuedOn,
      ...more
    })
  const text = readFileSync(LETTER, 'utf8')
  const older = value(await enterDirective(ctx, input(`529/UBND-KSTT/${year}`, `${year}-01-27`, {}), null))
  const letter = value(
    await enterDirective(ctx, input(`4247/UBND-KSTT/${year}`, day, { recalls: older.id, body: text }), null)
  )
  const codes: string[][] = []
  for (const [number, who, what, when, product] of rowsOf(text)) {
    const deadline = WHEN[when]
    if (!deadline) throw new Error(`no meaning for "${when}"`)
    const moved = deadline.kind === 'date' ? { ...deadline, due: deadline.due.replace('2022', String(year)) } : deadline
    const until = moved.kind === 'with-report' ? { ...moved, until: `${year}-12-31` } : moved
    const closesBy =
      until.kind === 'with-report' ? 'report' : product === 'the published list' ? 'edition' : ('product' as const)
    const give = { directive: letter.id, item: Number(number), content: what, product, givenOn: day, deadline: until }
    const to = who.startsWith('Office') ? [UNITS['van-phong']] : ALL
    codes.push(value(await giveTasks(ctx, { ...give, closesBy }, to)).codes)
  }
  return { codes, older: older.id, letter: letter.id }
}

const test = base.extend('entered', { scope: 'file' }, async ({ sql, databaseUrl }): Promise<Entered> => {
  await prepareJobs(databaseUrl)
  const ctx = testCtx(sql)
  await settle(ctx)
  while ((await relay(sql, 'h99', reactions)) > 0);
  return { ctx, ...(await enterWhole(at(ctx, ISSUED), ISSUED, 2022)) }
})
const stateOf = async ({ sql }: Ctx, code: string) =>
  (await sql<{ state: Task }[]>`select state from reform_task where code = ${code}`)[0]!.state
/** How many units of some kinds stood directly under the province on a day, counted from the table itself. */
const standing = async ({ sql }: Ctx, kinds: readonly string[], day: Day) =>
  (
    await sql<{ count: number }[]>`
      select count(*) from unit where parent = 'H99' and kind = any(${kinds as string[]})
        and valid_from <= ${day} and (valid_to is null or valid_to >= ${day})`
  )[0]!.count

if (!existsSync(LETTER)) base.skip('the worked letter: ../shared/domain/directive-letter.md is absent', () => {})

describe.runIf(existsSync(LETTER))('the worked letter, entered whole', () => {
  test('owes item by item: each member of each group of addressees a debtor of its own', async ({ entered }) => {
    const { ctx, codes } = entered
    expect(codes).toHaveLength(8)
    const groups = await Promise.all(Object.values(GROUPS).map(kinds => standing(ctx, kinds, ISSUED)))
    const [departments, central, lower] = groups
    // Three districts of the three tiers; the central agencies are more than the police.
    expect([departments! > 15, central, lower]).toEqual([true, 4, 3])
    const everybody = groups.reduce((sum, count) => sum + count, 0)
    expect(codes.map(item => item.length)).toEqual([everybody, everybody, everybody, everybody, everybody, 1, 1, 1])
    const [owed] = await ctx.sql<{ debtors: number; tasks: number }[]>`
      select count(distinct (item, lead)) as debtors, count(*) as tasks from reform_task where directive = ${entered.letter}`
    expect(owed).toEqual({ debtors: everybody * 5 + 3, tasks: everybody * 5 + 3 })
  })

  test('has its days right: the 19th of August, the end of each month, the two regular reports, and no day', async ({
    entered: { ctx, codes }
  }) => {
    const due = async (item: number) => (await stateOf(ctx, codes[item - 1]![0]!)).due
    expect(await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(due))).toEqual([
      '2022-09-20',
      null,
      null,
      null,
      '2022-07-31',
      null,
      null,
      '2022-08-19'
    ])
  })

  test('is owed by communes and wards when it is given under the two tiers of today', async ({ entered: { ctx } }) => {
    const { codes } = await enterWhole(at(ctx, '2026-07-27'), '2026-07-27', 2026)
    const lower = await ctx.sql<{ kind: string; count: number }[]>`
      select unit.kind, count(*) from reform_task task join unit on unit.code = task.lead
      where task.code = any(${codes[0] as string[]}) and unit.kind in ('commune', 'district') group by unit.kind`
    expect([...lower]).toEqual([{ kind: 'commune', count: await standing(ctx, GROUPS['lower-units'], '2026-07-27') }])
  })

  test('the monthly publication is closed by the edition that the agency published, and by nothing else', async ({
    entered: { ctx, codes },
    sql
  }) => {
    const agency = UNITS['so-tu-phap']
    const code = (
      await ctx.sql<{ code: string }[]>`
      select code from reform_task where lead = ${agency} and code = any(${codes[4] as string[]})`
    )[0]!.code
    const proof = { words: 'Đã dán ở trụ sở', document: '31/TB', files: [] }
    const byHand = { kind: 'close-period', period: '2022-07', by: 'product', on: '2022-07-30', proof } as const
    expect(await act(at(ctx, '2022-07-30'), code, byHand)).toMatchObject({ error: { code: 'edition-needed' } })
    const office = at(ctx, '2022-08-01')
    value(await draftLists(office, '2022-07'))
    await moveLists(office)
    while ((await relay(sql, 'h99', reactions)) > 0);
    expect((await stateOf(ctx, code)).period).toEqual({ key: '2022-07', due: '2022-07-31' })
    value(await approveAndPublish(at(ctx, '2022-08-10'), { agency, month: '2022-07' }))
    while ((await relay(sql, 'h99', reactions)) > 0);
    const told = await sql<{ payload: Record<string, unknown> }[]>`
      select job.payload from graphile_worker._private_jobs job
      join graphile_worker._private_tasks task on task.id = job.task_id where task.identifier = 'reform.edition'`
    expect(told.map(({ payload }) => [payload.agency, payload.month])).toEqual([[agency, '2022-07']])
    await jobs['reform.edition'](at(ctx, '2022-08-10'), told[0]!.payload)
    expect(await stateOf(ctx, code)).toMatchObject({
      period: { key: '2022-08', due: '2022-08-31' },
      periods: [{ key: '2022-07', closedOn: '2022-08-10' }]
    })
  })

  test('item 8: the report on the earlier letter’s tasks is frozen by the 19th and closes the task as its proof', async ({
    entered: { ctx, codes, older }
  }) => {
    const listed = value(
      await giveTasks(
        at(ctx, '2022-01-27'),
        {
          directive: older,
          item: 1,
          content: 'Chỉ tiêu, nhiệm vụ năm 2022',
          product: '',
          givenOn: '2022-01-27',
          deadline: { kind: 'date', due: '2022-06-30' }
        },
        ['departments']
      )
    ).codes
    const on = at(ctx, '2022-08-18')
    for (const code of listed.slice(0, 4)) {
      value(
        await act(at(ctx, '2022-06-20'), code, {
          kind: 'report',
          on: '2022-06-20',
          proof: { words: '', document: '9/BC', files: [] }
        })
      )
      value(await act(at(ctx, '2022-06-22'), code, { kind: 'accept', note: '' }))
    }
    const { id } = value(await openReport(on, { directive: older }))
    const { number } = value(await freezeReport(on, id))
    const said = async () =>
      (await reportScreen(on, id))!.figures.map(({ key, value: of, rows }) => [key, of, rows.length])
    const frozen = await said()
    expect(frozen).toEqual([
      ['tasks-total', listed.length, listed.length],
      ['tasks-on-time', 4, 4],
      ['tasks-late-done', 0, 0],
      ['tasks-open', 0, 0],
      ['tasks-overdue', listed.length - 4, listed.length - 4]
    ])
    value(
      await act(on, listed[5]!, {
        kind: 'report',
        on: '2022-08-18',
        proof: { words: '', document: '10/BC', files: [] }
      })
    )
    value(await act(on, listed[5]!, { kind: 'accept', note: '' }))
    expect(await said()).toEqual(frozen)
    const document = (await documentOfReport(on, id))!
    const proof = { words: '', document: `${document.number}/${document.symbol}`, files: [] }
    value(await act(on, codes[7]![0]!, { kind: 'report', on: '2022-08-18', proof }))
    value(await act(at(ctx, '2022-08-23'), codes[7]![0]!, { kind: 'accept', note: '' }))
    expect(number).toBeGreaterThan(0)
    expect(await stateOf(ctx, codes[7]![0]!)).toMatchObject({
      doneOn: '2022-08-18',
      doneLate: false,
      ended: 'accepted'
    })
  })

  test('item 1 is told in the two regular reports that follow, and asks for no report of its own', async ({
    entered: { ctx, codes }
  }) => {
    const agency = UNITS['van-phong']
    for (const [kind, day] of [
      ['q3', '2022-09-19'],
      ['year', '2022-12-19']
    ] as const) {
      const { id } = value(await openReport(at(ctx, day), { kind, year: 2022 }))
      value(await sendText(at(ctx, day), id, 'steering', 'H99', 'Kết quả thực hiện chương trình, kế hoạch.'))
      const asked = (await reportScreen(at(ctx, day), id))!.texts.filter(text => text.unit === agency)
      const clerk = { ...as(ctx, agency, 'handler'), now: at(ctx, day).now }
      for (const { section } of asked) value(await sendText(clerk, id, section, agency, 'Đã rà soát.'))
      value(await freezeReport(at(ctx, day), id))
    }
    const [done] = await ctx.sql<{ state: Task }[]>`
      select state from reform_task where lead = ${agency} and code = any(${codes[0] as string[]})`
    expect(done!.state.periods.map(({ key, closedOn }) => [key, closedOn])).toEqual([
      ['2022-q3', '2022-09-19'],
      ['2022-year', '2022-12-19']
    ])
    expect(done!.state.ended).toBe('accepted')
  })

  test('what a district of 2022 still owed is owed by the communes on its land since, and every chain holds', async ({
    entered: { ctx, codes }
  }) => {
    await passOnTasks(at(ctx, '2025-07-02'))
    const heirs = await ctx.sql<{ lead: string }[]>`
      select heir.lead from reform_task task join reform_task heir on heir.inherits = task.id
      where task.lead = ${UNITS['huyen-nui-lam']} and task.code = any(${codes[1] as string[]}) order by heir.lead`
    expect(heirs.map(({ lead }) => lead)).toEqual([UNITS['xa-nui-lam'], UNITS['xa-suoi-nhan']])
    expect(await brokenTasks(ctx)).toEqual([])
  })
})
