import { describe, expect } from 'vitest'
import { as } from '#server/identity/testing.ts'
import { createPolicy, permissions as identity } from '#server/identity/index.ts'
import { permissions as catalogue } from '#server/catalogue/index.ts'
import { settle } from '#server/demonstration/index.ts'
import { test } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import { act } from './actions.ts'
import { correctEntry, voidEntry } from './correct.ts'
import { receiveAtCounter, sendBackAtCounter, settleAtCounter, takeSupplement } from './counter.actions.ts'
import { blankSheet } from './counter.page.ts'
import { counterAnswer } from './counter.sheet.ts'
import { beforeAcceptance, registerOf, returningApplicants, usedProcedures } from './counter.views.ts'
import { counterDraft, dropCounterDraft, keepCounterDraft } from './draft.store.ts'
import { findPeople, findProcedures } from './find.ts'
import { printForm } from './forms.ts'
import type { Dossier } from './model.ts'
import { formDataFor, registerData, SLIPS } from './papers.ts'
import { permissions } from './permissions.ts'
import { timelineOf } from './views.ts'

const policy = createPolicy([identity, catalogue, permissions])
const MARRIAGE = '1.004873'
const COPY = '2.000815'
const RECORD = '3.000333'
let settled: Promise<void> | undefined
const desk = async (ctx: TestCtx, login = 'motcua.mogiang') => {
  await (settled ??= settle(ctx))
  return as(ctx, login, policy)
}
const must = <T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
/** A sheet filled in as the counter does it: the procedure's own ticks, and whatever the sentence mentions. */
async function aSheet(ctx: TestCtx, more: Record<string, string> = {}) {
  const typed = { ...blankSheet(), name: 'Nguyễn Văn An', number: '099088000011', procedure: MARRIAGE, ...more }
  const { sheet } = await counterAnswer(ctx, typed)
  return { ...sheet?.ticks, ...typed }
}
const received = async (ctx: TestCtx, more = {}): Promise<Dossier> =>
  must(await receiveAtCounter(ctx, await aSheet(ctx, more)))

describe('a sheet of the counter', () => {
  test('a procedure brings its papers ticked, its fee, its settling unit and the day it would be due', async ({
    ctx
  }) => {
    const officer = await desk(ctx)
    const { sheet } = await counterAnswer(officer, { procedure: MARRIAGE })
    expect(
      Object.entries(sheet!.ticks).filter(([name, value]) => name.startsWith('paper:') && value === 'on')
    ).not.toEqual([])
    expect(sheet).toMatchObject({ atOnce: false, settling: { code: officer.actor.unit } })
    const dossier = await received(officer)
    expect(dossier.dueAt).toBe(sheet!.dueAt!.toISOString())
    expect(sheet!.explanation).toContain('23/11/2026')
  })
  test('more pages cost more, and a ground costs less', async ({ ctx }) => {
    const officer = await desk(ctx)
    const total = async (typed: Record<string, string>) => (await counterAnswer(officer, typed)).sheet!.fee.total
    expect(await total({ procedure: COPY })).toBe(2000)
    expect(await total({ procedure: COPY, 'quantity:pages': '4' })).toBe(6000)
    expect(await total({ procedure: RECORD, 'ground:student': 'on' })).toBe((await total({ procedure: RECORD }))! / 2)
  })
  test('a paper always asked for may be left out only by saying so', async ({ ctx }) => {
    const officer = await desk(ctx)
    const sheet = await aSheet(officer)
    const paper = Object.keys(sheet).find(
      name => name.startsWith('paper:') && sheet[name as keyof typeof sheet] === 'on'
    )!
    const without = { ...sheet, [paper]: '' }
    expect(await receiveAtCounter(officer, without)).toMatchObject({
      ok: false,
      error: { code: 'papers-missing', count: 1 }
    })
    expect((await receiveAtCounter(officer, { ...without, despite: 'on' })).ok).toBe(true)
  })
  test('faults are named by the field they stand in', async ({ ctx }) => {
    const officer = await desk(ctx)
    const sheet = await aSheet(officer, { number: '12', phone: 'abc', birth: '31/02/1990', delegateName: 'Lê Văn Hai' })
    const refused = await receiveAtCounter(officer, sheet)
    expect(refused).toMatchObject({ ok: false, error: { code: 'input-invalid' } })
    expect(Object.keys((refused as { error: { errors: object } }).error.errors).sort()).toEqual([
      'birth',
      'delegateAuthorisation',
      'delegateNumber',
      'number',
      'phone'
    ])
  })
  test('sent twice it is one dossier', async ({ ctx }) => {
    const officer = await desk(ctx)
    const sheet = await aSheet(officer)
    expect(must(await receiveAtCounter(officer, sheet)).code).toBe(must(await receiveAtCounter(officer, sheet)).code)
  })
  test('it is kept for its officer only, until it is dropped', async ({ ctx }) => {
    const [officer, other] = [await desk(ctx), await desk(ctx, 'motcua.bendao')]
    await keepCounterDraft(officer, { name: 'Nguyễn Văn Dở' })
    await keepCounterDraft(officer, { name: 'Nguyễn Văn Dở', procedure: MARRIAGE })
    expect((await counterDraft(officer))?.body).toEqual({ name: 'Nguyễn Văn Dở', procedure: MARRIAGE })
    expect(await counterDraft(other)).toBeNull()
    await dropCounterDraft(officer)
    expect(await counterDraft(officer)).toBeNull()
  })
})

describe('people who come back', () => {
  test('are found by a few digits, by phone and by name without accents', async ({ ctx }) => {
    const officer = await desk(ctx)
    await received(officer, { name: 'Đặng Thị Ượng', number: '099188000777', phone: '0912 000 777' })
    for (const text of ['000777', '0912000777', 'dang thi uong', 'Ượng'])
      expect(
        (await returningApplicants(officer, text)).map(({ party }) => party.name),
        text
      ).toContain('Đặng Thị Ượng')
  })
  test('are not shown to another commune', async ({ ctx }) => {
    await received(await desk(ctx), { name: 'Người Của Mơ Giang', number: '099088000778' })
    expect(await returningApplicants(await desk(ctx, 'motcua.bendao'), '000778')).toEqual([])
  })
  test('are found by their account where the whole number is typed', async ({ ctx }) => {
    const found = await returningApplicants(await desk(ctx), '099192000012')
    expect(found.map(({ party }) => party)).toMatchObject([
      { name: 'Trần Thị Bình', birth: '1992-09-30', sex: 'female' }
    ])
  })
  test('with a card keep the phone known from before', async ({ ctx }) => {
    const officer = await desk(ctx)
    await received(officer, { name: 'Lý Văn Thẻ', number: '099088000779', phone: '0912000779' })
    const { card } = await findPeople(officer, '099088000779||LÝ VĂN THẺ|12041988|Nam|Tổ 3|10052021')
    expect(card).toMatchObject({ name: 'Lý Văn Thẻ', phone: '0912000779', birth: '12/04/1988' })
  })
  test('the procedure used last comes first', async ({ ctx }) => {
    const officer = await desk(ctx)
    await received(officer)
    expect((await usedProcedures(officer, false))[0]?.code).toBe(MARRIAGE)
    expect((await findProcedures(officer, 'tinh trang hon nhan', false)).map(line => line.id)).toContain(MARRIAGE)
  })
})

describe('what is not complete at the counter', () => {
  test('is asked for once, completed and received under the same code', async ({ ctx }) => {
    const officer = await desk(ctx)
    const sheet = await aSheet(officer, { 'reason:*': 'not-signed', 'note:*': 'Ký vào tờ khai' })
    const asked = must(await sendBackAtCounter(officer, sheet, 'ask-supplement'))
    expect(asked).toMatchObject({ phase: 'supplement', receivedAt: null, channel: 'counter' })
    expect((await beforeAcceptance(officer, 'supplement')).map(row => row.code)).toContain(asked.code)
    const by = { papers: asked.papers, note: '', accept: true }
    expect(must(await takeSupplement(officer, asked.code, by))).toMatchObject({ phase: 'accepted', code: asked.code })
  })
  test('is refused with coded reasons, never silently', async ({ ctx }) => {
    const officer = await desk(ctx)
    expect(await sendBackAtCounter(officer, await aSheet(officer), 'refuse-reception')).toMatchObject({
      error: { code: 'reasons-missing' }
    })
    const sheet = await aSheet(officer, { 'reason:*': 'wrong-authority' })
    const refused = must(await sendBackAtCounter(officer, sheet, 'refuse-reception'))
    expect(refused).toMatchObject({ phase: 'not-accepted', asked: [{ code: 'wrong-authority' }] })
  })
})

test('what is settled at once is not received, and what needs time is not settled at once', async ({ ctx }) => {
  const officer = await desk(ctx)
  const copy = await aSheet(officer, { procedure: COPY })
  expect(await receiveAtCounter(officer, copy)).toMatchObject({ error: { code: 'only-at-once' } })
  expect(await settleAtCounter(officer, await aSheet(officer))).toMatchObject({ error: { code: 'not-at-once' } })
})

test('what is settled at once is handed over in the same act and stands in the register', async ({ ctx }) => {
  const officer = await desk(ctx)
  const done = must(await settleAtCounter(officer, await aSheet(officer, { procedure: COPY, resultNumber: '153' })))
  expect(done).toMatchObject({ phase: 'returned', result: { number: '153' } })
  const day = { from: new Date('2026-11-22T17:00:00Z'), to: new Date('2026-11-23T17:00:00Z'), after: null, limit: 500 }
  expect((await registerOf(officer, day)).map(row => row.code)).toContain(done.code)
})

test('a correction keeps old and new in the timeline, and a void keeps the number', async ({ ctx }) => {
  const officer = await desk(ctx)
  const dossier = await received(officer, { name: 'Ngô Văn Nhầm' })
  const typed = { name: 'Ngô Văn Nhâm', number: '099088000011', kind: 'person', reason: 'Gõ nhầm dấu' }
  const corrected = must(await correctEntry(officer, dossier, typed))
  expect(corrected.applicant.name).toBe('Ngô Văn Nhâm')
  const [, correction] = await timelineOf(officer, dossier.id)
  expect(correction).toMatchObject({ type: 'dossier.corrected', data: { reason: 'Gõ nhầm dấu' } })
  expect(
    (correction as unknown as { data: { changes: { field: string }[] } }).data.changes.map(({ field }) => field)
  ).toEqual(['applicant'])
  expect(await correctEntry(officer, corrected, typed)).toMatchObject({ error: { code: 'nothing-changed' } })
  expect(must(await voidEntry(officer, dossier.code, 'Nhập trùng')).phase).toBe('voided')
  expect(must(await receiveAtCounter(officer, await aSheet(officer))).code > dossier.code).toBe(true)
})

test('every slip that the history calls for prints, and no other', async ({ ctx }) => {
  const officer = await desk(ctx)
  const asked = must(
    await sendBackAtCounter(officer, await aSheet(officer, { 'reason:*': 'missing' }), 'ask-supplement')
  )
  await takeSupplement(officer, asked.code, { papers: asked.papers, note: '', accept: true })
  const stopped = must(await act(officer, { code: asked.code }, { kind: 'withdraw', reason: 'Không còn nhu cầu' }))
  const called = { receipt: true, 'supplement-request': true, 'stop-notice': true }
  for (const slip of SLIPS) {
    const form = await formDataFor(officer, stopped, slip)
    expect(form.ok, slip).toBe(slip in called)
    if (form.ok)
      expect(
        Buffer.from(await printForm(form.value))
          .subarray(0, 5)
          .toString(),
        slip
      ).toBe('%PDF-')
  }
  const book = await registerData(officer, '2026-11-23', '2026-11-23')
  expect(book.rows.map(row => row.code)).toContain(asked.code)
})

test('nobody but the desk works at the counter', async ({ ctx }) => {
  const sheet = await aSheet(await desk(ctx))
  for (const login of ['chuyenvien.tuphap', 'chutich.tinh', 'quantri', 'congdan.an']) {
    const other = await desk(ctx, login)
    expect(await receiveAtCounter(other, sheet), login).toMatchObject({ error: { code: 'forbidden' } })
    expect(await returningApplicants(other, '099088000011'), login).toEqual([])
  }
})
