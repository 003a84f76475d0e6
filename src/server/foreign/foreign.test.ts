import fc from 'fast-check'
import { expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { ReceiveInput, receiveDossier } from '#server/dossiers/index.ts'
import { clientActor } from '#server/identity/index.ts'
import { followDossiers, recountForeign } from '#server/transparency/index.ts'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import {
  essentialServices,
  saveSystem,
  settledWhere,
  settleIn,
  switchFeature,
  takeBack
} from '#server/systems/index.ts'
import { putForeign } from './actions.ts'
import { ForeignDossier } from './model.ts'
import { allDossiersFor, countAllDossiers, foreignProgress } from './views.ts'

let settled: Promise<unknown> | undefined
const ready = (ctx: TestCtx) =>
  (settled ??= settle(ctx).then(() =>
    saveSystem(ctx, { code: 'igate', nameVi: 'Hệ thống cũ', whereToGo: 'Xin đến quầy số 5.', address: '' })
  ))
const told = (code: string, more: object = {}) =>
  ForeignDossier.parse({
    ...{ code, procedure: '1.001193', state: 4, receivingUnit: 'H99.31', settlingUnit: 'H99.31' },
    sourceTime: '2026-11-20T00:00:00Z',
    ...more
  })
const receipt = ReceiveInput.parse({
  procedure: '1.001193',
  applicant: { name: 'Nguyễn Văn An', number: '999090000001', phone: '0912345678' },
  receivingUnit: 'H99.31'
})
const receive = async (ctx: TestCtx) => receiveDossier(ctx, receipt)
const lateOf = async (ctx: TestCtx, code: string) => {
  const rows = await allDossiersFor(ctx, { text: code.toLowerCase(), source: 'foreign', limit: 5 })
  return rows.find(row => row.code === code)?.late
}

test('told in any order and any number of times, the latest of the source stands', async ({ ctx }) => {
  await ready(ctx)
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }), async days => {
      const code = `P-${run++}`
      for (const day of days)
        await putForeign(ctx, 'igate', [told(code, { state: day, sourceTime: `2026-11-0${day}T00:00:00Z` })])
      const progress = await foreignProgress(ctx, code)
      expect(progress?.state).toBe(Math.max(...days))
    }),
    { numRuns: 20 }
  )
})

test('what the source does not tell is unknown, and never on time', async ({ ctx }) => {
  await ready(ctx)
  const [past, future] = ['2026-11-01T00:00:00Z', '2026-12-30T00:00:00Z']
  await putForeign(ctx, 'igate', [
    told('L-1'),
    told('L-2', { dueAt: past }),
    told('L-3', { dueAt: future }),
    told('L-4', { dueAt: past, state: 9 }),
    told('L-5', { state: 10, finishedAt: past }),
    told('L-6', { dueAt: future, state: 10, finishedAt: past }),
    told('L-7', { dueAt: past, state: 5 })
  ])
  const codes = ['L-1', 'L-2', 'L-3', 'L-4', 'L-5', 'L-6', 'L-7']
  expect(await Promise.all(codes.map(code => lateOf(ctx, code)))).toEqual([null, true, false, null, null, false, null])
})

test('a dossier that is ours and theirs under one national code is counted once', async ({ ctx }) => {
  await ready(ctx)
  const own = await receive(ctx)
  if (!own.ok) throw new Error(own.error.code)
  const span = { from: new Date('2026-11-23T00:00:00Z'), to: new Date('2026-11-24T00:00:00Z') }
  const counted = async () => {
    await followDossiers(ctx)
    await recountForeign(ctx)
    return countAllDossiers(ctx, span)
  }
  const before = await counted()
  const receivedAt = '2026-11-23T01:00:00Z'
  await putForeign(ctx, 'igate', [told('N-1', { nationalCode: own.value.code, receivedAt })])
  expect(await counted()).toEqual(before)
  await saveSystem(ctx, { code: 'bo', nameVi: 'Hệ thống của bộ', whereToGo: '', address: '' })
  await putForeign(ctx, 'igate', [told('N-2', { nationalCode: 'QG-2', receivedAt })])
  await putForeign(ctx, 'bo', [told('N-9', { nationalCode: 'QG-2', receivedAt, sourceTime: '2026-11-21T00:00:00Z' })])
  const after = await counted()
  const sum = (counts: typeof after) => counts.reduce((all, each) => all + each.received, 0)
  expect(sum(after)).toBe(sum(before) + 1)
  expect(after.find(each => each.source === 'bo')?.received).toBe(1)
})

test('lists and counts agree: each dossier once, what is not told neither late nor on time', async ({ ctx }) => {
  await ready(ctx)
  const day = (at: number) => `2026-10-${String(at).padStart(2, '0')}T03:00:00Z`
  await saveSystem(ctx, { code: 'bo', nameVi: 'Hệ thống của bộ', whereToGo: '', address: '' })
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
  const a = fc.record({
    state: fc.integer({ min: 1, max: 10 }),
    receivedAt: maybe(fc.integer({ min: 1, max: 9 }).map(day)),
    dueAt: maybe(fc.integer({ min: 5, max: 28 }).map(day)),
    finishedAt: maybe(fc.integer({ min: 9, max: 28 }).map(day)),
    nationalCode: maybe(fc.constantFrom('QG-A1', 'QG-A2', 'QG-A3')),
    sourceTime: fc.integer({ min: 1, max: 28 }).map(day)
  })
  const span = { from: new Date(day(1)), to: new Date('2026-11-01T00:00:00Z') }
  await fc.assert(
    fc.asyncProperty(fc.array(a, { minLength: 3, maxLength: 25 }), async given => {
      await ctx.sql`delete from foreign_dossier`
      for (const source of ['igate', 'bo'])
        await putForeign(
          ctx,
          source,
          given.map((each, at) => told(`A-${at}`, each))
        )
      await followDossiers(ctx)
      await recountForeign(ctx)
      const listed = await allDossiersFor(ctx, { ...span, kind: 'received', limit: 1000 })
      const counts = await countAllDossiers(ctx, span)
      const sum = (key: 'received' | 'late') => counts.reduce((all, each) => all + each[key], 0)
      expect(sum('received')).toBe(listed.length)
      const finished = await allDossiersFor(ctx, { ...span, kind: 'finished', limit: 1000 })
      // A dossier without a told end is counted when it was told, and is then neither late nor on time.
      expect(sum('late')).toBe(finished.filter(row => row.late).length)
    }),
    { numRuns: 15 }
  )
})

test('our own dossiers are found by words too, and one whose clock stands still is not late', async ({ ctx }) => {
  await ready(ctx)
  const own = await receive(ctx)
  if (!own.ok) throw new Error(own.error.code)
  const { code } = own.value
  const late = async () => {
    const found = await allDossiersFor(ctx, { text: 'nguyen van an', source: 'own', kind: 'open', limit: 100 })
    return found.find(row => row.code === code)?.late
  }
  expect(await late()).toBe(false)
  ctx.clock.set('2027-03-01T02:00:00Z')
  expect(await late()).toBe(true)
  await ctx.sql`update dossier set phase = 'supplement', due_at = null where code = ${code}`
  expect(await late()).toBe(false)
})

test('another system tells only of the units in its reach, and only under a source we know', async ({ ctx }) => {
  await ready(ctx)
  const actor = clientActor({ id: 'x', name: 'x', unit: 'H99.32', scopes: ['foreign.put'] })
  const machine = { ...ctx, actor }
  expect(await putForeign(machine, 'igate', [told('R-1')])).toMatchObject({ error: { code: 'out-of-reach' } })
  expect(await putForeign(machine, 'khac', [told('R-1')])).toMatchObject({ error: { code: 'source-unknown' } })
  const stranger = clientActor({ id: 'x', name: 'x', unit: 'H99.31', scopes: ['dossier.*'] })
  expect(await putForeign({ ...ctx, actor: stranger }, 'igate', [told('R-1')])).toMatchObject({
    error: { code: 'forbidden' }
  })
})

test('a procedure settled elsewhere is not received here by mistake, from its day and at its units', async ({
  ctx
}) => {
  await ready(ctx)
  const line = { procedure: '1.001193', unit: 'H99.31', system: 'igate', note: '' }
  await settleIn(ctx, { ...line, validFrom: '2026-11-24' })
  expect(await receive(ctx)).toMatchObject({ ok: true })
  ctx.clock.set('2026-11-24T02:00:00Z')
  expect(await receive(ctx)).toMatchObject({
    error: { code: 'settled-elsewhere', system: 'Hệ thống cũ', where: 'Xin đến quầy số 5.' }
  })
  await settleIn(ctx, { ...line, system: null, validFrom: '2026-11-25' })
  ctx.clock.set('2026-11-25T02:00:00Z')
  expect(await receive(ctx)).toMatchObject({ ok: true })
  for (const { id } of await settledWhere(ctx)) await takeBack(ctx, 'settled', id)
})

test('the desk sees who settles each of the 25 essential services first, in the catalogue or not', async ({ ctx }) => {
  await ready(ctx)
  const line = { system: 'igate', note: '', validFrom: '2026-11-20', unit: null }
  for (const procedure of ['1.001266', '1.001193']) await settleIn(ctx, { ...line, procedure })
  await settleIn(ctx, { ...line, procedure: '1.000894', unit: 'H99.32' })
  const lines = await settledWhere(ctx)
  expect(lines.map(({ essential }) => essential)).toEqual([true, true, false])
  const services = await essentialServices(ctx)
  expect(services.map(({ number }) => number)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
  const settledIn = (number: number) =>
    services[number - 1]!.procedures[0]!.settled.map(({ system, unit }) => ({ system, unit }))
  expect(settledIn(12)).toEqual([{ system: 'Hệ thống cũ', unit: null }])
  expect(settledIn(14)).toEqual([
    { system: null, unit: null },
    { system: 'Hệ thống cũ', unit: 'H99.32' }
  ])
  for (const { id } of lines) await takeBack(ctx, 'settled', id)
})

test('a pilot begins at one unit before the rest', async ({ ctx }) => {
  await ready(ctx)
  await switchFeature(ctx, { feature: 'receiving', unit: null, enabled: false, validFrom: '2026-11-26' })
  await switchFeature(ctx, { feature: 'receiving', unit: 'H99.31', enabled: true, validFrom: '2026-11-26' })
  ctx.clock.set('2026-11-26T02:00:00Z')
  expect(await receive(ctx)).toMatchObject({ ok: true })
  expect(await receiveDossier(ctx, { ...receipt, receivingUnit: 'H99.32' })).toMatchObject({
    error: { code: 'not-switched-on', unit: 'H99.32' }
  })
})
