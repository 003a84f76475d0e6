import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { prepareJobs } from '#server/platform/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { loadAppraisal, rehearseAppraisal } from './appraisal.actions.ts'
import { caseId, loadCase, storyOf } from './case.store.ts'
import type { Component } from './component.rules.ts'
import { leavesOf } from './edition.rules.ts'
import { nodesOf } from './edition.store.ts'
import { publishedEdition } from './import.read.ts'
import { onLostPoint, registerLostPoints } from './lost.actions.ts'
import { neighboursOf, setNeighbours } from './neighbours.ts'
import { computedCriteria, computeNightly, rowsOf } from './operations.ts'
import { overview } from './overview.ts'
import { picturesOf } from './overview.pictures.ts'
import { totalOnly } from './published.rules.ts'
import { subjectsOf } from './round.views.ts'
import { putProvinces, putStandings } from './score.store.ts'
import { standings } from './score.views.ts'
import { askForMissing, closeRound, onComponent, openRounds } from './score.actions.ts'
import { shipEditions } from './shipped.ts'

type House = { ctx: TestCtx; ids: Map<string, string> }
const test = base.extend('house', { scope: 'file' }, async ({ sql, databaseUrl }): Promise<House> => {
  const ctx = testCtx(sql)
  await prepareJobs(databaseUrl)
  await settle(ctx)
  return { ctx, ids: await shipEditions(ctx) }
})
const folder = mkdtempSync(join(tmpdir(), 'motcua-appraisal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const HEADING = 'Mã,Tự chấm,Thẩm định,Điểm cuối,Cận dưới,Cận trên,Ghi chú'
const file = (...lines: string[]): string => {
  const path = join(folder, 'points.csv')
  writeFileSync(path, [HEADING, ...lines].join('\n'))
  return path
}

describe('the results of our own appraisal, loaded by criterion', () => {
  test('are rehearsed first: faults are told row by row, and nothing is written', async ({ house: { ctx, ids } }) => {
    const which = { edition: ids.get('par 2025')!, subject: 'H99', name: 'par-2025.csv' }
    const path = file(
      '1.1,9,,,,,',
      '9.9,1,,,,,',
      '1,1,,,,,',
      '1.2,một,,,,,',
      '1.3,,0.5,,,,',
      '1.8,2,2,2,2.5,,',
      '1.4,1,,,,,',
      '1.4,1,,,,,'
    )
    const rehearsed = await rehearseAppraisal(ctx, path, which)
    expect(rehearsed.ok && rehearsed.value.faults.map(({ row, code }) => [row, code])).toEqual([
      [2, 'points-outside'],
      [3, 'criterion-unknown'],
      [4, 'criterion-is-group'],
      [5, 'number-odd'],
      [6, 'self-score-missing'],
      [7, 'interval-odd'],
      [9, 'row-twice']
    ])
    expect(await loadAppraisal(ctx, path, which)).toMatchObject({ error: { code: 'results-faulty' } })
    expect(await ctx.sql`select id from index_case where kind = 'component' and edition = ${which.edition}`).toEqual([])
  })

  test('are entered as events with their reason, may be loaded again, and change no final point', async ({
    house: { ctx, ids }
  }) => {
    const which = { edition: ids.get('par 2025')!, subject: 'H99', name: 'par-2025.csv' }
    const path = file('1.1,"0,5",0.25,0.5,,,Chấp nhận giải trình', '1.8,2.5,2.4,2.4,2.2,2.6,')
    expect(await loadAppraisal(ctx, path, which)).toMatchObject({ value: { counts: { self: 2, round1: 2, final: 2 } } })
    const plan = (await nodesOf(ctx, which.edition)).find(({ code }) => code === '1.1')!
    const id = caseId('component', `${which.edition}:H99:${plan.key}`)
    expect((await loadCase<Component>(ctx, 'component', id))!.state).toMatchObject({
      self: 0.5,
      round1: 0.25,
      final: 0.5
    })
    expect((await storyOf(ctx, id)).map(({ type, data }) => [type, data.words ?? ''])).toEqual([
      ['component.opened', ''],
      ['component.self-scored', 'Chấp nhận giải trình'],
      ['component.appraised', 'Chấp nhận giải trình'],
      ['component.finalised', 'Chấp nhận giải trình']
    ])
    expect(await loadAppraisal(ctx, path, which)).toMatchObject({ value: { counts: { self: 0, round1: 0, final: 0 } } })
    const other = await rehearseAppraisal(ctx, file('1.1,,,0.4,,,'), which)
    expect(other.ok && other.value.faults).toMatchObject([{ row: 2, code: 'criterion-final' }])
  })
})

describe('the province’s own set', () => {
  test('takes a department and a commune through a whole round, and ranks them; what they lost gets its remedy', async ({
    house: { ctx, ids }
  }) => {
    const edition = ids.get('own 2025') ?? ids.get('own 2023')!
    const kinds = await subjectsOf(ctx, { scored: 'unit' })
    const subjects = [
      kinds.find(({ kind }) => kind === 'department')!.code,
      kinds.find(({ kind }) => kind === 'commune')!.code
    ]
    const leaves = leavesOf(await nodesOf(ctx, edition))
    expect(await openRounds(ctx, edition, subjects)).toMatchObject({ value: { components: leaves.length * 2 } })
    for (const [place, subject] of subjects.entries()) {
      expect(await askForMissing(ctx, edition, subject, '2026-12-15')).toMatchObject({ ok: true })
      for (const { key, maximum } of leaves) {
        const id = caseId('component', `${edition}:${subject}:${key}`)
        const state = (await loadCase<Component>(ctx, 'component', id))!.state
        expect([state.owner, state.asked?.due]).toEqual([subject, '2026-12-15'])
        await onComponent(ctx, id, { kind: 'give-evidence', name: 'Báo cáo năm', validUntil: null })
        await onComponent(ctx, id, { kind: 'score-self', points: maximum!, words: '' })
        const points = key === 'own_tasks' ? maximum! * (place === 0 ? 0.5 : 0.9) : maximum!
        await onComponent(ctx, id, { kind: 'appraise', points, words: '' })
        const final = { kind: 'finalise', points, low: null, high: null, words: '' } as const
        expect(await onComponent(ctx, id, final)).toMatchObject({ value: { phase: 'final' } })
      }
      expect(await closeRound(ctx, edition, subject)).toMatchObject({ value: { total: place === 0 ? 95 : 99 } })
      expect(await registerLostPoints(ctx, edition, subject)).toMatchObject({ value: { registered: 1 } })
    }
    const ranked = (await standings(ctx, 'own')).filter(
      one => one.edition === edition && subjects.includes(one.subject)
    )
    expect(new Map(ranked.map(({ subject, total, rank }) => [subject, [total, rank]]))).toEqual(
      new Map([
        [subjects[0], [95, 2]],
        [subjects[1], [99, 1]]
      ])
    )
    const lost = caseId('lost-point', `${edition}:${subjects[0]}:own_tasks:not-reached`)
    expect(
      await onLostPoint(ctx, lost, { kind: 'name-cause', code: 'late', words: 'Năm nhiệm vụ quá hạn' })
    ).toMatchObject({
      value: { amount: 5 }
    })
  })
})

describe('what our own operations answer', () => {
  test('of late dossiers those with a letter and a new date count as apologised for; the others are the rows behind', async ({
    house: { ctx }
  }) => {
    await ctx.sql`
      insert into settlement (dossier_id, version, code, procedure_code, channel, receiving_unit, settling_unit, rule_set, phase,
        filed_at, received_at, original_due_at, due_at, finished_at, ending, supplements, extensions, papers, papers_digitised,
        result_files, fee, fee_paid, fee_online)
      select gen_random_uuid(), 1, 'H99.07-' || n, '1.000001', 'online', 'H99.07', 'H99.07', '2025', 'returned', received, received,
        first, due, finished, 'granted', 0, extended, 0, 0, 0, 0, 0, 0
      from (values (1, timestamptz '2026-10-01 09:00+07', timestamptz '2026-10-10 17:00+07', timestamptz '2026-10-10 17:00+07',
          timestamptz '2026-10-12 09:00+07', 0),
        (2, '2026-10-02 09:00+07', '2026-10-10 17:00+07', '2026-10-20 17:00+07', '2026-10-15 09:00+07', 1),
        (3, '2026-10-03 09:00+07', '2026-10-20 17:00+07', '2026-10-20 17:00+07', '2026-10-15 09:00+07', 0))
        as told (n, received, first, due, finished, extended)`
    const found = await computedCriteria(ctx, 2026, 4, 1)
    expect(found.find(({ node }) => node.key === 'apologies')).toMatchObject({ count: { done: 1, due: 2 } })
    const behind = await rowsOf(ctx, { key: 'apologies', year: 2026, quarter: 4, page: 1 })
    expect(behind.rows.map(({ code }) => code)).toEqual(['H99.07-1'])
    expect(await computeNightly(ctx)).toMatchObject({ ok: true })
  })

  test('a dossier of another system counts where its source tells enough, and nowhere as on time when it does not', async ({
    house: { ctx }
  }) => {
    const before = await computedCriteria(ctx, 2026, 3, 1)
    await ctx.sql`
      insert into settlement (dossier_id, version, source, code, procedure_code, channel, receiving_unit, settling_unit,
        rule_set, phase, filed_at, received_at, due_at, finished_at, ending, supplements, extensions, known)
      select gen_random_uuid(), 0, 'ngoai', 'NGOAI-' || n, '1.000001', 'counter', 'H99.07', 'H99.07', '', 'returned',
        received, received, due, finished, 'granted', 0, 0, due is not null
      from (values (1, timestamptz '2026-08-03 09:00+07', timestamptz '2026-08-10 17:00+07', timestamptz '2026-08-12 09:00+07'),
        (2, '2026-08-03 09:00+07', '2026-08-10 17:00+07', '2026-08-07 09:00+07'),
        (3, '2026-08-03 09:00+07', null, '2026-08-07 09:00+07')) as told (n, received, due, finished)`
    const after = await computedCriteria(ctx, 2026, 3, 1)
    const gained = (key: string, part: 'done' | 'due') => {
      const [then, now] = [before, after].map(found => found.find(({ node }) => node.key === key)!.count[part])
      return now! - then!
    }
    expect(gained('on_time_province', 'due') + gained('on_time_commune', 'due')).toBe(2)
    expect(gained('on_time_province', 'done') + gained('on_time_commune', 'done')).toBe(1)
    const behind = await rowsOf(ctx, { key: 'on_time', year: 2026, quarter: 3, page: 1 })
    expect(behind.rows).toContainEqual(expect.objectContaining({ code: 'NGOAI-1', foreign: true }))
    expect(behind.rows.map(({ code }) => code)).not.toContain('NGOAI-3')
  })

  test('petitions, inspections and planned tasks answer criteria too, each with what fell short behind it', async ({
    house: { ctx }
  }) => {
    await ctx.sql`
      insert into petition (id, code, version, hash, phase, kind, sorted, channel, unit, subject, search, filed_at, due_at,
        answered_at, late, sent_back, publication, secret, state)
      select gen_random_uuid(), 'PAKN.' || n, 1, sha256('x'), 'answered', 'rule', true, 'online', 'H99.07', '', '',
        '2026-10-01', '2026-10-20', answered, late, false, 'none', sha256('y'), '{}'
      from (values (1, timestamptz '2026-10-10', false), (2, '2026-10-25', true)) as told (n, answered, late)`
    const found = await computedCriteria(ctx, 2026, 4, 1)
    expect(found.find(({ node }) => node.key === 'petitions_answered')).toMatchObject({ count: { done: 1, due: 2 } })
    const behind = await rowsOf(ctx, { key: 'petitions_answered', year: 2026, quarter: 4, page: 1 })
    expect(behind.rows).toMatchObject([{ code: 'PAKN.2', unit: 'H99.07', name: '' }])
    const inspected = found.find(({ node }) => node.key === 'units_inspected')!
    expect(inspected.count.due).toBeGreaterThan(0)
    const left = await rowsOf(ctx, { key: 'units_inspected', year: 2026, quarter: 4, page: 1 })
    expect(left.rows[0]!.total).toBe(inspected.count.due - inspected.count.done)
  })
})

describe('bordering provinces', () => {
  test('border on each other, and give a rank among themselves beside the one among all', async ({
    house: { ctx }
  }) => {
    const names = ['A1', 'A2', 'A3', 'A4', 'A5'].map(code => ({
      code,
      name: `Tỉnh ${code}`,
      successor: code,
      changedOn: null
    }))
    await putProvinces(ctx, names)
    expect(await setNeighbours(ctx, 'A3', ['A1', 'A5', 'A2'])).toMatchObject({ value: { kept: 3 } })
    expect(await setNeighbours(ctx, 'A3', ['A1', 'A5'])).toMatchObject({ value: { kept: 2 } })
    expect(await Promise.all(['A1', 'A2', 'A3'].map(one => neighboursOf(ctx, one)))).toEqual([['A3'], [], ['A1', 'A5']])
    expect(await setNeighbours(ctx, 'A3', ['A3'])).toMatchObject({ error: { code: 'not-found' } })
    expect(await setNeighbours(ctx, 'A3', ['XX'])).toMatchObject({ error: { code: 'not-found' } })
    const edition = await aTotal(ctx)
    const totals = [90, 80, 70, 60, 50]
    await putStandings(
      ctx,
      edition,
      names.map(({ code }, at) => ({
        subject: code,
        total: totals[at]!,
        rank: null,
        status: 'published',
        source: 'thử'
      }))
    )
    const found = await overview(ctx, { index: 'thu', subject: 'A3' })
    const rows = (scope: 'neighbours' | 'all') => picturesOf(found, 'vi', scope).find(({ id }) => id === 'ranks')!.rows
    expect(rows('neighbours').map(row => row.slice(0, 2))).toEqual([
      ['1', 'Tỉnh A1'],
      ['2', 'Tỉnh A3'],
      ['3', 'Tỉnh A5']
    ])
    expect(rows('all').map(([place]) => place)).toEqual(['1', '2', '3', '4', '5'])
  })
})

/** A published edition of one total. */
const aTotal = (ctx: TestCtx) =>
  publishedEdition(
    ctx,
    {
      index: 'thu',
      year: 2025,
      version: 'thu',
      name: { vi: 'Chỉ số thử' },
      scored: 'province',
      example: false,
      source: ''
    },
    totalOnly('thu', 2025)
  )
