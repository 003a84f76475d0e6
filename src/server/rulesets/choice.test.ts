import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { ReceiveInput, receiveDossier } from '#server/dossiers/index.ts'
import { SYSTEM, VISITOR } from '#server/platform/index.ts'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { chooseRules, enterRules, rulesOn, ruleSetChoices } from './index.ts'

/** The office's clock stands on 23 November 2026. */
const choosing = (ctx: TestCtx, from: string, ruleSet: 'vn-2018' | 'vn-2025') =>
  chooseRules({ ...ctx, actor: SYSTEM }, { ruleSet, from, reason: 'QĐ 1' })

describe('the rule set of a province', () => {
  test('is the law’s until the province chooses, and then changes on the day that was chosen', async ({ ctx }) => {
    expect((await rulesOn(ctx, '2026-11-23')).id).toBe('vn-2025')
    await enterRules({ ...ctx, actor: SYSTEM }, { ruleSet: 'vn-2018', from: '2026-11-23', reason: 'setup' })
    expect(await choosing(ctx, '2027-01-01', 'vn-2025')).toMatchObject({ ok: true })
    const days = ['2024-05-01', '2026-11-22', '2026-11-23', '2026-12-31', '2027-01-01']
    const ids = await Promise.all(days.map(async day => (await rulesOn(ctx, day)).id))
    expect(ids).toEqual(['vn-2018', 'vn-2025', 'vn-2018', 'vn-2018', 'vn-2025'])
  })

  test('is changed by the administrator only, from a day to come on which it is in force and something new', async ({
    ctx
  }) => {
    const visitor = await chooseRules(
      { ...ctx, actor: VISITOR },
      { ruleSet: 'vn-2018', from: '2027-06-01', reason: '' }
    )
    expect(visitor).toEqual({ ok: false, error: { code: 'forbidden' } })
    expect(await choosing(ctx, '2026-11-23', 'vn-2025')).toMatchObject({ error: { code: 'rules-day-passed' } })
    expect(await choosing(ctx, '2027-06-01', 'vn-2025')).toMatchObject({ error: { code: 'rules-same' } })
  })

  test('is planned for one day once: a second choice for that day takes the place of the first', async ({ ctx }) => {
    await choosing(ctx, '2028-01-01', 'vn-2018')
    await choosing(ctx, '2028-01-01', 'vn-2025')
    const planned = (await ruleSetChoices(ctx)).filter(choice => choice.from === '2028-01-01')
    expect(planned.map(choice => choice.ruleSet)).toEqual(['vn-2025'])
  })

  test('every choice is an event in the chain of the province', async ({ sql }) => {
    const events = await sql<{ version: number; type: string; whole: boolean }[]>`
      select version as "version", type as "type", hash = sha256(
        coalesce(lag(hash) over (order by version), decode(repeat('00', 32), 'hex'))
        || event_text(case_id, version, type, at, actor_id, data)) as "whole"
      from event where case_kind = 'province' order by version`
    expect(events.length).toBe(4)
    expect(events.every(event => event.type === 'province.rules-chosen' && event.whole)).toBe(true)
  })

  test('is stamped on a dossier by the day it is received', async ({ ctx }) => {
    await settle(ctx)
    const input = ReceiveInput.parse({
      procedure: '1.001193',
      receivingUnit: 'H99.31',
      applicant: { name: 'Nguyễn Văn An', number: '999090000001' }
    })
    const stamps: string[] = []
    for (const moment of ['2026-12-31T02:00:00Z', '2027-01-04T02:00:00Z']) {
      ctx.clock.set(moment)
      const received = await receiveDossier({ ...ctx, actor: SYSTEM }, input)
      stamps.push(received.ok ? received.value.ruleSet : received.error.code)
    }
    expect(stamps).toEqual(['vn-2018', 'vn-2025'])
  })
})
