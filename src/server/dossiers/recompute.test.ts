import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { calendarRevision } from '#server/calendar/index.ts'
import type { CalendarDay } from '#server/calendar/index.ts'
import { VISITOR, prepareJobs } from '#server/platform/index.ts'
import { test as base } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { ReceiveInput } from './inputs.ts'
import { receiveDossier } from './intake.ts'
import type { Dossier } from './model.ts'
import { changeWorkingTime, recomputeOpen, rehearseChange } from './recompute.ts'
import { recomputations } from './recompute.store.ts'
import { load } from './store.ts'
import { ledgerOf, timelineOf } from './views.ts'

const test = base.extend('office', { scope: 'file', auto: true }, async ({ databaseUrl }) => prepareJobs(databaseUrl))
let settled: Promise<void> | undefined
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const receivedAt = async (ctx: TestCtx, moment: string): Promise<Dossier> => {
  await (settled ??= settle(ctx))
  ctx.clock.set(moment)
  return must(
    await receiveDossier(
      ctx,
      ReceiveInput.parse({
        procedure: '1.001193',
        receivingUnit: 'H99.31',
        applicant: { name: 'Nguyễn Văn An', number: '999090000001' }
      })
    )
  )
}
const day = (date: string, kind: CalendarDay['kind'], source: string): CalendarDay => ({
  day: date,
  kind,
  name: { vi: kind === 'swapped-off' ? 'Nghỉ hoán đổi' : 'Làm việc bù' },
  source,
  status: 'announced'
})
const dueDay = ({ dueAt }: Pick<Dossier, 'dueAt'>) => dueAt?.slice(0, 10)

/** The exchange of 2026: Monday 31 August off, Saturday 22 August worked. The shipped calendar has it; this takes it back. */
const takenBack = { decision: 'QĐ 1/2026', reason: 'Không hoán đổi', put: [], remove: ['2026-08-22', '2026-08-31'] }

describe('a change of the calendar', () => {
  test('is rehearsed: which open dossiers move, from when to when', async ({ ctx }) => {
    const over = await receivedAt(ctx, '2026-08-28T02:00:00Z')
    const across = await receivedAt(ctx, '2026-08-21T02:00:00Z')
    const apart = await receivedAt(ctx, '2026-07-01T02:00:00Z')
    const rehearsed = must(await rehearseChange(ctx, takenBack))
    expect(rehearsed).toMatchObject({ open: 3 })
    const codes = rehearsed.moved.map(({ code, way }) => [code, way])
    expect(codes).toContainEqual([over.code, 'earlier'])
    expect(codes).toContainEqual([across.code, 'later'])
    expect(codes).not.toContainEqual([apart.code, expect.anything()])
    expect(rehearsed.earlier + rehearsed.later).toBe(rehearsed.moved.filter(({ way }) => way !== null).length)
    expect(dueDay((await load(ctx, over))!)).toBe(dueDay(over))
    expect(await rehearseChange({ ...ctx, actor: VISITOR }, takenBack)).toMatchObject({ error: { code: 'forbidden' } })
  })

  test('is applied with one run, and every dossier that moved says why and keeps its promise', async ({ ctx }) => {
    const dossier = await receivedAt(ctx, '2026-08-28T02:00:00Z')
    const rehearsed = must(await rehearseChange(ctx, takenBack))
    const revision = await calendarRevision(ctx)
    expect(await changeWorkingTime(ctx, takenBack, revision - 1)).toMatchObject({
      error: { code: 'calendar-changed-meanwhile' }
    })
    const { id } = must(await changeWorkingTime(ctx, takenBack, revision))
    const jobs = await ctx.sql<{ key: string }[]>`
      select key from graphile_worker.jobs where task_identifier = 'dossiers.recompute-all'`
    expect(jobs).toEqual([{ key: `h99:recompute-${id}` }])

    await recomputeOpen(ctx, id)
    const count = rehearsed.moved.length
    expect((await recomputations(ctx))[0]).toMatchObject({ change: id, total: count, done: count, moved: count })
    const after = (await load(ctx, dossier))!
    const said = rehearsed.moved.find(move => move.code === dossier.code)!
    expect(new Date(after.dueAt!)).toEqual(said.to)
    expect(after.originalDueAt).toBe(dossier.originalDueAt)
    expect((await timelineOf(ctx, dossier.id)).at(-1)).toMatchObject({
      type: 'clock.recomputed',
      data: { because: 'QĐ 1/2026', from: dossier.dueAt }
    })
    expect((await ledgerOf(ctx, dossier.id)).at(-1)).toMatchObject({ kind: 'recomputed', dueBefore: said.from })
  })

  test('run twice, or run again after it was broken off, moves nothing a second time', async ({ ctx }) => {
    const dossier = await receivedAt(ctx, '2026-08-28T02:00:00Z')
    const swap = {
      decision: 'QĐ 2/2026',
      reason: '',
      put: [day('2026-08-22', 'swapped-working', 'QĐ 2/2026'), day('2026-08-31', 'swapped-off', 'QĐ 2/2026')],
      remove: []
    }
    const { id } = must(await changeWorkingTime(ctx, swap))
    const broken = { ...ctx, now: failingAfter(3, ctx.now) }
    await expect(recomputeOpen(broken, id)).rejects.toThrow('pulled the plug')
    await recomputeOpen(ctx, id)
    await recomputeOpen(ctx, id)
    const moves = (await timelineOf(ctx, dossier.id)).filter(entry => entry.type === 'clock.recomputed')
    expect(moves).toHaveLength(1)
    expect((await recomputations(ctx))[0]).toMatchObject({ change: id, finishedAt: expect.any(Date) })
  })

  test('of office hours moves what is due at closing time, in that unit only', async ({ ctx }) => {
    const here = await receivedAt(ctx, '2026-11-23T02:00:00Z')
    const hours = {
      unit: 'H99.31',
      validFrom: '2026-11-01',
      validTo: null,
      months: [],
      spells: [
        ['07:00', '11:00'],
        ['13:00', '16:00']
      ] as const
    }
    const change = { decision: 'QĐ 3/2026', reason: 'Giờ mùa đông', hours }
    const rehearsed = must(await rehearseChange(ctx, change))
    expect(rehearsed.moved.find(({ code }) => code === here.code)).toMatchObject({ way: 'earlier', calendarDays: 0 })
    expect(must(await rehearseChange(ctx, { ...change, hours: { ...hours, unit: 'H99.32' } })).moved).toEqual([])
    const { id } = must(await changeWorkingTime(ctx, change))
    await recomputeOpen(ctx, id)
    expect((await load(ctx, here))!.dueAt).toMatch(/T09:00:00/)
  })
})

/** A clock that breaks after some readings, in the middle of the work. */
function failingAfter(readings: number, now: () => Date): () => Date {
  let left = readings
  return () => {
    if (left-- <= 0) throw new Error('pulled the plug')
    return now()
  }
}
