import { describe, expect } from 'vitest'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { relay } from '#server/platform/relay.ts'
import { prepareJobs } from '#server/platform/index.ts'
import { settle } from '#server/demonstration/index.ts'
import { act, openDossier } from './actions.ts'
import { receiveDossier } from './intake.ts'
import { ReceiveInput } from './inputs.ts'
import { replay } from './evolve.ts'
import { jsonbText } from '#server/platform/canonical.ts'
import { brokenChains } from './verify.ts'
import { load } from './store.ts'
import { queueOf } from './queue.views.ts'
import { openByFactor, progressOf } from './tracking.ts'
import type { Dossier, DossierId } from './model.ts'
import { reactions } from './jobs.ts'
import type { Actor } from '#server/platform/index.ts'

let settled: Promise<void> | undefined
const ready = (ctx: TestCtx) => (settled ??= settle(ctx))
const input = (more: object = {}) =>
  ReceiveInput.parse({
    procedure: '1.001193',
    applicant: { name: 'Nguyễn Văn An', number: '999090000001', phone: '0912 345 678' },
    receivingUnit: 'H99.31',
    ...more
  })
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
const receive = async (ctx: TestCtx, more: object = {}): Promise<Dossier> =>
  must(await receiveDossier(ctx, input(more)))

describe('codes', () => {
  test('fifty desks at once get numbers without a gap and without a double', async ({ ctx }) => {
    await ready(ctx)
    const made = await Promise.all(
      Array.from({ length: 50 }, (_, n) => receive(ctx, { receivingUnit: n % 2 ? 'H99.32' : 'H99.33' }))
    )
    const numbers = made.filter(each => each.receivingUnit === 'H99.32').map(each => Number(each.code.slice(-4)))
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, n) => n + 1))
    expect(new Set(made.map(each => each.code)).size).toBe(50)
    expect(made[0]!.code).toMatch(/^H99\.3[23]-261123-\d{4}$/)
  })
  test('a dossier that cannot be stored gives its number back', async ({ ctx }) => {
    await ready(ctx)
    const first = await receive(ctx, { receivingUnit: 'H99.34' })
    const again = { idempotencyKey: 'once' }
    const a = must(await receiveDossier(ctx, input({ receivingUnit: 'H99.34' }), again))
    const b = must(await receiveDossier(ctx, input({ receivingUnit: 'H99.34' }), again))
    const next = await receive(ctx, { receivingUnit: 'H99.34' })
    expect(b).toEqual(a)
    expect([first, a, next].map(each => each.code.slice(-4))).toEqual(['0001', '0002', '0003'])
  })
  test('the same key sent twenty times at once makes one dossier', async ({ ctx, sql }) => {
    await ready(ctx)
    const made = await Promise.all(
      Array.from({ length: 20 }, () => receiveDossier(ctx, input(), { idempotencyKey: 'race' }))
    )
    expect(new Set(made.map(each => must(each).id)).size).toBe(1)
    const [count] = await sql`select count(*) as n from dossier where idempotency_key like '%:race'`
    expect(count!.n).toBe(1)
  })
  test('the running number grows beyond four digits', async ({ ctx, sql }) => {
    await ready(ctx)
    await sql`insert into dossier_number (unit, day, last) values ('H99.38', '2026-11-23', 9999)`
    expect((await receive(ctx, { receivingUnit: 'H99.38' })).code).toBe('H99.38-261123-10000')
  })
})

describe('the event log', () => {
  test('the row that screens read is the fold of the events, and the chain holds', async ({ ctx, sql }) => {
    await ready(ctx)
    const dossier = await receive(ctx)
    const step = dossier.steps[0]!
    const after = must(
      await act(
        { ...ctx, actor: { ...ctx.actor, id: '22222222-2222-4222-8222-222222222222' } },
        { id: dossier.id },
        {
          kind: 'complete',
          token: step.token,
          outcome: 'done',
          note: '',
          files: [],
          data: {},
          result: null
        }
      )
    )
    const events = await sql`select type, at, data from event where case_id = ${dossier.id} order by version`
    const told = events.map(each => ({ type: each.type, at: each.at.toISOString(), data: each.data }))
    expect(replay(told as never, dossier.id as DossierId)).toEqual(after)
    expect(await load(ctx, { code: dossier.code })).toEqual(after)
    expect(await brokenChains(ctx)).toEqual([])
  })
  test('an event cannot be changed or removed, and a forged one is found', async ({ ctx, sql }) => {
    await ready(ctx)
    const dossier = await receive(ctx)
    await expect(sql`update event set data = '{}' where case_id = ${dossier.id}`).rejects.toThrow('append-only')
    await expect(sql`delete from event where case_id = ${dossier.id}`).rejects.toThrow('append-only')
    await sql.begin(async tx => {
      await tx`alter table event disable trigger event_is_final`
      await tx`update event set data = jsonb_set(data, '{content}', '"khác"') where case_id = ${dossier.id}`
      await tx`alter table event enable trigger event_is_final`
    })
    expect(await brokenChains(ctx)).toEqual([{ code: dossier.code, version: 1 }])
    await sql.begin(async tx => {
      await tx`alter table event disable trigger event_is_final`
      await tx`update event set data = jsonb_set(data, '{content}', '""') where case_id = ${dossier.id}`
      await tx`alter table event enable trigger event_is_final`
    })
  })
  test('our canonical JSON is the database’s', async ({ sql }) => {
    const odd = { b: 1, aa: 'Đặng "Thị"\\ \n\t', a: [null, true, 1.5, { z: {}, y: [] }], long_key: 'ữ', 'x-1': -0.25 }
    const [row] = await sql`select ${sql.json(odd)}::jsonb::text as text`
    expect(jsonbText(odd)).toBe(row!.text)
  })
  test('two officers who act at once: one is stored first, the other is tried again on what it left', async ({
    ctx
  }) => {
    await ready(ctx)
    const dossier = await receive(ctx)
    const both = await Promise.all([
      act(ctx, { id: dossier.id }, { kind: 'pay-fee', amount: 1000, method: 'cash', receipt: 'a' }),
      act(ctx, { id: dossier.id }, { kind: 'pay-fee', amount: 2000, method: 'cash', receipt: 'b' })
    ])
    expect(both.every(each => each.ok)).toBe(true)
    expect((await load(ctx, { id: dossier.id }))!.fee.paid).toBe(3000)
  })
  test('the relay hands every event to the jobs once, however often it reads', async ({ ctx, sql, databaseUrl }) => {
    await ready(ctx)
    await prepareJobs(databaseUrl)
    while ((await relay(sql, 'h99', reactions)) > 0);
    const before = await sql`select count(*) as n from graphile_worker.jobs`
    await receive(ctx)
    expect(await relay(sql, 'h99', reactions)).toBe(1)
    expect(await relay(sql, 'h99', reactions)).toBe(0)
    const after = await sql`select count(*) as n from graphile_worker.jobs`
    expect(after[0]!.n - before[0]!.n).toBe(1)
  })
})

describe('who sees what', () => {
  const handlerOf = (ctx: TestCtx, unit: string): Actor => ({
    ...ctx.actor,
    kind: 'officer',
    id: '22222222-2222-4222-8222-222222222222',
    name: 'Đức',
    unit,
    roles: ['one-stop-officer'],
    may: () => true
  })
  test('an unclaimed step lies in the queue of its unit, due first, and of no other', async ({ ctx }) => {
    await ready(ctx)
    const dossier = await receive(ctx, { receivingUnit: 'H99.37' })
    const asked = { text: '', late: false, waiting: false, after: null, limit: 50 }
    const here = await queueOf({ ...ctx, actor: handlerOf(ctx, 'H99.37') }, 'unclaimed', asked)
    expect(here.map(row => row.code)).toContain(dossier.code)
    expect(await queueOf({ ...ctx, actor: handlerOf(ctx, 'H99.36') }, 'unclaimed', asked)).toEqual([])
  })
  test('an officer of another unit may not act', async ({ ctx }) => {
    await ready(ctx)
    const dossier = await receive(ctx, { receivingUnit: 'H99.37' })
    const stranger = { ...handlerOf(ctx, 'H99.36'), may: (permission: string) => permission !== 'dossier.read-all' }
    expect(await act({ ...ctx, actor: stranger }, { id: dossier.id }, { kind: 'withdraw', reason: 'x' })).toMatchObject(
      { error: { code: 'forbidden' } }
    )
    expect(
      await openDossier({ ...ctx, actor: { ...stranger, may: () => false } }, { kind: 'receive', filing: {} as never })
    ).toMatchObject({ error: { code: 'forbidden' } })
  })
  test('the code alone shows the stage and nothing else; phone or number opens the rest', async ({ ctx }) => {
    await ready(ctx)
    const { code } = await receive(ctx)
    expect(Object.keys((await progressOf(ctx, code))!).sort()).toEqual(['code', 'phase', 'stage', 'stages'])
    expect(await openByFactor(ctx, code, '0912.345.678')).toMatchObject({ code })
    expect(await openByFactor(ctx, code, '+84 912 345 678')).toMatchObject({ code })
    expect(await openByFactor(ctx, code, '999090000001')).toMatchObject({ code })
    expect(await openByFactor(ctx, code, '0912345679')).toBeNull()
    expect(await openByFactor(ctx, code, '')).toBeNull()
  })
})
