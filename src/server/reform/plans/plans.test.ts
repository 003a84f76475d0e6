import { describe, expect } from 'vitest'
import { UNITS } from '#server/organisation/index.ts'
import { test } from '#server/platform/testing.ts'
import { act } from '../tasks/actions.ts'
import { aProvince, as, office } from '../testing.ts'
import { addItem, enterPlan, givePlanItem, measure, planScreen } from './actions.ts'
import { burnUp } from './completion.rules.ts'
import { forecast } from './forecast.rules.ts'
import type { Leaf } from './model.ts'

const leaf = (weight: number, due: string, doneOn: string | null): Leaf => ({
  id: `${weight}${due}${doneOn}`,
  title: '',
  weight,
  due,
  doneOn,
  blocked: null
})
const weekly = Array.from({ length: 20 }, (_, week) =>
  leaf(1, '2026-06-30', new Date(Date.UTC(2026, 0, 8 + week * 7)).toISOString().slice(0, 10))
)
const open = Array.from({ length: 10 }, () => leaf(1, '2026-12-31', null))

describe('a yearly plan', () => {
  test('one task a week so far and ten left: done in about ten weeks, with an interval, the same each time', () => {
    const asked = () => forecast([...weekly, ...open], '2026-01-01', '2026-05-22', '2026-12-31', 7)
    const said = asked()
    expect(said).toEqual(asked())
    if (said.kind !== 'expected') throw new Error(said.kind)
    expect(said.early! <= said.median! && said.median! <= said.late!).toBe(true)
    expect(said.median).toMatch(/^2026-0(7|8)/)
    expect(said.inTime).toBeGreaterThan(0.99)
  })

  test('nothing done so far gives no date, and everything done gives the day of the last', () => {
    expect(forecast(open, '2026-01-01', '2026-05-22', '2026-12-31', 7)).toEqual({ kind: 'unknown', why: 'no-past' })
    expect(forecast(weekly, '2026-01-01', '2026-11-22', '2026-12-31', 7)).toEqual({ kind: 'done', on: '2026-05-21' })
  })

  test('the burn-up counts weight planned and done by each week, and says nothing of weeks to come', () => {
    const points = burnUp([...weekly, ...open], 2026, '2026-05-22')
    expect(points.at(-1)).toMatchObject({ day: '2026-12-31', planned: 30, done: null })
    expect(points.find(point => point.day === '2026-05-24')).toMatchObject({ done: 20 })
  })

  test('an agency’s plan rolls up into the province’s; tasks and targets complete it by count and by weight', async ({
    ctx
  }) => {
    await aProvince(ctx)
    const it = office(ctx)
    const made = async (
      result: Promise<{ ok: true; value: { id: string } } | { ok: false; error: { code: string } }>
    ) => {
      const done = await result
      if (!done.ok) throw new Error(done.error.code)
      return done.value.id
    }
    const province = await made(
      enterPlan(it, { unit: 'H99', year: 2026, number: '', title: 'Kế hoạch CCHC năm 2026', parent: null })
    )
    const field = await made(addItem(it, province, { kind: 'field', title: 'Cải cách thủ tục hành chính' }, null))
    const task = await made(
      addItem(it, province, { kind: 'task', title: 'Rà soát thủ tục', parent: field, weight: '3' }, '2026-12-01')
    )
    await made(
      addItem(
        it,
        province,
        { kind: 'target', title: 'Hồ sơ trực tuyến', parent: field, target: '80', measure: '%', weight: '1' },
        null
      )
    )
    const agency = await made(
      enterPlan(it, { unit: UNITS['so-y-te'], year: 2026, number: '', title: 'Kế hoạch của Sở', parent: province })
    )
    const rolled = await made(
      addItem(it, agency, { kind: 'target', title: 'Hồ sơ đúng hạn', target: '5', falls: 'on', rollsUp: field }, null)
    )
    expect(await measure(it, agency, { item: rolled, value: '4' }, '2026-11-20')).toEqual({
      ok: true,
      value: undefined
    })
    const given = await givePlanItem(it, province, task, [UNITS['so-tu-phap'], UNITS['so-y-te']], '2026-12-01')
    const codes = given.ok ? given.value.codes : []
    const finish = async (code: string, unit: string) => {
      await act(as(ctx, unit, 'handler'), code, {
        kind: 'report',
        on: '2026-11-23',
        proof: { words: '', document: '1/BC', files: [] }
      })
      await act(it, code, { kind: 'accept', note: '' })
    }
    await finish(codes[0]!, UNITS['so-tu-phap'])
    const half = (await planScreen(it, province))!
    expect(half.total).toEqual({ leaves: 3, done: 1, weight: 5, doneWeight: 1 })
    expect(half.inTheWay.map(one => one.blocked)).toContain('not-reached')
    await finish(codes[1]!, UNITS['so-y-te'])
    const whole = (await planScreen(it, province))!
    expect(whole.items.find(item => item.id === field)?.completion).toEqual({
      leaves: 3,
      done: 2,
      weight: 5,
      doneWeight: 4
    })
  })
})
