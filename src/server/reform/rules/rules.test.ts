import { describe, expect } from 'vitest'
import { UNITS } from '#server/organisation/index.ts'
import { test } from '#server/platform/testing.ts'
import { decideDispute, disputeScore, scorePeriod, scoresScreen } from '../scores/actions.ts'
import { act, giveTasks } from '../tasks/actions.ts'
import { aProvince, as, office } from '../testing.ts'
import { beginFormula, compareFormula, formulaFrom } from './formula.ts'
import { beginUrging, exampleOf, urgingFrom, urgingOn } from './urging.ts'

const typed = { 'weight-quantity': '50', 'weight-quality': '0', 'weight-timeliness': '50', published: '9/QĐ-UBND' }

describe('rules kept as data', () => {
  test('weights make 100, the formula names where it was published, and begins tomorrow at the earliest', () => {
    const from = (more: object) => formulaFrom({ ...typed, from: '01/01/2027', ...more }, '2026-11-23')
    expect(from({})).toMatchObject({ ok: true, value: { from: '2027-01-01', parts: [{ weight: 50 }, { weight: 50 }] } })
    expect(from({ 'weight-quality': '1' })).toMatchObject({ error: { code: 'weights-wrong' } })
    expect(from({ published: ' ' })).toMatchObject({ error: { code: 'published-missing' } })
    expect(from({ from: '23/11/2026' })).toMatchObject({ error: { code: 'begins-too-early' } })
    expect(from({ from: '32/11/2026' })).toMatchObject({ error: { code: 'day-invalid' } })
  })

  test('the worked example shows today’s formula beside the new one', async ({ ctx }) => {
    const formula = formulaFrom({ ...typed, from: '01/01/2027' }, '2026-11-23')
    const [example] = formula.ok ? await compareFormula(ctx, formula.value) : []
    // 30·8/10 + 30·7/8 + 40·6/10 by the one shipped; 50·8/10 + 50·6/10 by the new.
    expect(example).toMatchObject({ now: 74.25, then: 70 })
  })

  test('a score disputed after the formula changed is corrected by the formula it was computed by', async ({ ctx }) => {
    await aProvince(ctx)
    const it = office(ctx)
    const day = ctx.now().toISOString().slice(0, 10)
    const given = { directive: null, item: null, content: 'Báo cáo', product: '', givenOn: `${day.slice(0, 8)}01` }
    const [code] = await giveTasks(it, { ...given, deadline: { kind: 'date', due: day } }, [UNITS['so-y-te']]).then(
      done => (done.ok ? done.value.codes : [])
    )
    const agency = as(ctx, UNITS['so-y-te'], 'agency-head')
    await act(agency, code!, { kind: 'report', on: day, proof: { words: 'x', document: '1', files: [] } })
    await act(it, code!, { kind: 'send-back', reason: 'Thiếu' })
    await scorePeriod(it, day.slice(0, 7))
    const period = new URLSearchParams({ period: day.slice(0, 7) })
    const [first] = (await scoresScreen(it, period)).rows
    await ctx.sql`insert into score_formula (valid_from, published, parts) values (${given.givenOn}, 'x', '[{"key": "quality", "weight": 100}]')`
    await disputeScore(agency, first!.id, 'Đã nộp')
    const [disputed] = (await scoresScreen(it, period)).rows
    await decideDispute(it, disputed!.dispute!, 'upheld', 'Đúng')
    const [second] = (await scoresScreen(it, period)).rows
    expect(second).toMatchObject({ version: 2 })
    expect(second!.parts.map(part => part.key)).toEqual(first!.parts.map(part => part.key))
  })

  test('a new set of urging rules begins on its day, ends the one before, and replaces one not begun', async ({
    ctx
  }) => {
    await aProvince(ctx)
    const it = office(ctx)
    const set = (words: string, from: string) => {
      const read = urgingFrom({ 'days-holder': words, from }, '2026-11-23')
      if (!read.ok) throw new Error(read.error.code)
      return read.value
    }
    const days = async (on: string) => (await urgingOn(ctx, on)).map(rule => rule.days)
    const shipped = await days('2027-01-01')
    expect(shipped).toHaveLength(10)
    await beginUrging(it, set('-5', '2099-01-01'))
    await beginUrging(it, set('-2, 3', '2099-02-01'))
    expect(await days('2099-01-31')).toEqual(shipped)
    expect(await days('2099-02-01')).toEqual([-2, 3])
    expect(await beginFormula(as(ctx, UNITS['so-y-te'], 'handler'), {} as never)).toMatchObject({
      error: { code: 'forbidden' }
    })
    expect(urgingFrom({ 'days-holder': 'mai', from: '01/01/2027' }, '2026-11-23')).toMatchObject({
      error: { code: 'days-wrong', words: 'mai' }
    })
  })

  test('the example tells who is reminded when: working days before, days after', async ({ ctx }) => {
    await aProvince(ctx)
    const { due, days } = await exampleOf(ctx, [
      { days: -1, who: 'holder' },
      { days: 1, who: 'head' }
    ])
    expect(days.map(one => one.who)).toEqual([['holder'], ['head']])
    expect(days[0]!.day < due && due < days[1]!.day).toBe(true)
  })
})
