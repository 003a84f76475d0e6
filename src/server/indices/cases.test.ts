import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { officersOf } from '#server/identity/index.ts'
import { brokenChains } from '#server/dossiers/index.ts'
import { prepareJobs } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { shownName } from './accountability.rules.ts'
import { caseId, loadCase, storyOf } from './case.store.ts'
import { cases } from './case.views.ts'
import { readinessOf } from './component.rules.ts'
import { crossOver } from './edition.actions.ts'
import { leavesOf } from './edition.rules.ts'
import { nodesOf } from './edition.store.ts'
import { findingState, shareInspected } from './inspection.rules.ts'
import { onInspection, planInspection } from './inspection.actions.ts'
import { onAccountability, onLostPoint, registerLostPoints } from './lost.actions.ts'
import { askForMissing, closeRound, onComponent, openRound } from './score.actions.ts'
import { putScores } from './score.store.ts'
import { shipEditions } from './shipped.ts'

type House = { ctx: TestCtx; ids: Map<string, string> }
const test = base.extend('house', { scope: 'file' }, async ({ sql, databaseUrl }): Promise<House> => {
  const ctx = testCtx(sql)
  await prepareJobs(databaseUrl)
  await settle(ctx)
  return { ctx, ids: await shipEditions(ctx) }
})
const as = (ctx: Ctx, unit: string, ...permissions: string[]): Ctx => ({
  ...ctx,
  actor: { kind: 'officer', id: null, name: 'Cán bộ thử', unit, roles: [], may: one => permissions.includes(one) }
})

describe('a round of scoring', () => {
  test('asks the owning agency for proof by a date; the agency answers, nobody else', async ({
    house: { ctx, ids }
  }) => {
    const edition = ids.get('par 2025')!
    expect(await openRound(ctx, edition, 'H99')).toMatchObject({ ok: true })
    expect(await askForMissing(ctx, edition, 'H99', '2026-12-15')).toMatchObject({ ok: true })
    const told = await ctx.sql<{ to: string }[]>`
      select to_name as "to" from notice where template = 'steering-note' and key like 'index-evidence:%'`
    const [head] = (await officersOf(ctx, 'H99.07', '2026-11-23')).filter(one => one.head)
    expect(told.map(({ to }) => to)).toContain(head!.fullName)
    const id = caseId('component', `${edition}:H99:documents_plan`)
    const found = await loadCase<{ owner: string; asked: object }>(ctx, 'component', id)
    expect(found!.state).toMatchObject({ owner: 'H99.07', asked: { due: '2026-12-15' } })
    const give = { kind: 'give-evidence', name: 'Báo cáo 12/BC-STP', validUntil: '2027-01-31' } as const
    expect(await onComponent(as(ctx, 'H99.08', 'indices.answer', 'indices.read'), id, give)).toMatchObject({
      error: { code: 'forbidden' }
    })
    const given = await onComponent(as(ctx, 'H99.07', 'indices.answer', 'indices.read'), id, give)
    if (!given.ok) throw new Error(given.error.code)
    expect([
      readinessOf(given.value, '2026-12-01'),
      readinessOf(given.value, '2027-02-01'),
      readinessOf({ evidence: [] }, '2026-12-01')
    ]).toEqual(['present', 'stale', 'missing'])
  })
  test('goes from self-score to appraisal, rebuttal and final points, every change with its reason', async ({
    house: { ctx, ids }
  }) => {
    const id = caseId('component', `${ids.get('par 2025')!}:H99:documents_plan`)
    expect(await onComponent(ctx, id, { kind: 'appraise', points: 1, words: '' })).toMatchObject({
      error: { code: 'self-score-first' }
    })
    expect(await onComponent(ctx, id, { kind: 'score-self', points: 9, words: '' })).toMatchObject({
      error: { code: 'points-out-of-range' }
    })
    await onComponent(ctx, id, { kind: 'score-self', points: 1.5, words: 'Đủ 10/10 văn bản' })
    await onComponent(ctx, id, { kind: 'appraise', points: 1, words: 'Thiếu một văn bản' })
    await onComponent(ctx, id, { kind: 'rebut', words: 'Văn bản đã ban hành ngày 30/12' })
    const final = await onComponent(ctx, id, {
      kind: 'finalise',
      points: 1.5,
      low: null,
      high: null,
      words: 'Chấp nhận giải trình'
    })
    expect(final).toMatchObject({ value: { phase: 'final', self: 1.5, round1: 1, final: 1.5 } })
    expect(await onComponent(ctx, id, { kind: 'appraise', points: 0, words: '' })).toMatchObject({
      error: { code: 'round-closed' }
    })
    expect((await storyOf(ctx, id)).map(({ type }) => type)).toContain('component.rebutted')
    const [score] = await ctx.sql<
      { final: number }[]
    >`select final::float8 as final from index_score where node = 'documents_plan' and subject = 'H99'`
    expect(score).toEqual({ final: 1.5 })
    expect(await brokenChains(ctx)).toEqual([])
  })
})

/** Scores of H99: everything reached but what is named. */
async function scored(
  ctx: Ctx,
  edition: string,
  but: Record<string, number>,
  intervals: Record<string, [number, number]> = {}
) {
  const rows = leavesOf(await nodesOf(ctx, edition)).map(({ key, maximum }) => ({
    subject: 'H99',
    node: key,
    final: but[key] ?? maximum,
    low: intervals[key]?.[0] ?? null,
    high: intervals[key]?.[1] ?? null
  }))
  await putScores(ctx, edition, rows)
  await closeRound(ctx, edition, 'H99')
  return registerLostPoints(ctx, edition, 'H99')
}

describe('a lost point', () => {
  test('lives from its registration to the verdict of the year after, and nobody is named before hearing, conclusion and record', async ({
    house: { ctx, ids }
  }) => {
    const [y23, y24] = [ids.get('par 2023')!, ids.get('par 2024')!]
    expect(
      await scored(ctx, y23, { plan_done: 1, reports_on_time: 0.5, findings_mended: 0.5, survey_f1: 2 })
    ).toMatchObject({
      value: { registered: 3, judged: 0 }
    })
    const of = (node: string, year = y23, loss = 'not-reached') => caseId('lost-point', `${year}:H99:${node}:${loss}`)
    expect(
      await onLostPoint(ctx, of('reports_on_time'), {
        kind: 'agree-remedy',
        words: 'x',
        owner: 'H99.02',
        due: '2027-01-01',
        task: ''
      })
    ).toMatchObject({
      error: { code: 'cause-first' }
    })
    await onLostPoint(ctx, of('reports_on_time'), {
      kind: 'name-cause',
      code: 'late',
      words: 'Báo cáo quý III gửi chậm'
    })
    const agreed = await onLostPoint(ctx, of('reports_on_time'), {
      kind: 'agree-remedy',
      words: 'Gửi trước ngày 18',
      owner: 'H99.02',
      due: '2027-01-01',
      task: ''
    })
    expect(agreed).toMatchObject({ value: { remedy: { head: { name: 'Trương Công Lập' } } } })
    expect(
      await scored(ctx, y24, { reports_on_time: 0.5, findings_mended: 0.75, survey_f1: 1.5 }, { survey_f1: [1.2, 1.8] })
    ).toMatchObject({
      value: { judged: 3, accountable: 1 }
    })
    const verdict = async (node: string) =>
      (await loadCase<{ judgement: { verdict: string } }>(ctx, 'lost-point', of(node)))!.state.judgement.verdict
    expect([await verdict('plan_done'), await verdict('findings_mended'), await verdict('reports_on_time')]).toEqual([
      'mended',
      'partly',
      'lost-again'
    ])
    expect(await loadCase(ctx, 'lost-point', of('survey_f1', y24, 'fallen'))).toMatchObject({
      state: { amount: 0.5, loss: 'fallen' }
    })

    const [account] = await cases(ctx, 'accountability')
    expect(shownName(account!.state)).toBeNull()
    expect(
      await onAccountability(ctx, account!.id, { kind: 'conclude', conclusion: 'answerable', words: 'x' })
    ).toMatchObject({ error: { code: 'out-of-order' } })
    await onAccountability(ctx, account!.id, { kind: 'hear', words: 'Phần mềm lỗi' })
    const reform = as(ctx, 'H99.02', 'indices.change', 'indices.read')
    expect(
      await onAccountability(reform, account!.id, { kind: 'conclude', conclusion: 'answerable', words: '' })
    ).toMatchObject({ error: { code: 'forbidden' } })
    await onAccountability(ctx, account!.id, { kind: 'conclude', conclusion: 'answerable', words: 'Không đôn đốc' })
    const recorded = await onAccountability(ctx, account!.id, { kind: 'record', number: '15/TB-UBND' })
    expect(recorded.ok && shownName(recorded.value)).toBe('Trương Công Lập')
  })
  test('of a criterion that was split is judged only where the crosswalk says how', async ({ house: { ctx, ids } }) => {
    const [y24, y25] = [ids.get('par 2024')!, ids.get('par 2025')!]
    await scored(ctx, y24, { on_time: 3, online_services: 1 })
    const id = caseId('lost-point', `${y24}:H99:on_time:not-reached`)
    await scored(ctx, y25, { on_time_province: 1.5, on_time_commune: 1 })
    expect(await loadCase(ctx, 'lost-point', id)).toMatchObject({ state: { judgement: { verdict: 'cannot-compare' } } })
    for (const to of ['on_time_province', 'on_time_commune'])
      await crossOver(ctx, y24, y25, { from: 'on_time', to, relation: 'split', comparable: 'yes', note: '' })
    await registerLostPoints(ctx, y25, 'H99')
    expect(await loadCase(ctx, 'lost-point', id)).toMatchObject({
      state: { judgement: { verdict: 'lost-again', after: { final: 2.5, maximum: 3.5 } } }
    })
  })
})

describe('an inspection of reform work', () => {
  test('has units, findings with dates, mending, and counts in the share inspected', async ({ house: { ctx } }) => {
    const planned = await planInspection(ctx, {
      name: 'Kiểm tra quý IV',
      number: '1',
      year: 2026,
      from: '2026-11-01',
      to: '2026-12-15',
      units: ['H99.07', 'H99.08']
    })
    if (!planned.ok) throw new Error(planned.error.code)
    const { id } = planned.value
    expect(
      await onInspection(ctx, id, { kind: 'find', unit: 'H99.07', words: 'Chưa niêm yết', due: '2026-12-01' })
    ).toMatchObject({ error: { code: 'unit-not-visited' } })
    await onInspection(ctx, id, { kind: 'visit', unit: 'H99.07', on: '2026-11-20' })
    await onInspection(ctx, id, { kind: 'find', unit: 'H99.07', words: 'Chưa niêm yết', due: '2026-12-01' })
    expect(await onInspection(ctx, id, { kind: 'close' })).toMatchObject({ error: { code: 'findings-open' } })
    const mended = await onInspection(ctx, id, { kind: 'mend', finding: 0, words: 'Đã niêm yết' })
    if (!mended.ok) throw new Error(mended.error.code)
    expect(findingState(mended.value.findings[0]!, '2026-12-05')).toBe('mended')
    expect(shareInspected([mended.value], 2026, ['H99.07', 'H99.08', 'H99.09', 'H99.10'])).toMatchObject({
      inspected: 1,
      share: 0.25
    })
    expect(await onInspection(ctx, id, { kind: 'close' })).toMatchObject({ ok: true })
  })
})
