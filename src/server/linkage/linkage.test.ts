import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { draftOf, EMPTY, keepCounterDraft, ownerOf, startDraft } from '#server/dossiers/index.ts'
import type { Typed } from '#server/dossiers/index.ts'
import { closeSystems, fetchPerson, mapAccount, putSystem, systemOf } from '#server/exchange/index.ts'
import { person as personOf } from '#server/identity/index.ts'
import { prepareJobs } from '#server/platform/index.ts'
import { test as base } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import {
  answerQuestion,
  checkAtCounter,
  checkReceived,
  checkRelative,
  checkUnchecked,
  lookupDesk,
  lookUpSelf,
  notesOf,
  ownLookups,
  questionLookup,
  raiseAlerts,
  relativesOf,
  settleAlert,
  takeOver
} from './index.ts'
import { an, aReceived, connectTo, person, PROCEDURE } from './testing.ts'

const test = base.extend('jobs', { scope: 'file', auto: true }, ({ databaseUrl }) => prepareJobs(databaseUrl))

const residence = { province: '99', district: '', ward: '99001', detail: 'Tổ 3, phường Mơ Giang', country: 'VN' }
const known = { name: 'Nguyễn Văn An', birth: '1988-04-12', sex: 'male', residence }
/** A database that knows An, counts the questions, and forgets earlier checks. */
async function database(ctx: TestCtx, answer: object = { kind: 'found', person: known }) {
  await ctx.sql`delete from exchange_state`
  await ctx.sql`delete from linkage_note`
  await ctx.sql`delete from linkage_check`
  await ctx.sql`delete from lookup_alert`
  await ctx.sql`delete from exchange_quota_use`
  const asked: unknown[] = []
  connectTo(async (_, request) => {
    asked.push(request)
    return answer
  })
  return { asked, desk: await person(ctx, 'motcua.mogiang') }
}
async function sheet(ctx: TestCtx, more: object = {}): Promise<Typed> {
  const typed = { key: randomUUID(), kind: 'person', procedure: PROCEDURE, ...an, ...more }
  await keepCounterDraft(await person(ctx, 'motcua.mogiang'), typed)
  return typed
}
const self = async (ctx: TestCtx, login: string) => {
  const citizen = await person(ctx, login)
  return { citizen, own: (await personOf(citizen, citizen.actor.id!))! }
}
const page = { before: null, most: 10 }

describe('at the counter', () => {
  test('nothing is asked before there is a procedure, a number, a name and a birth', async ({ ctx }) => {
    const { asked, desk } = await database(ctx)
    for (const missing of ['procedure', 'number', 'name', 'birth'])
      expect(await checkAtCounter(desk, await sheet(ctx, { [missing]: '' }))).toEqual({ kind: 'not-yet' })
    expect(asked).toEqual([])
  })

  test('the smallest set of fields is asked, and differences stand side by side', async ({ ctx }) => {
    const { asked, desk } = await database(ctx)
    const check = await checkAtCounter(desk, await sheet(ctx, { address: 'Thôn Đoài', sex: 'male' }))
    expect(asked).toMatchObject([{ fields: ['name', 'birth', 'sex', 'residence'] }])
    expect(check).toMatchObject({
      kind: 'checked',
      outcome: 'differs',
      rows: [
        { field: 'name', same: true },
        { field: 'birth', same: true },
        { field: 'sex', same: true },
        { field: 'address', typed: 'Thôn Đoài', known: 'Tổ 3, phường Mơ Giang', same: false }
      ]
    })
  })

  test('a procedure with its own legal ground is told more', async ({ ctx, sql }) => {
    const { asked, desk } = await database(ctx)
    await sql`
      insert into population_permission (procedure_code, fields, legal_ground, changed_at)
      values (${PROCEDURE}, '{name,spouse}', 'Luật Hộ tịch', now())`
    await checkAtCounter(desk, await sheet(ctx))
    await sql`delete from population_permission`
    expect(asked).toMatchObject([{ fields: ['name', 'spouse'] }])
  })

  test('typing on does not ask again, and what is received later has the check of the sheet', async ({ ctx }) => {
    const { asked, desk } = await database(ctx)
    await checkAtCounter(desk, await sheet(ctx))
    await checkAtCounter(desk, await sheet(ctx, { address: 'Tổ 3, phường Mơ Giang' }))
    const dossier = await aReceived(ctx)
    await checkReceived(ctx, { dossier: dossier.id, version: 1 })
    await checkReceived(ctx, { dossier: dossier.id, version: 1 })
    expect(asked).toHaveLength(1)
    expect(await notesOf(desk, dossier.code)).toMatchObject([{ kind: 'checked', outcome: 'match', later: false }])
  })

  test('an officer without an account there is not let through, nor one whose day is used up', async ({ ctx }) => {
    const { asked, desk } = await database(ctx)
    const other = await person(ctx, 'motcua.trungtam')
    expect(await checkAtCounter(other, await sheet(ctx))).toEqual({ kind: 'refused', code: 'account-not-mapped' })
    putSystem({ ...systemOf('population')!, quota: { officer: 1, system: 100 } })
    await checkAtCounter(desk, await sheet(ctx))
    expect(await checkAtCounter(desk, await sheet(ctx, { birth: '01/01/1990' }))).toEqual({
      kind: 'refused',
      code: 'quota-used-up'
    })
    expect(asked).toHaveLength(1)
  })

  test('a relative of the applicant is verified for the dossier: yes or no, and on record', async ({ ctx, sql }) => {
    const { asked, desk } = await database(ctx, { kind: 'related' })
    const { code } = await aReceived(ctx)
    const wife = { relation: 'spouse', number: '099192000012', name: 'Trần Thị Bình', birth: '30/09/1992' }
    expect(await relativesOf(desk, code)).toMatchObject({ applicant: 'Nguyễn Văn An', known: true })
    expect(await checkRelative(desk, code, wife)).toEqual({ ok: true, value: 'related' })
    expect(asked).toMatchObject([
      { person: { name: 'Nguyễn Văn An' }, relation: 'spouse', relative: { number: wife.number } }
    ])
    const [kept] = await sql`
      select facts ->> 'dossier' as dossier, facts -> 'fields' as fields, facts ->> 'said' as said from exchange_record
      where kind = 'request' order by position desc limit 1`
    expect(kept).toEqual({ dossier: code, fields: ['spouse'], said: null })
    expect(await sql`select from lookup_alert`).toHaveLength(0)
    expect(await checkRelative(desk, code, { ...wife, birth: '' })).toMatchObject({
      error: { code: 'relative-incomplete' }
    })
    const stranger = await person(ctx, 'motcua.trungtam')
    expect(await checkRelative(stranger, code, wife)).toEqual({ ok: false, error: { code: 'not-found' } })
  })

  test('where no system is configured nothing is shown, asked or left waiting', async ({ ctx, sql }) => {
    const { desk } = await database(ctx)
    await sql`delete from exchange_message`
    closeSystems()
    expect(await checkAtCounter(desk, await sheet(ctx))).toEqual({ kind: 'off' })
    const dossier = await aReceived(ctx)
    await checkReceived(ctx, { dossier: dossier.id, version: 1 })
    expect(await notesOf(desk, dossier.code)).toEqual([])
    expect(await sql`select id from exchange_message`).toEqual([])
  })
})

describe('the person concerned', () => {
  test('sees who looked, when, why and what; and nobody else sees it', async ({ ctx }) => {
    const { desk } = await database(ctx)
    await checkAtCounter(desk, await sheet(ctx))
    const dossier = await aReceived(ctx)
    await checkReceived(ctx, { dossier: dossier.id, version: 1 })
    const { citizen, own } = await self(ctx, 'congdan.an')
    const [row] = await ownLookups(citizen, own, page)
    expect(row).toMatchObject({
      at: ctx.now(),
      asker: 'officer',
      post: 'one-stop-officer',
      dossier: dossier.code,
      fields: ['name', 'birth', 'sex', 'residence'],
      outcome: 'found'
    })
    expect(row!.unit).toContain('Mơ Giang')
    const binh = await self(ctx, 'congdan.binh')
    expect(await ownLookups(binh.citizen, binh.own, page)).toEqual([])
    expect(await ownLookups(citizen, { ...own, numberVerified: false }, page)).toEqual([])
  })

  test('questions a look-up once, and reads the answer', async ({ ctx }) => {
    const { desk } = await database(ctx)
    await checkAtCounter(desk, await sheet(ctx))
    const { citizen, own } = await self(ctx, 'congdan.an')
    const { call } = (await ownLookups(citizen, own, page))[0]!
    const binh = await self(ctx, 'congdan.binh')
    const question = 'Tôi không đến phường ngày hôm đó.'
    expect(await questionLookup(binh.citizen, binh.own, { call, question })).toMatchObject({
      error: { code: 'not-found' }
    })
    expect(await questionLookup(citizen, own, { call, question: ' ' })).toMatchObject({
      error: { code: 'text-missing' }
    })
    expect(await questionLookup(citizen, own, { call, question })).toEqual({ ok: true, value: undefined })
    expect(await questionLookup(citizen, own, { call, question })).toMatchObject({ error: { code: 'asked-already' } })
    expect(await lookupDesk(desk)).toMatchObject({ error: { code: 'forbidden' } })
    const control = await person(ctx, 'kstt.truongphong')
    const shown = await lookupDesk(control)
    const open = shown.ok ? shown.value.questions.find(row => row.call === call)! : null
    expect(open).toMatchObject({ question, answer: null })
    await answerQuestion(control, open!.id, 'Cán bộ tra nhầm; đã nhắc nhở.')
    expect((await ownLookups(citizen, own, page))[0]).toMatchObject({ answer: 'Cán bộ tra nhầm; đã nhắc nhở.' })
  })
})

describe('an alert is raised', () => {
  test('when somebody looks without a sheet or dossier of that person', async ({ ctx }) => {
    const { desk } = await database(ctx)
    const person_ = { number: '099192000012', name: 'Trần Thị Bình', birth: '1992-09-30' }
    await fetchPerson(desk, person_, { procedure: PROCEDURE, procedureName: 'Xem thử', task: null })
    const control = await person(ctx, 'kstt.truongphong')
    const shown = await lookupDesk(control)
    expect(shown).toMatchObject({ value: { alerts: [{ reason: 'no-task', purpose: 'Xem thử', seenAt: null }] } })
    if (shown.ok) await settleAlert(control, shown.value.alerts[0]!.call, 'Đã làm rõ')
    expect(await lookupDesk(control)).toMatchObject({ value: { alerts: [{ seenAt: ctx.now(), note: 'Đã làm rõ' }] } })
  })

  test('when no dossier follows a look-up at the counter in a day, and not when one does', async ({ ctx }) => {
    const { desk } = await database(ctx)
    await checkAtCounter(desk, await sheet(ctx))
    ctx.clock.advance(23 * 3_600_000)
    expect(await raiseAlerts(ctx)).toBe(0)
    ctx.clock.advance(2 * 3_600_000)
    expect(await raiseAlerts(ctx)).toBe(1)
    expect(await raiseAlerts(ctx)).toBe(0)
    const again = await database(ctx)
    await checkAtCounter(again.desk, await sheet(ctx))
    const dossier = await aReceived(ctx)
    await checkReceived(ctx, { dossier: dossier.id, version: 1 })
    ctx.clock.advance(25 * 3_600_000)
    expect(await raiseAlerts(ctx)).toBe(0)
  })
})

describe('what could not be checked', () => {
  test('stands on the dossier with its reason, is tried again, and is checked once the account is there', async ({
    ctx,
    sql
  }) => {
    const { asked, desk } = await database(ctx)
    const dossier = await aReceived(ctx)
    await sql`update exchange_account set ended_at = ${ctx.now()}`
    await checkReceived(ctx, { dossier: dossier.id, version: 1 })
    await checkUnchecked(ctx)
    expect(await notesOf(desk, dossier.code)).toMatchObject([{ kind: 'not-checked', code: 'account-not-mapped' }])
    expect(asked).toEqual([])
    await mapAccount(ctx, 'population', { login: 'motcua.mogiang', external: 'mogiang.01' })
    await checkUnchecked(ctx)
    await checkUnchecked(ctx)
    expect(await notesOf(desk, dossier.code)).toMatchObject([{ kind: 'not-checked' }, { kind: 'queued' }])
    const [left] = await sql`
      select count(*)::integer as messages from exchange_message where key = ${`received-${dossier.id}`}`
    expect(left).toEqual({ messages: 1 })
  })
})

test('a look-up by the old number of nine digits is on the page of its person', async ({ ctx }) => {
  const answer = { kind: 'found', person: { name: 'Nguyễn Văn An', birth: '1988-04-12' }, number: an.number }
  connectTo(async () => answer)
  const desk = await person(ctx, 'motcua.mogiang')
  const old = { number: '990000001', name: 'Nguyễn Văn An', birth: '1988-04-12' }
  const why = { procedure: PROCEDURE, procedureName: 'Xác nhận cư trú', task: { kind: 'draft', ref: 'x' } } as const
  const looked = await fetchPerson(desk, old, why)
  const { citizen, own } = await self(ctx, 'congdan.an')
  const rows = await ownLookups(citizen, own, page)
  expect(rows[0]).toMatchObject({ call: looked.ok && looked.value.call, purpose: 'Xác nhận cư trú' })
  expect(await questionLookup(citizen, own, { call: rows[0]!.call, question: 'Vì sao?' })).toMatchObject({ ok: true })
})

describe('a person who files from home', () => {
  const form = { id: randomUUID(), procedure: PROCEDURE, updatedAt: new Date(), body: EMPTY }
  const asked = (consent: boolean, typed = {}) => ({
    draft: { ...form, body: { ...EMPTY, typed } },
    procedureName: 'Đăng ký khai sinh',
    consent
  })

  test('is looked up with consent only, and the look-up is on the own page with it', async ({ ctx, sql }) => {
    const database_ = await database(ctx)
    const { citizen, own } = await self(ctx, 'congdan.an')
    expect(await lookUpSelf(citizen, own, asked(false))).toMatchObject({ error: { code: 'consent-missing' } })
    expect(await lookUpSelf(citizen, { ...own, numberVerified: false }, asked(true))).toMatchObject({
      error: { code: 'number-not-verified' }
    })
    expect(database_.asked).toEqual([])
    const told = await lookUpSelf(citizen, own, asked(true, { 'who.name': 'Nguyễn Văn An', 'who.address': 'Nhà cũ' }))
    expect(told).toMatchObject({
      value: {
        rows: [
          { field: 'name', same: true },
          { field: 'birth', typed: '', same: false },
          { field: 'address', typed: 'Nhà cũ', same: false }
        ]
      }
    })
    expect((await ownLookups(citizen, own, page))[0]).toMatchObject({ asker: 'citizen', purpose: 'Đăng ký khai sinh' })
    const [kept] =
      await sql`select facts ->> 'consentAt' as at from exchange_record where kind = 'request' order by position desc limit 1`
    expect(kept).toEqual({ at: ctx.now().toISOString() })
  })

  test('takes over what is chosen and nothing else', async ({ ctx }) => {
    await database(ctx)
    const { citizen, own } = await self(ctx, 'congdan.an')
    const owner = ownerOf({ account: own.id })
    const started = await startDraft(citizen, owner, PROCEDURE)
    const draft = (await draftOf(citizen, started.ok ? started.value.id : '', owner))!
    await lookUpSelf(citizen, own, { draft, procedureName: 'Đăng ký khai sinh', consent: true })
    await takeOver(citizen, { draft, owner, fields: ['address'] })
    expect((await draftOf(citizen, draft.id, owner))!.body.typed).toEqual({ 'who.address': 'Tổ 3, phường Mơ Giang' })
  })
})
