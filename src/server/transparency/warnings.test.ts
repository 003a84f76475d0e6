import { describe, expect } from 'vitest'
import { settle } from '#server/demonstration/index.ts'
import { load, permissions, receiveDossier, ReceiveInput } from '#server/dossiers/index.ts'
import type { DossierId } from '#server/dossiers/index.ts'
import { actorOf, createPolicy } from '#server/identity/index.ts'
import type { Role } from '#server/identity/index.ts'
import { prepareJobs } from '#server/platform/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import {
  apologiesScreen,
  approveApologies,
  draftApologies,
  followDossiers,
  letterShare,
  lateListPermissions,
  noteHandedOver,
  setAside,
  setWarningShares,
  warnBeforeLate,
  warningShares
} from './index.ts'
import { needsLetter, reasonFor } from './apologies.rules.ts'
import { shareGone, unitFor, warningsAt } from './warnings.rules.ts'

const RULES = [
  { share: 0.5, who: 'holder' },
  { share: 0.75, who: 'head' },
  { share: 0.9, who: 'superior' }
] as const
const step = (more: object = {}) =>
  ({ token: 't', step: 's', name: 'Thẩm định', kind: 'user', unit: 'H99.31', officer: 'o', ...more }) as never

describe('what is due before a dossier is late', () => {
  test('the holder is warned first, then the head, then the superior, and nobody once it is late', () => {
    const warned = (gone: number) => warningsAt(gone, RULES).map(({ who }) => who)
    expect([0.4, 0.5, 0.8, 0.95, 1].map(warned)).toEqual([
      [],
      ['holder'],
      ['holder', 'head'],
      ['holder', 'head', 'superior'],
      []
    ])
    expect([shareGone(240, 480), shareGone(1, 0)]).toEqual([0.5, 1])
    expect([unitFor('head', 'H99.31'), unitFor('superior', 'H99.31')]).toEqual(['H99.31', 'H99'])
  })
  test('a letter is drafted while the law still allows one, and only where work is left', () => {
    const needs = (workingDaysLeft: number, extensions = 0, steps = [step()]) =>
      needsLetter({ steps, extensions }, { allowed: 1, workingDaysLeft })
    expect([needs(3), needs(2), needs(1), needs(0)]).toEqual([false, true, true, false])
    expect(needs(1, 1)).toBe(false)
    expect(needs(1, 0, [step({ kind: 'return-result' })])).toBe(false)
  })
  test('its reason is an outage, an agency waited for, an unclaimed step, or the load', () => {
    expect([
      reasonFor([step()], true),
      reasonFor([step({ kind: 'wait-agency' })], false),
      reasonFor([step({ officer: null })], false),
      reasonFor([step()], false)
    ]).toEqual(['outside-system', 'other-agency', 'staff', 'workload'])
  })
})

const test = base.extend('house', { scope: 'file' }, async ({ sql, databaseUrl }): Promise<TestCtx> => {
  await prepareJobs(databaseUrl)
  const ctx = testCtx(sql)
  await settle(ctx)
  return ctx
})

test('a dossier near its day warns once, gets a letter, and its new date by a leader who approves', async ({
  house
}) => {
  house.clock.set('2026-11-09T02:00:00Z')
  const received = await receiveDossier(
    house,
    ReceiveInput.parse({
      procedure: '1.004884',
      applicant: { name: 'Nguyễn Văn An', number: '999090000001', phone: '0912 345 678' },
      receivingUnit: 'H99.31'
    })
  )
  if (!received.ok) throw new Error(JSON.stringify(received.error))
  const { id } = received.value
  await followDossiers(house)
  const before = (await load(house, { id: id as DossierId }))!
  const due = new Date(before.dueAt!)
  house.clock.set(new Date(due.getTime() - 26 * 3_600_000))
  expect(await warnBeforeLate(house)).toBeGreaterThan(0)
  expect(await warnBeforeLate(house)).toBe(0)
  expect(await draftApologies(house)).toBe(1)
  expect(await draftApologies(house)).toBe(0)
  const chair: TestCtx = {
    ...house,
    actor: actorOf(
      { id: '00000000-0000-4000-8000-000000000009', kind: 'officer', name: 'Chủ tịch' },
      { unit: 'H99.31', roles: ['chair'] },
      createPolicy([permissions])
    )
  }
  const [letter] = (await apologiesScreen(chair))!.drafts
  // The new date and the letter come together: what breaks in between leaves the date as it was.
  await house.sql`alter table apology add constraint none_today check (state = 'drafted') not valid`
  await expect(approveApologies(chair, [letter!.id], { reason: null, days: 3 })).rejects.toThrow('none_today')
  await house.sql`alter table apology drop constraint none_today`
  expect((await load(house, { id: id as DossierId }))!.dueAt).toBe(before.dueAt)
  const done = await approveApologies(chair, [letter!.id], { reason: 'complex', days: 3 })
  expect(done).toMatchObject({ ok: true, value: { approved: [received.value.code], refused: [] } })
  const after = (await load(house, { id: id as DossierId }))!
  expect(after.dueAt! > before.dueAt!).toBe(true)
  expect((await apologiesScreen(chair))!).toMatchObject({ drafts: [], sent: [{ reason: 'complex', days: 3 }] })
  // A letter that no message carried is printed and handed over; whose unit it is not may not say so.
  const elsewhere = { ...chair, actor: { ...chair.actor, unit: 'H99.32' } }
  expect(await noteHandedOver(elsewhere, [letter!.id])).toMatchObject({ error: { code: 'apology-none' } })
  expect(await noteHandedOver(chair, [letter!.id])).toEqual({ ok: true, value: { letters: 1 } })
  expect((await apologiesScreen(chair))!.sent[0]!.delivery).toEqual({ state: 'printed', at: house.now() })
  await followDossiers(house)
  expect(await draftApologies(house)).toBe(0)
  house.clock.set(new Date(Date.parse(after.dueAt!) + 40 * 86_400_000))
  expect(await letterShare(house, house.now().toISOString().slice(0, 7))).toEqual({ late: 1, withLetter: 1 })
})

test('an administrator sets the shares, the holder first; a letter not needed is set aside and not drafted again', async ({
  house
}) => {
  house.clock.set('2026-12-07T02:00:00Z')
  const of = (...roles: Role[]): TestCtx => ({
    ...house,
    actor: actorOf(
      { id: '00000000-0000-4000-8000-000000000009', kind: 'officer', name: 'Cán bộ' },
      { unit: 'H99.31', roles },
      createPolicy([permissions, lateListPermissions])
    )
  })
  const shares = { holder: 10, head: 60, superior: 95 }
  expect(await setWarningShares(of('chair'), shares)).toMatchObject({ error: { code: 'forbidden' } })
  expect(await setWarningShares(of('administrator'), { ...shares, head: 5 })).toMatchObject({
    error: { code: 'warning-order-odd' }
  })
  for (const holder of [20, 10]) await setWarningShares(of('administrator'), { ...shares, holder })
  expect((await warningShares(house)).map(({ who, share }) => [who, share])).toEqual([
    ['holder', 0.1],
    ['head', 0.6],
    ['superior', 0.95]
  ])
  const received = await receiveDossier(
    house,
    ReceiveInput.parse({
      procedure: '1.004884',
      applicant: { name: 'Nguyễn Văn Bình', number: '999090000002', phone: '0912 345 679' },
      receivingUnit: 'H99.31'
    })
  )
  if (!received.ok) throw new Error(JSON.stringify(received.error))
  await followDossiers(house)
  const due = new Date((await load(house, { id: received.value.id as DossierId }))!.dueAt!)
  house.clock.set(new Date(due.getTime() - 26 * 3_600_000))
  expect(await draftApologies(house)).toBe(1)
  const [letter] = (await apologiesScreen(of('chair')))!.drafts
  expect(await setAside(of('chair'), [letter!.id])).toEqual({ ok: true, value: { letters: 1 } })
  expect(await draftApologies(house)).toBe(0)
  expect((await apologiesScreen(of('chair')))!.drafts).toEqual([])
})
