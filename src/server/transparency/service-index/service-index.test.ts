import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { settle, tellHistory } from '#server/demonstration/index.ts'
import { tellPetitions, tellRatings } from '#server/feedback/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { appraisal, appraisalWithDifferences } from '../appraisal/appraisal.actions.ts'
import { behindIndicator } from '../appraisal/behind.ts'
import { addUpEnds, recountQuarter } from '../appraisal/sums.ts'
import { markEndsOf } from '../appraisal/sums.store.ts'
import { recountForeign } from '../foreign.ts'
import { followDossiers } from '../settlement.ts'
import { countable } from '../settlement.store.ts'
import { behindComponent, frozenIndexOf } from './behind.ts'
import { formulaOf, LIVE } from './formula.rules.ts'
import { freezeDue } from './freeze.ts'
import { serviceIndex } from './index.actions.ts'
import { countKept, countsFor } from './kept.ts'
import type { ServiceIndex } from './model.ts'
import { loadPortalFigures, reconciled } from './portal.ts'
import { causeOf } from './reconcile.rules.ts'
import { figuresOf } from './rules.ts'

const test = base.extend('told', { scope: 'file' }, async ({ sql }): Promise<TestCtx> => {
  const ctx = testCtx(sql)
  await settle(ctx)
  await tellHistory(ctx, { dossiers: 600, until: new Date('2026-11-20T10:00:00Z') })
  await tellPetitions(ctx)
  await tellRatings(ctx)
  await followDossiers(ctx)
  await recountForeign(ctx)
  return ctx
})
const indexOf = async (ctx: TestCtx, period: string, unit: string | null = null): Promise<ServiceIndex> => {
  const counted = await serviceIndex(ctx, { unit, period })
  if (!counted.ok) throw new Error(counted.error.code)
  return counted.value
}
type TimedStep = { token: string; unit: string; dueAt: string | null }
type StepData = {
  left?: { token: string }[]
  entered?: TimedStep[]
  steps?: TimedStep[]
  moves?: { entered: TimedStep[] }
}
const componentOf = (index: ServiceIndex, code: string) =>
  index.groups.flatMap(group => group.components).find(each => each.code === code)!

describe('the formula of Decision 766', () => {
  test.each(['766-2022-text', '766-2026-live'])('%s has a hundred points in five groups', id => {
    const groups = figuresOf(formulaOf(id), {})
    expect(groups.map(({ code, max }) => [code, max])).toEqual([
      ['1', 18],
      ['2', 20],
      ['3', 22],
      ['4', 22],
      ['5', 18]
    ])
  })

  test('gives points in proportion up to the threshold, and says how many dossiers are missing', () => {
    const figure = (numerator: number) =>
      figuresOf(formulaOf(LIVE), { 'online-dossiers': { numerator, denominator: 200 } })[2]!.components.find(
        each => each.code === '3.3'
      )!
    expect(figure(50)).toMatchObject({ points: 3, gap: 3, toClose: 50, assumed: '1.4' })
    expect(figure(100)).toMatchObject({ points: 6, gap: 0, toClose: 0 })
    expect(figure(180)).toMatchObject({ points: 6 })
  })

  test('says of a difference from the national portal whether the counts or the rule made it', () => {
    const ours = { numerator: 90, denominator: 100, points: 18 }
    const of = (theirs: Partial<typeof ours>) => causeOf(ours, { ...ours, ...theirs })
    expect([of({}), of({ points: 18.01 }), of({ points: 17 })]).toEqual(['none', 'none', 'rule'])
    expect([of({ numerator: 88 }), of({ denominator: 101 })]).toEqual(['numerator', 'denominator'])
    expect(of({ numerator: 88, denominator: 101 })).toBe('counts')
    expect([causeOf(ours, null), causeOf({ numerator: null, denominator: null, points: null }, ours)]).toEqual([
      ...['theirs-silent', 'ours-silent']
    ])
  })
  test('invents no number: what cannot be told has no points, and says what the rule gives for nothing', () => {
    const groups = figuresOf(formulaOf(LIVE), { 'petitions-on-time': { reason: 'petitions-not-recorded' } })
    const petitions = groups[4]!.components.find(each => each.code === '5.2')
    expect(petitions).toMatchObject({ points: null, reason: 'petitions-not-recorded', officialWhenEmpty: 6 })
    const none = figuresOf(formulaOf(LIVE), { 'petitions-on-time': { numerator: 0, denominator: 0 } })
    expect(none[4]!.components.find(each => each.code === '5.2')).toMatchObject({ points: 6 })
  })
})

describe('the index of a month', () => {
  test('adds up from its components, and its progress is that of the dossiers themselves', async ({ told }) => {
    const index = await indexOf(told, '2026-10')
    const components = index.groups.flatMap(group => group.components)
    expect(index.points).toBeCloseTo(
      components.reduce((sum, each) => sum + (each.points ?? 0), 0),
      2
    )
    const [own] = await told.sql<{ settled: number; hand: number }[]>`
      select count(*) filter (where finished_at < '2026-11-01 00:00+07') as "settled",
        count(*) filter (where finished_at is null or finished_at >= '2026-11-01 00:00+07') as "hand"
      from dossier where phase <> 'voided' and received_at < '2026-11-01 00:00+07'
        and (finished_at is null or finished_at >= '2026-10-01 00:00+07')`
    const [others] = await told.sql<{ count: number }[]>`
      select count(*) as "count" from settlement where source <> '' and known and received_at < '2026-11-01 00:00+07'
        and (finished_at is null or finished_at >= '2026-10-01 00:00+07')`
    const progress = componentOf(index, '2.1')
    expect(progress.denominator).toBe(own!.settled + own!.hand + others!.count)
    expect(progress.numerator).toBeLessThanOrEqual(progress.denominator!)
    expect(progress.version).toBe(LIVE)
  })

  test('of the units adds up to that of the province', async ({ told }) => {
    const whole = componentOf(await indexOf(told, '2026-10', 'H99'), '3.3')
    const units = await told.sql<{ unit: string }[]>`select distinct settling_unit as "unit" from settlement`
    let received = 0
    for (const { unit } of units) received += componentOf(await indexOf(told, '2026-10', unit), '3.3').denominator ?? 0
    expect(received).toBe(whole.denominator)
  })

  test('of a very large province is kept for less than a minute, and says the same as counting anew', async ({
    told
  }) => {
    const large = (under: string | null, later = 0) =>
      countsFor({ ...told, now: () => new Date(told.now().getTime() + later) }, '2026-10', under, 0)
    const live = (under: string | null) => countsFor(told, '2026-10', under)
    const byCode = (rows: Awaited<ReturnType<typeof live>>) =>
      rows.map(row => ({ ...row, days: row.days.toFixed(6) })).toSorted((a, b) => a.code.localeCompare(b.code))
    for (const under of [null, 'H99.31']) expect(byCode(await large(under))).toEqual(byCode(await live(under)))
    await told.sql`update index_count set counts = '[]'`
    expect(await large(null)).toEqual([])
    expect(byCode(await large(null, 61_000))).toEqual(byCode(await live(null)))
    await countKept({ ...told, now: () => new Date(told.now().getTime() + 2 * 3_600_000) })
    expect(await told.sql`select period from index_counted`).toEqual([])
  })

  test('opens to the dossiers behind a number', async ({ told }) => {
    const asked = { unit: 'H99.31', period: '2026-10', component: '2.1', after: null }
    const { denominator, numerator } = componentOf(await indexOf(told, '2026-10', 'H99.31'), '2.1')
    const all = await behindComponent(told, { ...asked, counts: null })
    const missing = await behindComponent(told, { ...asked, counts: false })
    if (!all.ok || !missing.ok) throw new Error('refused')
    expect(all.value.rows).toHaveLength(Math.min(50, denominator!))
    expect(missing.value.rows).toHaveLength(denominator! - numerator!)
  })

  test.for(['H99.31', 'H99.05', null])('of %s opens every number to as many as it says', async (unit, { told }) => {
    const period = '2026-10'
    const index = await indexOf(told, period, unit)
    const opened: string[] = []
    for (const { code, numerator, denominator, max } of index.groups.flatMap(group => group.components)) {
      if (!denominator) continue
      const rowsOf = async (counts: boolean | null) => {
        const asked = { unit, period, component: code, counts, after: null }
        const first = await behindComponent(told, asked)
        if (!first.ok) throw new Error(first.error.code)
        const off = first.value.of === 'dossiers' && counts ? first.value.disliked : 0
        let [count, page] = [first.value.rows.length, first.value]
        while (page.next) {
          const more = await behindComponent(told, { ...asked, after: page.next })
          if (!more.ok) throw new Error(more.error.code)
          page = more.value
          count += page.rows.length
        }
        return count - off
      }
      expect([code, await rowsOf(null)]).toEqual([code, denominator])
      if (max > 0) expect([code, await rowsOf(true)]).toEqual([code, numerator])
      opened.push(code)
    }
    expect(opened).toEqual(
      expect.arrayContaining(unit ? ['2.1', '5.4'] : ['1.3', '2.1', '4.6', '5.1', '5.2', '5.3', '5.4'])
    )
  })

  test('stays as it was when it was over; a later correction is a difference', async ({ told }) => {
    expect(await freezeDue(told)).toEqual(expect.arrayContaining(['2026-10', '2026-Q3']))
    expect(await freezeDue(told)).toEqual([])
    expect((await frozenIndexOf(told, await indexOf(told, '2026-10')))?.differences).toEqual([])
    expect(await frozenIndexOf(told, await indexOf(told, '2026-11'))).toBeNull()
    await told.sql`
      update settlement set index_late = true where dossier_id = (
        select dossier_id from index_frozen_dossier where period = '2026-10' and facts @> '{timely,settled}'
        order by code limit 1)`
    const frozen = await frozenIndexOf(told, await indexOf(told, '2026-10'))
    expect(frozen?.differences.map(({ code, before, now }) => [code, before.numerator! - now!.numerator!])).toEqual([
      ['2.1', 1],
      ['5.4', 1]
    ])
    await expect(told.sql`delete from index_frozen where period = '2026-10'`).rejects.toThrow('never change')
  })

  test('counts what the national portal took and whom the population database told, once they are connected', async ({
    told
  }) => {
    const before = await indexOf(told, '2026-08')
    for (const [code, reason] of [
      ['1.4', 'sync-not-recorded'],
      ['4.5a', 'population-not-recorded'],
      ['4.5b', 'population-not-recorded'],
      ['4.3', 'reuse-not-recorded'],
      ['4.4', 'store-not-recorded']
    ] as const)
      expect(componentOf(before, code)).toMatchObject({ points: null, reason })
    expect(componentOf(before, '3.3').assumed).toBe('1.4')
    await told.sql`
      insert into national_ledger (code, dossier_id, source, our_state, our_version, our_at, told_version, told_at)
      select code, dossier_id, 'own', 4, 1, received_at, case when number <= 5 then 1 end, received_at
      from (select *, row_number() over (order by code) as number from settlement
        where source = '' and received_at >= '2026-08-01 00:00+07' and received_at < '2026-09-01 00:00+07') received`
    await told.sql`
      insert into linkage_check (kind, subject, question, procedure_code, dossier_id, outcome, at, settled_at)
      select 'background', 's', 'q', procedure_code, dossier_id, outcome, received_at, received_at
      from (select *, (array['match', 'not-found', 'failed'])[row_number() over (order by code)] as outcome
        from settlement where source = '' and received_at >= '2026-08-01 00:00+07'
          and received_at < '2026-09-01 00:00+07') received
      where outcome is not null`
    // The second of two dossiers holds a file that the first held; of one result the portal took the record with its file.
    const papered = await told.sql<{ id: string }[]>`
      update settlement set e_result = true where dossier_id in (select dossier_id from settlement
        where source = '' and papers > 0 and ending = 'granted' and supplements = 0 and received_at >= '2026-08-01 00:00+07'
          and finished_at < '2026-09-01 00:00+07' order by received_at limit 2)
      returning dossier_id as "id"`
    await told.sql`insert into blob (sha256, bytes, media_type, created_at) values (${'a'.repeat(64)}, 1, 'application/pdf', now())`
    await told.sql`
      insert into blob_use (kind, ref, blob, held_at)
      select 'dossier', id, ${'a'.repeat(64)}, now() from unnest(${papered.map(({ id }) => id)}::text[]) as id`
    const ids = papered.map(({ id }) => id)
    expect((await countable(told, ids)).map(({ again }) => again).sort()).toEqual([false, true])
    await told.sql`update settlement set again = null where dossier_id = any(${ids}::uuid[])`
    await told.sql`update national_ledger set told_version = 99 where dossier_id = ${papered[1]!.id}`
    await told.sql`update national_ledger set told_version = 1 where dossier_id = ${papered[0]!.id}`
    const [own] = await told.sql<{ dossiers: number; procedures: number; communes: number }[]>`
      select count(*) as "dossiers", count(distinct procedure_code) as "procedures",
        (select count(*) from unit where level = 'commune' and settles and valid_to is null) as "communes"
      from dossier where phase <> 'voided' and received_at >= '2026-08-01 00:00+07'
        and received_at < '2026-09-01 00:00+07'`
    const after = await indexOf(told, '2026-08')
    expect(componentOf(after, '4.3')).toMatchObject({ numerator: 1, gap: expect.any(Number) })
    expect(componentOf(after, '4.4')).toMatchObject({
      numerator: 1,
      denominator: componentOf(after, '4.1').denominator
    })
    expect(componentOf(after, '1.4')).toMatchObject({ denominator: own!.dossiers })
    expect(componentOf(after, '3.3').assumed).toBeNull()
    expect(componentOf(after, '3.3').points).toBeLessThan(componentOf(before, '3.3').points!)
    expect(componentOf(after, '4.5b')).toMatchObject({ numerator: 2, denominator: own!.dossiers })
    expect(componentOf(after, '4.5a').denominator).toBe(own!.procedures)
    expect(componentOf(after, '4.6')).toMatchObject({
      numerator: 0,
      denominator: own!.communes,
      toClose: own!.communes
    })
    const asked = { unit: null, period: '2026-08', counts: true, after: null }
    const behind = async (component: string) => {
      const page = await behindComponent(told, { ...asked, component })
      return page.ok ? page.value.rows.length : page.error
    }
    expect([await behind('1.4'), await behind('4.5b'), await behind('4.5a')]).toEqual([
      5,
      2,
      componentOf(after, '4.5a').numerator
    ])
  })

  test('is laid beside what the national portal says, component by component', async ({ told }) => {
    const folder = mkdtempSync(join(tmpdir(), 'motcua-portal-test-'))
    const path = join(folder, 'cong.csv')
    const index = await indexOf(told, '2026-09')
    const progress = componentOf(index, '2.1')
    writeFileSync(
      path,
      `\uFEFFĐơn vị;Thành phần;Tử số;Mẫu số;Điểm\nH99;2.1;${progress.numerator! - 2};${progress.denominator};12,5\n`
    )
    expect(await loadPortalFigures(told, '2026-09', { path, name: 'cong.csv' })).toEqual({
      ok: true,
      value: { lines: 1 }
    })
    const rows = await reconciled(told, index)
    const row = rows.find(({ code }) => code === '2.1')
    expect(rows.filter(({ cause }) => cause !== 'theirs-silent')).toEqual([row])
    expect(row).toMatchObject({
      code: '2.1',
      cause: 'numerator',
      theirs: { points: 12.5, numerator: progress.numerator! - 2 }
    })
    expect(row!.difference).toBeCloseTo(progress.points! - 12.5, 3)
    writeFileSync(path, 'Đơn vị;Thành phần;Điểm\nH99;9.9;1\n')
    expect(await loadPortalFigures(told, '2026-09', { path, name: 'cong.csv' })).toMatchObject({
      error: { code: 'portal-line-odd', line: 2 }
    })
    rmSync(folder, { recursive: true })
  })
})

test('the appraisal of a quarter leaves out what nothing recorded tells, and grades by the rest', async ({ told }) => {
  const result = await appraisal(told, { unit: null, period: '2026-Q3' })
  if (!result.ok) throw new Error(result.error.code)
  const { units, officers, leftOut } = result.value
  expect(leftOut).toEqual([])
  expect(units.length).toBeGreaterThan(3)
  expect(officers.length).toBeGreaterThan(3)
  for (const { indicators, points, possible } of [...units, ...officers]) {
    const counted = Object.values(indicators).filter(each => each !== null)
    expect(possible).toBe(counted.length * 2)
    expect(points).toBeCloseTo(
      counted.reduce((sum, each) => sum + each, 0),
      5
    )
  }
  await told.sql`delete from rating`
  const unrated = await appraisal(told, { unit: null, period: '2026-Q4' })
  expect(unrated).toMatchObject({ value: { leftOut: [4, 6, 7] } })
})

test('each indicator opens to what it is the mean of', async ({ told }) => {
  const result = await appraisal(told, { unit: null, period: '2026-Q2' })
  if (!result.ok) throw new Error(result.error.code)
  const { units, officers } = result.value
  const lines = [...units.map(each => ({ ...each, officer: null })), ...officers.slice(0, 5)]
  for (const { unit: agency, officer, indicators } of lines)
    for (const indicator of [1, 2, 3] as const) {
      const points: number[] = []
      for (let page = 1, more = true; more; page++) {
        const asked = { unit: null, period: '2026-Q2', indicator, agency, officer, page }
        const behind = await behindIndicator(told, asked)
        if (!behind.ok || behind.value.of !== 'dossiers') throw new Error('nothing behind it')
        points.push(...behind.value.rows.map(row => row.points))
        more = behind.value.more
      }
      const mean = points.reduce((sum, each) => sum + each, 0) / points.length
      expect([agency, officer, indicator, Math.round(mean * 10) / 10]).toEqual([
        ...[agency, officer, indicator],
        indicators[indicator]
      ])
    }
  for (const [indicator, of] of [
    [4, 'answers'],
    [5, 'procedures'],
    [8, 'petitions'],
    [9, 'dossiers']
  ] as const) {
    const asked = { unit: null, period: '2026-Q2', indicator, agency: 'H99.31', officer: null, page: 1 }
    expect(await behindIndicator(told, asked)).toMatchObject({ ok: true, value: { of } })
  }
})

test('the second indicator is what the steps of an agency took against their own times', async ({ told }) => {
  const result = await appraisal(told, { unit: null, period: '2026-Q2' })
  if (!result.ok) throw new Error(result.error.code)
  const events = await told.sql<{ id: string; type: string; at: Date; actor: string | null; data: StepData }[]>`
    select e.case_id as "id", e.type as "type", e.at as "at", e.actor_id as "actor", e.data as "data"
    from event e join dossier d on d.id = e.case_id
    where d.phase <> 'voided' and d.received_at is not null and d.finished_at >= '2026-04-01 00:00+07'
      and d.finished_at < '2026-07-01 00:00+07'
    order by e.case_id, e.version`
  const spent = new Map<string, number>()
  const open = new Map<string, { unit: string; dueAt: string | null }>()
  for (const { id, type, at, actor, data } of events) {
    for (const { token } of type.startsWith('step.') ? (data.left ?? []) : []) {
      const { unit, dueAt } = open.get(`${id} ${token}`)!
      if (dueAt === null || type === 'step.timed-out') continue
      const agency = unit.split('.').slice(0, 2).join('.')
      for (const who of [agency, `${agency} ${actor}`])
        spent.set(`${who}|${id}`, (spent.get(`${who}|${id}`) ?? 0) + Date.parse(dueAt) - at.getTime())
    }
    for (const step of [...(data.entered ?? []), ...(data.moves?.entered ?? []), ...(data.steps ?? [])])
      open.set(`${id} ${step.token}`, { ...open.get(`${id} ${step.token}`)!, ...step })
  }
  const pointsOf = (who: string) => {
    const own = [...spent].filter(([key]) => key.startsWith(`${who}|`)).map(([, left]) => left)
    const sum = own.reduce<number>((all, left) => all + (left < 0 ? 0 : left < 86_400_000 ? 1 : 2), 0)
    return own.length === 0 ? null : Math.round((sum / own.length) * 10) / 10
  }
  const { units, officers } = result.value
  expect(units.map(each => [each.unit, each.indicators[2]])).toEqual(units.map(({ unit }) => [unit, pointsOf(unit)]))
  expect(officers.map(each => [each.officer, each.indicators[2]])).toEqual(
    officers.map(({ unit, officer }) => [officer, pointsOf(`${unit} ${officer}`)])
  )
  expect(units.some(each => (each.indicators[2] ?? 2) < 2)).toBe(true)
})

test('the appraisal of a running quarter follows each dossier by its day, and says of an agency what it says of all', async ({
  told
}) => {
  const of = async (unit: string | null) => {
    const counted = await appraisal(told, { unit, period: '2026-Q4' })
    if (!counted.ok) throw new Error(counted.error.code)
    return counted.value
  }
  const [whole, own] = [await of(null), await of('H99.31')]
  expect(own.units).toEqual(whole.units.filter(each => each.unit === 'H99.31'))
  expect(own.officers).toEqual(whole.officers.filter(each => each.unit === 'H99.31'))
  expect(own.officers.length).toBeGreaterThan(1)
  const [dossier] = await told.sql<{ id: string; day: string; supplements: number }[]>`
    select dossier_id as "id", (finished_at at time zone 'Asia/Ho_Chi_Minh')::date as "day", supplements as "supplements"
    from settlement where settling_unit = 'H99.31' and source = '' and received_at is not null and supplements = 0
      and finished_at >= '2026-10-01 00:00+07' order by finished_at limit 1`
  const { id, day } = dossier!
  await addUpEnds(told)
  expect(await addUpEnds(told)).toEqual([])
  const asked = (supplements: number) =>
    told.sql`update settlement set supplements = ${supplements} where dossier_id = ${id}`
  await asked(2)
  await markEndsOf(told, [id])
  expect(await addUpEnds(told)).toEqual([day])
  const sum = (from: 'day' | 'quarter') => told.sql<{ contacts: number }[]>`
    select sum(contact_points)::integer as "contacts" from appraisal_sum
    where quarter = '2026-Q4' and agency = 'H99.31' and officer = '' and (day is null) = (${from}::text = 'quarter')`
  const [after] = await sum('quarter')
  expect(await sum('day')).toEqual([after])
  await asked(0)
  await recountQuarter(told, '2026-Q4')
  expect(await sum('quarter')).toEqual([{ contacts: after!.contacts + 2 }])
  expect(await of(null)).toEqual(whole)
})

test('a kept appraisal says what would be counted differently now, and a running one nothing of the kind', async ({
  told
}) => {
  const compared = async (unit: string | null, period: string) => {
    const counted = await appraisalWithDifferences(told, { unit, period })
    if (!counted.ok) throw new Error(counted.error.code)
    return counted.value
  }
  expect(await compared(null, '2026-Q4')).toMatchObject({ kept: null })
  // The ratings were taken away meanwhile; nothing else has changed.
  const before = (await compared(null, '2026-Q2')).kept!.differences
  expect(new Set(before.map(({ column }) => column))).toEqual(new Set([4, 6, 7, 'sum']))
  await told.sql`
    delete from settlement where dossier_id = (select dossier_id from settlement
      where settling_unit = 'H99.31' and source = '' and received_at is not null
        and finished_at >= '2026-04-01 00:00+07' and finished_at < '2026-07-01 00:00+07' limit 1)`
  await recountQuarter(told, '2026-Q2')
  const { appraisal: own, kept } = await compared('H99.31', '2026-Q2')
  const { dossiers, name } = own.units[0]!
  const line = { key: 'H99.31', unit: 'H99.31', name, column: 'dossiers', kept: dossiers, now: dossiers - 1 }
  expect(kept!.differences).toContainEqual(line)
  expect((await compared(null, '2026-Q2')).kept!.differences).toContainEqual(line)
  expect((await compared('H99.32', '2026-Q2')).kept!.differences.map(({ unit }) => unit)).not.toContain('H99.31')
})

test('what went into the personal store, asked once for all, is what each dossier says of itself', async ({ told }) => {
  // As far as each was told: from before its end to after it, drawn from its id.
  await told.sql`
    insert into national_ledger (code, dossier_id, source, our_state, our_version, our_at, told_version)
    select d.code, d.id, 'own', 1, d.version, d.filed_at, (('x' || left(d.id::text, 4))::bit(16)::integer % (d.version + 2))
    from dossier d on conflict (code) do update set told_version = excluded.told_version`
  await told.sql`
    update settlement set personal_store = left(dossier_id::text, 1) < '1' where left(dossier_id::text, 1) < '2'`
  for (const under of [null, 'H99.31'])
    for (const [since, before] of [
      ['2026-06-30T17:00:00Z', '2026-07-31T17:00:00Z'],
      ['2025-12-31T17:00:00Z', '2026-11-23T02:00:00Z']
    ] as const) {
      const once = await told.sql<{ id: string }[]>`
        select dossier_id as "id" from index_dossiers(${since}::timestamptz, ${before}::timestamptz,
          ${before}::timestamptz, ${under}) where is_stored order by dossier_id`
      const each = await told.sql<{ id: string }[]>`
        select s.dossier_id as "id" from settlement s
        where s.received_at < ${before} and s.finished_at >= ${since} and s.finished_at < ${before}
          and (${under}::text is null or s.settling_unit = ${under} or starts_with(s.settling_unit, ${under} || '.'))
          and coalesce(s.personal_store, s.source = '' and s.e_result and s.ending in ('granted', 'refused') and exists (
            select from national_ledger l join event e on e.case_id = l.dossier_id and e.version <= l.told_version
              and e.type in ('dossier.settled', 'dossier.refused', 'dossier.settled-at-once')
            where l.dossier_id = s.dossier_id))
        order by s.dossier_id`
      expect([...once]).toEqual([...each])
      expect(once.length).toBeGreaterThan(0)
    }
})
