import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { SYSTEM } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { buildProcess, publishProcess } from '#server/workflow/index.ts'
import { act, openDossier } from './actions.ts'
import { tasks, timetable } from './jobs.ts'
import type { Dossier } from './model.ts'
import { load } from './store.ts'
import { aFiling } from './testing.ts'

let settled: Promise<void> | undefined
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
/** A dossier of a notice that hangs out for two working days before somebody concludes. */
async function hungOut(ctx: TestCtx, more: object = {}): Promise<Dossier> {
  await (settled ??= settle(ctx))
  const step = { role: 'handler', norm: null } as const
  const xml = buildProcess({ id: 'notice', name: 'Niêm yết' }, [
    { ...step, id: 'wait', name: { vi: 'Niêm yết 02 ngày' }, kind: 'timer', norm: { value: 2, unit: 'working-day' } },
    { ...step, id: 'conclude', name: { vi: 'Kết luận' } }
  ])
  const { id: process } = must(await publishProcess(ctx, { xml, title: 'Niêm yết' }))
  const procedure = { code: '1.001193', name: 'Đăng ký khai sinh', revision: 'r', process }
  return must(await openDossier(ctx, { kind: 'receive', filing: aFiling({ procedure, ...more }) }))
}
/** The province's own clock some days later. */
const later = (ctx: Ctx, days: number): Ctx => ({
  ...ctx,
  actor: SYSTEM,
  now: () => new Date(ctx.now().getTime() + days * 86_400_000)
})
const fire = (ctx: Ctx) => tasks['dossiers.fire-timers'](ctx)

describe('the job of the timers', () => {
  test('fires what has run out exactly once, also when two of them run at the same time', async ({ ctx, sql }) => {
    const { id } = await hungOut(ctx)
    expect(await fire(later(ctx, 1))).toBe(0)
    const runs = await Promise.all([fire(later(ctx, 5)), fire(later(ctx, 5))])
    expect(runs.sort()).toEqual([0, 1])
    expect(await fire(later(ctx, 6))).toBe(0)
    const [count] = await sql`select count(*) as n from event where case_id = ${id} and type = 'step.timed-out'`
    expect(Number(count!.n)).toBe(1)
    const items = await sql`select step, timer_at from work_item where dossier_id = ${id}`
    expect([...items]).toEqual([{ step: 'conclude', timer_at: null }])
  })
  test('leaves the timers of a dossier that waits alone', async ({ ctx, sql }) => {
    const { id } = await hungOut(ctx)
    const about = { kind: 'paper', ref: 'don', name: 'Tờ khai' } as const
    const reasons = [{ code: 'missing', about, note: 'Nộp tờ khai.' }] as const
    must(await act({ ...ctx, actor: SYSTEM }, { id }, { kind: 'ask-supplement', reasons }))
    const [item] = await sql`select timer_at from work_item where dossier_id = ${id}`
    expect(item!.timer_at).toBeNull()
    expect(await fire(later(ctx, 30))).toBe(0)
  })
  test('no officer may let time run out', async ({ ctx }) => {
    const { id, steps } = await hungOut(ctx)
    const officer = { ...ctx.actor, may: (permission: string) => permission !== 'dossier.timer' }
    const command = { kind: 'fire-timer', token: steps[0]!.token, timer: null } as const
    expect(await act({ ...ctx, actor: officer }, { id }, command)).toMatchObject({ error: { code: 'forbidden' } })
  })
  test('runs every minute', () => {
    expect(timetable).toContainEqual({ match: '* * * * *', task: 'dossiers.fire-timers' })
  })
})

test('a unit that does not exist is not asked for its opinion', async ({ ctx }) => {
  const { id, steps } = await hungOut(ctx)
  const common = { kind: 'complete', token: steps[0]!.token, outcome: 'done', note: 'x', files: [], data: {} } as const
  const asked = await act({ ...ctx, actor: SYSTEM }, { id }, { ...common, result: null, consult: 'H99.no-such' })
  expect(asked).toMatchObject({ error: { code: 'unit-unknown', unit: 'H99.no-such' } })
})

test('a request that nobody answered is closed once its days have gone by, and says why', async ({ ctx }) => {
  const { id } = await hungOut(ctx, { answerWithin: 3 })
  const about = { kind: 'paper', ref: 'don', name: 'Tờ khai' } as const
  const reasons = [{ code: 'missing', about, note: 'Nộp tờ khai.' }] as const
  must(await act({ ...ctx, actor: SYSTEM }, { id }, { kind: 'ask-supplement', reasons }))
  expect(await tasks['dossiers.close-unanswered'](later(ctx, 1))).toBe(0)
  expect(await tasks['dossiers.close-unanswered'](later(ctx, 7))).toBe(1)
  expect(await tasks['dossiers.close-unanswered'](later(ctx, 8))).toBe(0)
  expect(await load(ctx, { id })).toMatchObject({ phase: 'stopped', steps: [] })
})
