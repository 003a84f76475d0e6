import { describe, expect } from 'vitest'
import { UNITS } from '#server/organisation/index.ts'
import { test } from '#server/platform/testing.ts'
import { act, giveTasks } from '../tasks/actions.ts'
import { aProvince, as, office } from '../testing.ts'
import { decideDispute, disputeScore, scorePeriod, scoresScreen } from './actions.ts'
import { scoreOf, windowOfPeriod } from './score.rules.ts'
import type { Counted } from './score.rules.ts'

const formula = [
  { key: 'quantity', weight: 30 },
  { key: 'quality', weight: 30 },
  { key: 'timeliness', weight: 40 }
] as const
const task = (done: boolean, more: Partial<Counted> = {}): Counted => ({
  code: '',
  content: '',
  due: '2026-10-10',
  doneOn: done ? '2026-10-09' : null,
  late: !done,
  returns: 0,
  ...more
})

describe('scores of agencies', () => {
  test('everything done on time without a return is 100', () => {
    expect(scoreOf([task(true), task(true)], formula).total).toBe(100)
  })
  test('quantity, quality and timeliness are counted each by its own basis', () => {
    const { parts, total } = scoreOf(
      [task(true), task(true, { returns: 1 }), task(true, { late: true }), task(false)],
      formula
    )
    expect(parts.map(part => [part.of, part.reached])).toEqual([
      [4, 3],
      [3, 2],
      [4, 2]
    ])
    expect(total).toBe(62.5)
  })
  test('what does not apply is left out and the rest scaled; nothing due has no score', () => {
    expect(scoreOf([task(false)], formula)).toMatchObject({ total: 0, parts: [{}, { points: null }, {}] })
    expect(scoreOf([], formula).total).toBeNull()
  })
  test('a period is a month or a quarter', () => {
    expect(windowOfPeriod('2026-Q1')).toEqual({ from: '2026-01-01', to: '2026-03-31' })
    expect(windowOfPeriod('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(windowOfPeriod('2026-13')).toBeNull()
  })

  test('a dispute upheld gives a second version with its reason; the first stays', async ({ ctx }) => {
    await aProvince(ctx)
    const it = office(ctx)
    const given = await giveTasks(
      it,
      {
        directive: null,
        item: null,
        content: 'Báo cáo',
        product: '',
        givenOn: '2026-10-01',
        deadline: { kind: 'date', due: '2026-10-20' }
      },
      [UNITS['so-y-te']]
    )
    expect(await scorePeriod(it, '2026-10')).toEqual({ ok: true, value: { scored: 1 } })
    expect(await scorePeriod(it, '2026-10')).toEqual({ ok: true, value: { scored: 0 } })
    const agency = as(ctx, UNITS['so-y-te'], 'agency-head')
    const [before] = (await scoresScreen(agency, new URLSearchParams('period=2026-10'))).rows
    expect(before).toMatchObject({ total: 0, version: 1 })
    expect(await disputeScore(as(ctx, UNITS['so-tu-phap'], 'agency-head'), before!.id, 'x')).toMatchObject({
      error: { code: 'score-missing' }
    })
    await disputeScore(agency, before!.id, 'Đã báo cáo ngày 19/10 nhưng chưa được xác nhận')
    const code = given.ok ? given.value.codes[0]! : ''
    await act(as(ctx, UNITS['so-y-te'], 'handler'), code, {
      kind: 'report',
      on: '2026-10-19',
      proof: { words: '', document: '8/BC', files: [] }
    })
    await act(it, code, { kind: 'accept', note: '' })
    const dispute = (await scoresScreen(agency, new URLSearchParams('period=2026-10'))).rows[0]!.dispute!
    await decideDispute(it, dispute, 'upheld', 'Báo cáo đúng hạn, xác nhận chậm')
    expect((await scoresScreen(agency, new URLSearchParams('period=2026-10'))).rows[0]).toMatchObject({
      version: 2,
      total: 100,
      decision: 'upheld'
    })
  })
})
